"""Cleared answers of a consultation by theme, as many as it takes to choose words from them."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.orm import Session

from participation.models import Answer, Coding, Consultation, Council, Quote, Reading, Submission
from participation.services.figures import OWN_VOICE

MOST_READ = 200
"""Answers read of a theme that may be shown, and as many that may not: keys are random, so the
first are a fair sample, and choosing among two hundred takes a hundredth of what thousands take."""


@dataclass(frozen=True)
class Voice:
    """One cleared answer: its key, whose it is by submission, and its words."""

    id: UUID
    submission_id: UUID
    words: str
    may_show: bool


def voices_by_theme(
    session: Session,
    council: Council,
    consultation: Consultation,
    themes: Collection[UUID],
    each: int = MOST_READ,
) -> dict[UUID, list[Voice]]:
    """Return cleared answers under each of these themes by key, the rarest theme first.

    What is quoted already is among them.
    """
    ranked = (
        _answers(council, consultation)
        .where(Coding.theme_id.in_(themes))
        .with_only_columns(
            Coding.theme_id,
            Coding.answer_id,
            func.row_number()
            .over(partition_by=(Coding.theme_id, Answer.may_show), order_by=Answer.id)
            .label("place"),
            func.count().over(partition_by=Coding.theme_id).label("many"),
        )
        .subquery()
    )
    quoted = select(Quote.answer_id).where(Quote.council_id == council.id)
    rows = session.execute(
        select(ranked.c.theme_id, *_COLUMNS)
        .join(Answer, Answer.id == ranked.c.answer_id)
        .where(or_(ranked.c.place <= each, ranked.c.answer_id.in_(quoted)))
        .order_by(ranked.c.many, ranked.c.theme_id, Answer.id)
    )
    found: dict[UUID, list[Voice]] = {}
    for row in rows:
        found.setdefault(row.theme_id, []).append(_voice(row))
    return found


def voice_of(
    session: Session,
    council: Council,
    consultation: Consultation,
    theme_id: UUID,
    answer_id: UUID,
) -> Voice | None:
    """Return the cleared answer if it has the theme in this consultation, or None."""
    row = session.execute(
        _answers(council, consultation)
        .where(Coding.theme_id == theme_id, Answer.id == answer_id)
        .with_only_columns(*_COLUMNS)
    ).first()
    return None if row is None else _voice(row)


_COLUMNS = (Answer.id, Answer.submission_id, Answer.cleared, Answer.may_show)


def _answers(council: Council, consultation: Consultation) -> Select[UUID]:
    return (
        select(Answer.id)
        .select_from(Coding)
        .join(Answer, Answer.id == Coding.answer_id)
        .join(Submission, Submission.id == Answer.submission_id)
        .where(
            Submission.consultation_id == consultation.id,
            Submission.council_id == council.id,
            Answer.reading == Reading.CLEARED,
            OWN_VOICE,
        )
    )


def _voice(row: Row[UUID, UUID, str | None, bool]) -> Voice:
    return Voice(row.id, row.submission_id, row.cleared or "", row.may_show)
