"""What one chat holds, for one transaction: each part read once, and written through."""

from datetime import date
from functools import cached_property

from sqlalchemy.orm import Session

from participation.core.errors import NotFound
from participation.core.pictures import Picture
from participation.core.speech import said
from participation.models import Council
from participation.services import asides, conversations
from participation.services.asides import Aside
from participation.services.conversations import NOTHING_KEPT, Turn
from participation.services.drawings import add_drawing
from surveys.engine import Reply


class Held:
    """The conversation of one chat and what stands beside it, kept from everybody else."""

    def __init__(self, session: Session, secret: bytes, today: date) -> None:
        self._session, self._secret, self._today = session, secret, today

    @cached_property
    def turn(self) -> Turn | None:
        """Where the conversation stands, or None without one."""
        try:
            return conversations.current(self._session, self._secret, self._today, hold=True)
        except NotFound:
            return None

    @cached_property
    def aside(self) -> Aside:
        """What stands beside the survey."""
        return asides.kept(self._session, self._secret, self._today)

    def begin(self, link: str, language: str) -> Turn:
        """Return the first turn behind the open link; raises what `conversations.begin` does."""
        begun = conversations.begin(self._session, link, self._today, language, self._secret)
        self.turn = begun.turn
        return begun.turn

    def reply(self, given: Reply) -> Turn:
        """Return the turn after the reply; raises NotFound without one, Refused when closed."""
        if self.turn is None:
            raise NotFound(said(NOTHING_KEPT))
        turn = self.turn
        self.turn = conversations.go_on(self._session, self._secret, turn, given, self._today)
        return self.turn

    def draw(self, question: str, picture: Picture) -> Turn:
        """Return the turn after the picture that answers the question; raises as `reply` does."""
        turn = add_drawing(self._session, self._secret, question, picture, self._today)
        self.turn = turn
        return turn

    def speak(self, language: str) -> None:
        """Have the conversation ask on in this language, if there is one."""
        conversations.speak(self._session, self._secret, language, self._today)
        self.look_again()

    def forget(self) -> None:
        """Delete the conversation."""
        conversations.forget(self._session, self._secret)
        self.turn = None

    def look_again(self) -> None:
        """Read the conversation anew when it is next asked for."""
        self.__dict__.pop("turn", None)

    def keep_aside(self, council: Council, aside: Aside) -> None:
        """Hold this beside the survey, and nothing else."""
        asides.keep(self._session, self._secret, council, aside, self._today)
        self.aside = aside
