"""A question as a young person's phone shows it, for those who write it; nothing is kept."""

from dataclasses import dataclass, replace
from secrets import token_bytes

from flask import Response, session

from participation.core.keys import YoungKeys
from participation.core.ports import Clock
from participation.core.sealed import new_reading_key, public_half
from participation.core.settings import Settings
from participation.core.speech import speak
from participation.core.withdrawn import WithdrawnList
from participation.models.database import Database
from participation.web.young import create_app
from participation.web.young.asked import Asked, reply_to
from participation.web.young.comforting import KEPT, Wish
from participation.web.young.door import NAME
from participation.web.young.easing import eased_step
from participation.web.young.pages import page
from participation.web.young.parts import sheets
from participation.web.young.style import WHOLE
from surveys.definition import Question
from surveys.pack_council import CouncilPack
from surveys.steps import Ask

KEY_BYTES = 32


@dataclass(frozen=True)
class Worn:
    """How the phone shows it: in which language, and whether in Easy Read."""

    language: str
    easy: bool = False


class Phone:
    """The young people's own page around one question.

    It is their app, on keys that nothing else knows, so that what is shown cannot differ from
    what will be.
    """

    def __init__(self, settings: Settings, database: Database, clock: Clock) -> None:
        keys = YoungKeys(
            token_bytes(KEY_BYTES),
            public_half(new_reading_key()),
            token_bytes(KEY_BYTES),
            WithdrawnList(settings.folder, token_bytes(KEY_BYTES)),
        )
        self.app = create_app(settings, keys, token_bytes(KEY_BYTES), clock)
        # The page stands alone: nothing serves the files to which it would point.
        self.app.jinja_env.globals["whole"] = lambda: sheets(*WHOLE)
        # Whoever writes surveys has a way to the database already.
        self.app.extensions[NAME] = replace(self.app.extensions[NAME], database=database)

    def shows(
        self, question: Question, place: tuple[int, int], council: CouncilPack, worn: Worn
    ) -> Response:
        """Return the page of the question at its place: the first of seven is (1, 7)."""
        number, of = place
        with self.app.test_request_context(f"/q/{number}"):
            self.app.preprocess_request()
            speak(worn.language)
            if worn.easy:
                session[KEPT] = Wish.EASY.value
            step = eased_step(Ask(question, worn.language, number, of))
            reply = reply_to(None, of) if number == 1 else ""
            asked = Asked(step, (), (question.name,), reply, worry=False, worry_now=False)
            shown = page("question.html", asked=asked, council=council, turn=None)
            return self.app.process_response(shown)
