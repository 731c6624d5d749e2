"""A written procedure: the asks of a meeting that fell go to members, who answer in writing."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.domain.policy import Role
from participation.models import Account, Council, Digest, Meeting, MeetingState
from participation.services.audit import note
from participation.services.jobs import ask_for
from participation.services.meeting_changes import (
    AnsweredAt,
    answer_in_writing_by,
    answered_at,
    call_off,
    end_of,
)
from participation.services.staff import active_in_role

TELL_IN_WRITING = "tell-in-writing"


def not_held(
    session: Session,
    council: Council,
    account: Account,
    meeting: Meeting,
    state: MeetingState,
    why: str,
    now: datetime,
    in_writing: bool = False,
) -> AnsweredAt:
    """Return where the asks go now that the meeting was not held, its members told in writing.

    What rolled to this meeting from others that fell goes with it. Raises as `call_off` does.
    """
    where = call_off(session, council, meeting, state, why, day_of(now), in_writing)
    note(session, account, "called a meeting off", now)
    if where.meeting is None:
        for digest in _sent_digests(session, council):
            if end_of(digest.meeting).id == meeting.id:
                _tell_members(session, digest, now)
    return where


def tell_if_in_writing(session: Session, council: Council, digest: Digest, now: datetime) -> bool:
    """Return whether members answer the digest, sent just now, in writing; they are told so.

    They have the whole time from the day on which it was sent.
    """
    if answered_at(digest.meeting).meeting is not None:
        return False
    end = end_of(digest.meeting)
    by = answer_in_writing_by(council, end, day_of(now))
    end.written_by = max(by, end.written_by or by)
    _tell_members(session, digest, now)
    return True


def notes_it(session: Session, meeting: Meeting, today: date) -> Meeting | None:
    """Return the next meeting of the same board, which notes what was decided in writing."""
    return session.scalar(
        select(Meeting)
        .where(
            Meeting.board_id == meeting.board_id,
            Meeting.state == MeetingState.PLANNED,
            Meeting.meets_on >= today,
        )
        .order_by(Meeting.meets_on)
        .limit(1)
    )


def _sent_digests(session: Session, council: Council) -> list[Digest]:
    rows = session.scalars(
        select(Digest).where(Digest.council_id == council.id, Digest.sent_on.is_not(None))
    )
    return list(rows)


def _tell_members(session: Session, digest: Digest, now: datetime) -> None:
    member_ids: list[UUID] = active_in_role(session, digest.council_id, Role.MEMBER)
    for member_id in member_ids:
        ask_for(session, digest.council_id, TELL_IN_WRITING, f"{digest.id}:{member_id}", now)
