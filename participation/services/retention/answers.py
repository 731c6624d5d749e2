"""What young people sent or began to send, and the codes that let them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.core.types import Week
from participation.domain.safeguarding import FlagState
from participation.models import (
    Answer,
    Card,
    CardEnd,
    CashedCode,
    Consultation,
    Council,
    Flag,
    Invite,
    Reading,
    Submission,
)
from participation.services import asides, contacts
from participation.services.clearing import forget_originals
from participation.services.conversations import forget_expired
from participation.services.jobs import ask_for
from participation.services.return_rates import release_return


def forget_conversations(session: Session, council: Council, _before: date, now: datetime) -> int:
    """Delete unfinished conversations that have expired; each says itself when it does."""
    asides.forget_expired(session, day_of(now), council.id)
    return forget_expired(session, day_of(now), council.id)


def forget_decided_originals(
    session: Session, council: Council, _before: date, _now: datetime
) -> int:
    """Delete the words as they were sent of all decided answers, however young they are."""
    return forget_originals(session, council.id)


def forget_answers(session: Session, council: Council, before: date, now: datetime) -> int:
    """Delete the submissions of consultations that closed before the day.

    All of a consultation in one night: which went when would tell which came when. Unread
    words stay, and what a flag that is not closed or a card that is not finished hangs on.
    """
    unread = select(Answer.submission_id).where(Answer.reading == Reading.UNREAD)
    flagged = (
        select(Answer.submission_id)
        .join(Flag, Flag.answer_id == Answer.id)
        .where(Flag.state != FlagState.CLOSED)
    )
    asking = (
        select(Answer.submission_id)
        .join(Card, Card.answer_id == Answer.id)
        .where(Card.outcome == CardEnd.OPEN)
    )
    old = session.scalars(
        select(Submission.id).where(
            Submission.consultation_id.in_(_closed(council, before)),
            Submission.id.not_in(asking),
            Submission.id.not_in(unread),
            Submission.id.not_in(flagged),
        )
    ).all()
    session.execute(delete(Submission).where(Submission.id.in_(old)))
    session.expire_all()
    for consultation_id in session.scalars(_closed(council, before)):
        contacts.forget_subscriptions(session, consultation_id)
    if old:
        # What was learnt from them goes the same night.
        ask_for(session, council.id, "refit", str(council.id), now)
    return len(old)


def forget_codes(session: Session, council: Council, before: date, _now: datetime) -> int:
    """Delete the codes of consultations that closed before the day.

    What came back is told through the gate first, for nobody could tell it afterwards.
    """
    closed, count = _closed(council, before), 0
    consultations = select(Invite.consultation_id).where(Invite.consultation_id.in_(closed))
    for consultation_id in session.scalars(consultations.distinct()).all():
        release_return(session, council, session.get_one(Consultation, consultation_id))
    for table in (Invite, CashedCode):
        of_closed = table.consultation_id.in_(closed)
        count += session.scalar(select(func.count(table.id)).where(of_closed)) or 0
        session.execute(delete(table).where(of_closed))
    return count


def unread_past(session: Session, council: Council, before: date) -> int:
    """Return how many unread words were sent in a week that ended before the day."""
    return (
        session.scalar(
            select(func.count(Answer.id))
            .join(Submission, Submission.id == Answer.submission_id)
            .where(
                Answer.council_id == council.id,
                Answer.reading == Reading.UNREAD,
                # Weeks are written so that their text stands in the order of time.
                Submission.week < str(Week.of(before)),
            )
        )
        or 0
    )


def _closed(council: Council, before: date) -> Select[UUID]:
    return select(Consultation.id).where(
        Consultation.council_id == council.id, Consultation.closes_on < before
    )
