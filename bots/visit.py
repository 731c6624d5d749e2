"""One thing that was heard, with all that is needed to answer it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sqlalchemy.orm import Session

from bots import greeting, render
from bots.adapter import Capabilities, Replies, Said
from participation.core.catalogues import ENGLISH
from participation.core.errors import NotFound
from participation.core.keys import YoungKeys
from participation.domain.worry import worry_words_in
from participation.services import chats, conversations
from participation.services.conversations import Turn
from participation.services.councils import council_named, pack_of
from surveys.engine import Ask, Check, answered_so_far
from surveys.pack_council import CouncilPack
from surveys.worry_words import with_shared


@dataclass(frozen=True)
class Scope:
    """Which councils turned this channel on, and where the web pages are."""

    channel: Capabilities
    councils: tuple[str, ...]
    address: str


@dataclass(frozen=True, repr=False)
class Visit:
    """One transaction of one chat, known by the secret made from its name."""

    session: Session
    scope: Scope
    keys: YoungKeys
    secret: bytes
    now: datetime

    @property
    def today(self) -> date:
        """Return the day it is, in UTC."""
        return self.now.date()

    @cached_property
    def packs(self) -> tuple[CouncilPack, ...]:
        """Return the packs of the councils that turned chat on."""
        found = (council_named(self.session, name) for name in self.scope.councils)
        return tuple(pack_of(council) for council in found)

    @property
    def language(self) -> str:
        """Return the language of the chat: the one that its conversation is held in."""
        turn = self.turn()
        return ENGLISH if turn is None else turn.state.language

    def turn(self) -> Turn | None:
        """Return where the chat's conversation stands, or None without one."""
        try:
            return conversations.current(self.session, self.secret, self.today)
        except NotFound:
            return None

    def step(self, turn: Turn, lead: str = "") -> Said:
        """Return the step that the conversation has come to, after a sentence."""
        if isinstance(turn.step, Ask):
            return render.asked(turn, turn.step, lead)
        return self.check(turn, turn.step, lead)

    def check(self, turn: Turn, check: Check, lead: str = "") -> Said:
        """Return the answers with a button that sends exactly these."""
        return render.checked(turn, check, chats.nonce_showing(self.secret, turn.state), lead)

    def so_far(self, turn: Turn, lead: str = "") -> Said:
        """Return what has its answer by now, to be looked at or sent."""
        return self.check(turn, answered_so_far(turn.survey, turn.state), lead)

    def again(self, lead: str) -> Replies:
        """Return the sentence, with the question again or what can be begun."""
        turn = self.turn()
        return Replies((self.choices(lead) if turn is None else self.step(turn, lead),))

    def choices(self, lead: str = "") -> Said:
        """Return what can be talked about today, after a sentence."""
        offered = chats.offered_now(self.session, self.scope.councils, self.today)
        return greeting.choices(offered, len(self.scope.councils) > 1, lead)

    def help(self, lead: str) -> Said:
        """Return whom to call now, after a sentence."""
        return greeting.help_now(self._own_packs(), lead)

    def all_help(self) -> Said:
        """Return everybody who can help, now and later."""
        return greeting.all_help(self._own_packs(), self.scope.address)

    def _own_packs(self) -> Sequence[CouncilPack]:
        """Return the pack of the council that is being answered, else of every council here."""
        turn = self.turn()
        return self.packs if turn is None else (pack_of(turn.council),)

    def worries(self, text: str) -> bool:
        """Return whether the text holds a worry word of any council that is talked for here."""
        return any(
            worry_words_in(text, with_shared(pack.safeguarding.worry_words)) for pack in self.packs
        )
