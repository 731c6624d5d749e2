"""How much stands under each theme: exact for who reads the answers, as released for the rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVarTuple

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from participation.domain.disclosure.released import Released
from participation.models import (
    Answer,
    Coding,
    Consultation,
    Council,
    Reading,
    Submission,
    Theme,
)
from participation.services.figures import theme_rows
from participation.services.loop import told_figures

Columns = TypeVarTuple("Columns")


@dataclass(frozen=True)
class Told:
    """How many young people spoke of a theme in a consultation, as it was last told."""

    consultation: str
    count: Released


@dataclass(frozen=True)
class Found:
    """What officers found in the answers that they have read: exact, for their eyes only.

    `themes` are those that were found, the most frequent first. `fits_none` counts cleared
    answers without any theme, `unread` those that nobody has read.
    """

    themes: tuple[tuple[Theme, int], ...]
    cleared: int
    fits_none: int
    unread: int


def coded_answers(session: Session, council: Council) -> Mapping[str, int]:
    """Return by code how many cleared answers have each theme: exact, for officers' eyes only."""
    # Nobody gives themes to what is not cleared, and undoing takes them away: the codings are
    # counted in their own index, without a look at a hundred thousand answers.
    many = (
        select(Coding.theme_id, func.count().label("many"))
        .where(Coding.theme_id.in_(select(Theme.id).where(Theme.council_id == council.id)))
        .group_by(Coding.theme_id)
        .subquery()
    )
    rows = session.execute(
        select(Theme.code, many.c.many).join(many, many.c.theme_id == Theme.id)
    ).all()
    return dict(rows)


def found_in(session: Session, council: Council, consultation: Consultation | None) -> Found:
    """Return what was found in one consultation, or in all of them."""
    counts: dict[str, int] = dict(
        session.execute(
            _of(select(Answer.reading, func.count(Answer.id)), council, consultation).group_by(
                Answer.reading
            )
        ).all()
    )
    bare = _of(select(func.count(Answer.id)), council, consultation).where(
        Answer.reading == Reading.CLEARED, ~exists().where(Coding.answer_id == Answer.id)
    )
    themes = sorted(_coded(session, council, consultation), key=lambda row: (-row[1], row[0].name))
    return Found(
        tuple(themes),
        counts.get(Reading.CLEARED, 0),
        session.scalar(bare) or 0,
        counts.get(Reading.UNREAD, 0),
    )


def _coded(
    session: Session, council: Council, consultation: Consultation | None
) -> list[tuple[Theme, int]]:
    statement = (
        select(Coding.theme_id, func.count(Coding.id))
        .join(Answer, Answer.id == Coding.answer_id)
        .where(Answer.reading == Reading.CLEARED)
        .group_by(Coding.theme_id)
    )
    many = dict(session.execute(_of(statement, council, consultation)).all())
    themes = session.scalars(select(Theme).where(Theme.council_id == council.id))
    return [(theme, many[theme.id]) for theme in themes if theme.id in many]


def _of(
    statement: Select[*Columns], council: Council, consultation: Consultation | None
) -> Select[*Columns]:
    statement = statement.where(Answer.council_id == council.id)
    if consultation is None:
        return statement
    return statement.join(Submission, Submission.id == Answer.submission_id).where(
        Submission.consultation_id == consultation.id
    )


def last_told(
    session: Session, council: Council, *, sent_only: bool
) -> Mapping[str, tuple[Told, ...]]:
    """Return by code what each consultation last told of it, the newest consultation first.

    `sent_only` keeps to what papers told everybody, as for those who do not read the answers.
    """
    told = told_figures(session, council, sent_only=sent_only)
    rows = session.execute(
        select(Consultation.id, Consultation.title)
        .where(Consultation.id.in_(told))
        .order_by(Consultation.opens_on.desc(), Consultation.id)
    )
    found: dict[str, list[Told]] = {}
    for consultation_id, title in rows:
        for row in theme_rows(told[consultation_id]):
            found.setdefault(row.code, []).append(Told(title, row.count))
    return {code: tuple(lines) for code, lines in found.items()}
