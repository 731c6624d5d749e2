"""What a bot does beside talking: it tells who asked to be told, and notes that it is alive."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from bots.acts import Act, Doing
from bots.adapter import Said
from participation.core.chat_keys import ChatKeys
from participation.core.clock import day_of
from participation.core.ports import Clock
from participation.core.speech import marked, speaking
from participation.core.speech import said as _
from participation.models.database import Database
from participation.services import (
    chat_choices,
    chat_messages,
    chat_switches,
    chat_updates,
    contacts,
    tellings,
)
from participation.services.tellings import DueTelling, TellingKind

WORDS = {
    TellingKind.ANSWER: marked(
        "There is an answer to “%(title)s”. Read it here: %(address)s\n"
        "To say if it helped, type /journey and your five words. To hear no more, type stop."
    ),
    TellingKind.CHANGE: marked(
        "There was a promise about “%(title)s”: %(address)s\n"
        "Did it really change? To say so, type /journey and your five words. "
        "To hear no more, type stop."
    ),
}


@dataclass(repr=False)
class Upkeep:
    """Looks once a second for what everybody is to be told; `address` is that of the web pages."""

    database: Database
    keys: ChatKeys
    clock: Clock
    address: str
    noted: dict[tuple[str, bool], object] = field(default_factory=dict)
    tidied_on: date | None = None

    def __call__(self, answered: set[str], sent: set[str]) -> None:
        """Do what is due; these channels have answered and sent something since the last time."""
        self._note(answered, sent)
        today = day_of(self.clock.now())
        with self.database.reading() as session:
            if not tellings.any_due(session, today) and self.tidied_on == today:
                return
        with self.database.writing() as session:
            for due in tellings.due_tellings(session, today):
                self._tell(session, due)
            if self.tidied_on != today:
                chat_updates.forget_seen(session, today)
                chat_choices.forget_choices(session, today)
                chat_messages.forget_old(session, self.clock.now())
                self.tidied_on = today
        self.database.forget_log()

    def _tell(self, session: Session, due: DueTelling) -> None:
        title = due.consultation.title
        address = f"{self.address}/wall/{due.council.name}"
        for subscriber in contacts.to_tell(session, self.keys, due.consultation.id):
            with speaking(subscriber.language):
                text = _(WORDS[due.kind], title=title, address=address)
            act = Act(Doing.SEND, subscriber.chat, Said(text))
            now = self.clock.now()
            chat_messages.put(session, self.keys, subscriber.chat, [act.write()], now)
        if tellings.told(session, due):
            contacts.forget_subscriptions(session, due.consultation.id)

    def _note(self, answered: set[str], sent: set[str]) -> None:
        now = self.clock.now()
        hour = (day_of(now), now.hour)
        both = {(name, False) for name in answered} | {(name, True) for name in sent}
        new = {one for one in both if one[0] and self.noted.get(one) != hour}
        if new:
            with self.database.writing() as session:
                for channel, is_sent in sorted(new):
                    chat_switches.note_pulse(session, channel, not is_sent, is_sent, now)
            self.noted |= dict.fromkeys(new, hour)
