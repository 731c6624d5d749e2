"""Complaints, compliments and lessons that an officer brings to a meeting: bands, no numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.core.errors import BadInput
from participation.domain.digest import ServiceTotals
from participation.domain.disclosure.totals import banded_total
from participation.domain.exempt_item import ExemptItem
from participation.models import Account, Council, Meeting, MeetingTotals
from participation.services.audit import note
from participation.services.taken_up import meeting_to_come

LONGEST_LEARNT = 2_000


@dataclass(frozen=True)
class NewTotals:
    """What an officer enters: the code of a band for each, empty where none is known."""

    complaints: str
    compliments: str
    lessons: str
    learnt: str


def set_totals(
    session: Session,
    council: Council,
    account: Account,
    meeting: Meeting,
    new: NewTotals,
    now: datetime,
) -> None:
    """Keep the meeting's totals, in place of those entered before.

    Raises BadInput for what is no band or too many words, Refused once its papers have gone out.
    """
    meeting_to_come(session, council, meeting.id, day_of(now))
    for code in (new.complaints, new.compliments, new.lessons):
        banded_total(code)
    if len(new.learnt) > LONGEST_LEARNT:
        raise BadInput(f"Write what was learnt in at most {LONGEST_LEARNT} characters.")
    row = _row(session, meeting)
    if row is None:
        row = MeetingTotals(council_id=council.id, meeting_id=meeting.id)
        session.add(row)
    row.complaints, row.compliments = new.complaints, new.compliments
    row.lessons, row.learnt = new.lessons, new.learnt.strip()
    session.flush()
    note(session, account, "entered complaints, compliments and lessons", now)


def totals_of(
    session: Session, meeting: Meeting, exempt: Mapping[UUID, ExemptItem] | None = None
) -> ServiceTotals:
    """Return what was entered for the meeting; all empty while nothing was."""
    row = _row(session, meeting)
    if row is None:
        return ServiceTotals()
    return ServiceTotals(
        complaints=banded_total(row.complaints),
        compliments=banded_total(row.compliments),
        lessons=banded_total(row.lessons),
        learnt=row.learnt,
        exempt=(exempt or {}).get(row.id),
    )


def _row(session: Session, meeting: Meeting) -> MeetingTotals | None:
    return session.scalar(select(MeetingTotals).where(MeetingTotals.meeting_id == meeting.id))
