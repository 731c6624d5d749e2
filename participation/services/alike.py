"""Unread answers that say the same as one: shown one by one, decided together."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from participation.core.errors import Changed, NotFound
from participation.models import Account, Answer, Council, Glance, Reading, Submission
from participation.services import tones
from participation.services.clearing import Decision, clear

MOST_ALIKE = 20
"""As many as a person can be shown one by one and still look at each."""
LONGEST_SEALED = 1_100
"""Bytes of a sealed text of up to 1,000 letters; longer ones are read by themselves."""


def alike(session: Session, council: Council, answer_id: UUID) -> list[UUID]:
    """Return the keys of up to twenty other unread answers that say the same.

    Each is opened by `reading.unread_of` and cleared on its own, with its own words; one with
    a worry word is never among them, nor one of over 1,000 letters, taken back or waiting for
    its interpreter.
    """
    mark = select(Glance.alike).where(Glance.answer_id == answer_id).scalar_subquery()
    # As a list of keys: joined, SQLite walks through every answer to have them in order.
    keys = select(Glance.answer_id).where(Glance.alike == mark)
    return list(
        session.scalars(
            select(Answer.id)
            .join(Submission, Submission.id == Answer.submission_id)
            .where(
                Answer.id.in_(keys),
                Answer.council_id == council.id,
                Answer.id != answer_id,
                Answer.reading == Reading.UNREAD,
                Answer.worry.is_(False),
                Submission.taken_back.is_(False),
                or_(Answer.language.is_(None), Answer.translation.is_not(None)),
                func.length(func.coalesce(Answer.translation, Answer.original)) <= LONGEST_SEALED,
            )
            .order_by(Answer.id)
            .limit(MOST_ALIKE)
        )
    )


def clear_together(
    session: Session,
    council: Council,
    account: Account,
    decisions: Mapping[UUID, Decision],
    tone: str,
    now: datetime,
) -> tuple[UUID, ...]:
    """Clear each of these answers with its own words, and return the keys of those that were.

    What somebody else has decided meanwhile stays as it is. Raises what `clear` raises for
    words or themes that cannot be kept, and then none of them may be; and for the first of
    them where nothing is left to clear.
    """
    cleared: list[UUID] = []
    refusals: list[Changed | NotFound] = []
    for answer_id, decision in decisions.items():
        try:
            clear(session, council, account, answer_id, decision, now)
        except (Changed, NotFound) as refusal:
            refusals.append(refusal)
            continue
        tones.hear(session, council, answer_id, tone)
        cleared.append(answer_id)
    if refusals and not cleared:
        raise refusals[0]
    return tuple(cleared)
