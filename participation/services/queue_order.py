"""Which unread answer is read next: `domain.theming.ordering`, asked of the database.

What the order is for stands there; a test holds the two to each other.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, not_, select
from sqlalchemy.orm import Session

from participation.domain.theming.ordering import HALF
from participation.models import Answer, Council, Glance, Reading, Waiting

_WAITS_FOR_ENGLISH = and_(Answer.language.is_not(None), Answer.translation.is_(None))


def next_key(
    session: Session,
    council: Council,
    turn: int,
    now: datetime,
    skipped: Sequence[UUID] = (),
) -> UUID | None:
    """Return the key of the answer to read next, or None when none is left but the skipped.

    Those with a worry word come first, then the latest of those that are late; then even turns
    are for the half that chance orders and odd ones for the half that the machine doubts. What
    waits for its interpreter comes last, unless it has a worry word.
    """
    unread = and_(
        Answer.council_id == council.id,
        Answer.reading == Reading.UNREAD,
        Answer.id.not_in(skipped),
    )
    ready = and_(unread, not_(_WAITS_FOR_ENGLISH))
    drawn = select(Answer.id).where(ready, Answer.id < HALF).order_by(Answer.id)
    doubted = _doubted(ready, council)
    halves = [drawn, *doubted] if turn % 2 == 0 else [*doubted, drawn]
    last = select(Answer.id).where(unread).order_by(Answer.id)
    worrying = select(Answer.id).where(unread, Answer.worry).order_by(Answer.id)
    for statement in (worrying, _late(ready, council, now), *halves, last):
        key = session.scalar(statement.limit(1))
        if key is not None:
            return key
    return None


def _late(ready: ColumnElement[bool], council: Council, now: datetime) -> Select[UUID]:
    return (
        select(Waiting.answer_id)
        .where(Waiting.council_id == council.id, Waiting.due_hour < now)
        .where(exists().where(Answer.id == Waiting.answer_id, ready))
        .order_by(Waiting.due_hour, Waiting.answer_id)
    )


def _doubted(ready: ColumnElement[bool], council: Council) -> tuple[Select[UUID], ...]:
    """Return what the machine has looked at, and then what it has yet to."""
    looked_at = (
        select(Glance.answer_id)
        .where(Glance.council_id == council.id, Glance.answer_id >= HALF)
        .where(exists().where(Answer.id == Glance.answer_id, ready))
        # The way an index of doubts is read backwards, so that the first is found at once.
        .order_by(Glance.doubt.desc(), Glance.answer_id.desc())
    )
    other = select(Answer.id).where(ready, Answer.id >= HALF).order_by(Answer.id.desc())
    return (looked_at, other)
