"""Reminders of a written procedure: a week before its day and on it, while an ask waits."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.clock import day_of, is_working_day
from participation.domain.policy import Role
from participation.domain.promise_clock import Occasion, reminders
from participation.models import Council, Digest, Meeting, MeetingState
from participation.services.jobs import ask_for
from participation.services.meeting_changes import answered_at, end_of
from participation.services.meetings import nation_of
from participation.services.staff import active_in_role
from participation.services.written_mail import unanswered

REMIND_IN_WRITING = "remind-in-writing"


def plan_written_reminders(session: Session, council: Council, now: datetime) -> int:
    """Have members reminded of what they are to answer in writing; return how many mails that is.

    None is asked for when nobody works. After an outage only the newest of what was missed is.
    """
    today = day_of(now)
    if not is_working_day(today, nation_of(council)):
        return 0
    many = 0
    for digest in _answered_in_writing(session, council):
        due = _due(council, digest, today)
        if due is None or not unanswered(session, digest):
            continue
        digest.reminded_on = today
        for member_id in active_in_role(session, council.id, Role.MEMBER):
            ask_for(session, council.id, REMIND_IN_WRITING, f"{digest.id}:{member_id}:{due}", now)
            many += 1
    session.flush()
    return many


def _answered_in_writing(session: Session, council: Council) -> list[Digest]:
    fallen = session.scalars(
        select(Digest)
        .join(Meeting, Meeting.id == Digest.meeting_id)
        .where(
            Digest.council_id == council.id,
            Digest.sent_on.is_not(None),
            Meeting.state != MeetingState.PLANNED,
        )
    )
    return [digest for digest in fallen if answered_at(digest.meeting).meeting is None]


def _due(council: Council, digest: Digest, today: date) -> date | None:
    """Return the newest day of a reminder that has come and was not told; None for no such day."""
    by, fell_on = answered_at(digest.meeting).on, end_of(digest.meeting).fell_on
    told = max(day for day in (digest.sent_on, fell_on, digest.reminded_on) if day is not None)
    days = [
        one.on
        for one in reminders(by, today, nation_of(council))
        if one.occasion is not Occasion.STILL_LATE and one.on > told
    ]
    return max(days, default=None)
