"""One thing that was heard, with all that is needed to answer it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from sqlalchemy.orm import Session

from bots import form, greeting, render
from bots.adapter import Capabilities, Replies, Said
from bots.ahead import Ahead
from bots.held import Held
from bots.words import TAKEN_AFTERWARDS
from participation.core.catalogues import ENGLISH, first_offered
from participation.core.chat_keys import ChatKeys
from participation.core.clock import day_of
from participation.core.keys import YoungKeys
from participation.core.speech import said as _
from participation.domain.worry import worry_words_in
from participation.models import Council
from participation.services import chats, contacts, languages
from participation.services.asides import Aside
from participation.services.conversations import Turn
from participation.services.councils import council_named, pack_of
from participation.services.submissions import Sent
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
    """One transaction of one chat, known by the secret made from its name.

    `tongue` is the language of the phone, where the channel tells it. `ahead` makes what a Send
    will need while somebody reads what it would send. What the chat holds is
    read once; once the transaction is undone, another visit is made.
    """

    session: Session
    scope: Scope
    keys: YoungKeys
    secret: bytes
    now: datetime
    chat: str
    chat_keys: ChatKeys
    tongue: str = ""
    ahead: Ahead | None = None

    @property
    def today(self) -> date:
        """Return the day it is for the councils."""
        return day_of(self.now)

    @cached_property
    def councils(self) -> tuple[Council, ...]:
        """Return the councils that turned chat on."""
        return tuple(council_named(self.session, name) for name in self.scope.councils)

    @cached_property
    def packs(self) -> tuple[CouncilPack, ...]:
        """Return the packs of the councils that turned chat on."""
        return tuple(map(pack_of, self.councils))

    @cached_property
    def held(self) -> Held:
        """Return what the chat holds."""
        return Held(self.session, self.secret, self.today)

    @property
    def aside(self) -> Aside:
        """Return what the chat holds beside a survey."""
        return self.held.aside

    def turn(self) -> Turn | None:
        """Return where the chat's conversation stands, or None without one."""
        return self.held.turn

    @property
    def language(self) -> str:
        """Return the language of the chat: its conversation's, what was chosen, or the phone's."""
        turn = self.turn()
        return self.language_among(self.tongues()) if turn is None else turn.state.language

    def language_among(self, offered: Sequence[str]) -> str:
        """Return what was chosen in the chat, else the phone's own language, else English."""
        return first_offered((self.aside.language, self.tongue), offered)

    def tongues(self) -> tuple[str, ...]:
        """Return the languages that can be chosen now, English first.

        Those of the council that is being answered, else of every council here.
        """
        turn = self.turn()
        councils = self.councils if turn is None else (turn.council,)
        found = (code for one in councils for code in self.offered_by(one))
        return tuple(dict.fromkeys((ENGLISH, *found)))

    def offered_by(self, council: Council) -> tuple[str, ...]:
        """Return the languages that the council turned on, English first."""
        return languages.offered(self.session, council)

    def step(self, turn: Turn, lead: str = "") -> Said:
        """Return the step that the conversation has come to, after a sentence."""
        if isinstance(turn.step, Ask):
            return render.asked(turn, turn.step, self.scope.channel, lead)
        return self.check(turn, turn.step, lead)

    def check(self, turn: Turn, check: Check, lead: str = "") -> Said:
        """Return the answers with a button that sends exactly these."""
        nonce = chats.nonce_showing(self.secret, turn.state)
        if self.ahead is not None:
            self.ahead.begin(self.keys.pepper, self.secret, nonce)
        return render.checked(turn, check, nonce, self.scope.channel, lead)

    def send_shown(self, nonce: bytes) -> Sent:
        """Send what the message with this nonce showed; raises what `chats.send_shown` does."""
        made = self.ahead.take(self.secret, nonce) if self.ahead is not None else None
        sent = chats.send_shown(self.session, self.keys, self.secret, nonce, self.now, made)
        self.held.look_again()
        return sent

    def so_far(self, turn: Turn, lead: str = "") -> Said:
        """Return what has its answer by now, to be looked at or sent."""
        return self.check(turn, answered_so_far(turn.survey, turn.state), lead)

    def again(self, lead: str = "") -> Replies:
        """Return the sentence, with what was asked last or what can be begun."""
        writing, turn = self.aside.writing, self.turn()
        if writing is not None:
            return Replies((form.asked(writing, self.scope.channel, lead),))
        return Replies((self.choices(lead) if turn is None else self.asked_again(turn, lead),))

    def asked_again(self, turn: Turn, lead: str = "") -> Said:
        """Return the step after a sentence, which takes the place of what was wrong before."""
        step = turn.step
        plain = replace(step, error="", raw=(), raw_words="") if isinstance(step, Ask) else step
        return self.step(replace(turn, step=plain), lead)

    def choices(self, lead: str = "") -> Said:
        """Return what can be talked about today, after a sentence."""
        offered = chats.offered_now(self.session, self.scope.councils, self.today)
        several = len(self.scope.councils) > 1
        return greeting.choices(offered, several, self.scope.channel, lead)

    def others(self) -> tuple[Said, ...]:
        """Return what can be talked about today, or nothing where nothing can be."""
        said = self.choices()
        return (said,) if said.rows else ()

    def asks_for_words(self, asks: str) -> Said:
        """Return what asks for five words, and says that they are taken away where they are."""
        taken = self.scope.channel.where_taken(_(TAKEN_AFTERWARDS))
        return Said(f"{_(asks)} {taken}".rstrip(), waits=True)

    def stays(self) -> str:
        """Return what is left in the chat after a stop."""
        return _(self.scope.channel.stays, channel=self.scope.channel.title)

    def help(self, lead: str) -> Said:
        """Return whom to call now, after a sentence."""
        packs = self._own_packs()
        return greeting.help_now(packs, self._reachable(packs), lead)

    def all_help(self) -> Said:
        """Return everybody who can help, now and later, and who can be asked to reach out."""
        packs = self._own_packs()
        return greeting.all_help(packs, self._reachable(packs), self.scope.address)

    def _reachable(self, packs: Sequence[CouncilPack]) -> tuple[CouncilPack, ...]:
        return tuple(pack for pack in packs if self.may_ask(pack.name))

    def may_ask(self, council: str) -> bool:
        """Return whether somebody can ask the council's safeguarding leads to reach them."""
        if council not in self.scope.councils:
            return False
        found = council_named(self.session, council)
        return contacts.public_key(self.session, found) is not None

    def _own_packs(self) -> Sequence[CouncilPack]:
        """Return the pack of the council that is being answered, else of every council here."""
        turn = self.turn()
        return self.packs if turn is None else (pack_of(turn.council),)

    def worries(self, text: str) -> bool:
        """Return whether the text holds a worry word of any council that is talked for here."""
        return any(
            worry_words_in(text, with_shared(pack.safeguarding.worry_words)) for pack in self.packs
        )
