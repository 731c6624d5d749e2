"""Unread answers that say the same as one: shown one by one, decided together."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.models import Answer, Council, Glance, Reading

MOST_ALIKE = 20
"""As many as a person can be shown one by one and still look at each."""


def alike(session: Session, council: Council, answer_id: UUID) -> list[UUID]:
    """Return the keys of up to twenty other unread answers that say the same.

    Each is opened by `reading.unread_of` and cleared on its own, with its own words; one with
    a worry word is never among them.
    """
    mark = select(Glance.alike).where(Glance.answer_id == answer_id).scalar_subquery()
    return list(
        session.scalars(
            select(Answer.id)
            .join(Glance, Glance.answer_id == Answer.id)
            .where(
                Glance.alike == mark,
                Answer.council_id == council.id,
                Answer.id != answer_id,
                Answer.reading == Reading.UNREAD,
                Answer.worry.is_(False),
            )
            .order_by(Answer.id)
            .limit(MOST_ALIKE)
        )
    )
