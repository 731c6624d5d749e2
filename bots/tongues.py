"""The language of a chat: asked for at any moment, and kept for what comes after sending."""

from dataclasses import replace

from bots import greeting, words
from bots.adapter import Replies, Rows, Said
from bots.buttons import Tap, Verb, button
from bots.rows import in_rows
from bots.visit import Visit
from participation.core.catalogues import own_name
from participation.core.errors import BadInput
from participation.core.speech import said as _
from participation.core.speech import speaking, spoken
from participation.models import Council
from participation.services import chats
from participation.services.chats import Offered

IN_A_ROW = 2


def ask(visit: Visit) -> Replies:
    """Offer the languages that are turned on, each by its own name."""
    codes = visit.tongues()
    if len(codes) == 1:
        return visit.again(_(words.ONE_LANGUAGE))
    free = _("What you said so far is kept. Write in whichever language you like.")
    return Replies((Said(f"{_('Language')}\n{free}", buttons(codes)),))


def buttons(codes: tuple[str, ...], *parts: str) -> Rows:
    """Return a button for each language but none for one alone."""
    made = [
        button(f"{'✓ ' if code == spoken() else ''}{own_name(code)}", Verb.LANGUAGE, code, *parts)
        for code in codes
    ]
    return in_rows(made, IN_A_ROW) if len(made) > 1 else ()


def welcome(visit: Visit, offered: Offered) -> Said:
    """Return the first message in the language of the chat, with the others that are offered."""
    codes = visit.offered_by(offered.council)
    with speaking(visit.language_among(codes)):
        said = greeting.welcome(offered, visit.scope.channel, visit.scope.address)
        return replace(said, rows=(*said.rows, *buttons(codes, offered.consultation.link)))


def take(visit: Visit, tap: Tap) -> Replies:
    """Speak the chosen language from here on; on the first message, show that again."""
    code, link, *_rest = (*tap.parts, "", "")
    if link:
        offered = chats.offered_at(visit.session, visit.scope.councils, link, visit.today)
        _keep(visit, code, offered.council)
        return Replies((replace(welcome(visit, offered), edit=True),))
    turn = visit.turn()
    _keep(visit, code, None if turn is None else turn.council)
    visit.held.speak(code)
    with speaking(code):
        chosen = Said(f"{_('Language')}: {own_name(code)}", edit=True)
        return Replies((chosen, *visit.again().said))


def _keep(visit: Visit, code: str, council: Council | None) -> None:
    councils = visit.councils if council is None else (council,)
    offering = next((one for one in councils if code in visit.offered_by(one)), None)
    if offering is None:
        raise BadInput(_(words.OLD_BUTTON))
    visit.held.keep_aside(offering, replace(visit.aside, language=code))
