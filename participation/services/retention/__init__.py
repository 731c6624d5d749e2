"""What is past its time: deleted each night by one table of rules, counted, and noted.

Nothing that waits for a person is deleted: what is unread, unopened, not reviewed or not closed
stays past its time and is told as overdue.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.domain.disclosure.rounding import band
from participation.domain.retention import RULES, Kind
from participation.models import Council
from participation.services import audit, contacts
from participation.services.audit import note_of_service
from participation.services.councils import all_councils, pack_of
from participation.services.retention.answers import (
    forget_answers,
    forget_codes,
    forget_conversations,
    forget_decided_originals,
    unread_past,
)
from participation.services.retention.records import (
    forget_accounts,
    forget_given_up,
    forget_safeguarding,
)

__all__ = ["DELETERS", "Forgotten", "days_of", "forget_past", "longest_days", "unread_too_long"]

DELETED = "deleted what was past its time"

Deleter = Callable[[Session, Council, date, datetime], int]

DELETERS: Mapping[Kind, Deleter] = {
    Kind.UNFINISHED: forget_conversations,
    Kind.ORIGINALS: forget_decided_originals,
    Kind.ANSWERS: forget_answers,
    Kind.CODES: forget_codes,
    Kind.CONTACTS: contacts.forget_old,
    Kind.SAFEGUARDING: forget_safeguarding,
    Kind.WORK: forget_given_up,
    Kind.AUDIT: audit.cut,
    Kind.ACCOUNTS: forget_accounts,
}
"""Each deletes what its rule says began to count before a day, and returns how much it was.

Withdrawals are listed outside the database, for all councils together: `core.withdrawn`.
Accounts come last: a name goes with the last record that names it.
"""

_TOLD_IN_BANDS = frozenset(
    {Kind.UNFINISHED, Kind.ORIGINALS, Kind.ANSWERS, Kind.CODES, Kind.CONTACTS, Kind.SAFEGUARDING}
)
"""An exact number of these would be a figure that never passed the gate."""


@dataclass(frozen=True)
class Forgotten:
    """How much of one kind was deleted."""

    kind: Kind
    count: int

    @property
    def words(self) -> str:
        """Return it as the audit tells it."""
        if self.kind not in _TOLD_IN_BANDS:
            return f"{self.kind}: {self.count}"
        told = band(self.count)
        return f"{self.kind}: from {told.low} to {told.high}"


def forget_past(session: Session, council: Council, now: datetime) -> tuple[Forgotten, ...]:
    """Delete all of the council's that is past its time; a line of the audit for each kind.

    Copies stay in the files until the tables are mixed or rewritten.
    """
    done = []
    for kind, delete in DELETERS.items():
        before = day_of(now) - timedelta(days=days_of(council, kind))
        forgotten = Forgotten(kind, delete(session, council, before, now))
        if forgotten.count:
            done.append(forgotten)
            # The cut of the log writes its own line, from which the rest is checked.
            if kind is not Kind.AUDIT:
                note_of_service(session, council, DELETED, now, forgotten.words)
    return tuple(done)


def days_of(council: Council, kind: Kind) -> int:
    """Return how many days the council keeps this kind."""
    days: int = getattr(pack_of(council).retention, RULES[kind].setting)
    return days


def longest_days(session: Session, kind: Kind) -> int:
    """Return how many days the council keeps it that keeps it longest."""
    return max((days_of(council, kind) for council in all_councils(session)), default=0)


def unread_too_long(session: Session, council: Council, today: date) -> int:
    """Return how many words nobody has read in the time after which they should be gone."""
    before = today - timedelta(days=days_of(council, Kind.ORIGINALS))
    return unread_past(session, council, before)
