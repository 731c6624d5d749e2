"""How much stands under each theme: exact for who reads the answers, as released for the rest."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from participation.domain.disclosure.ledger import FrozenRelease
from participation.domain.disclosure.released import Released
from participation.models import Answer, Coding, Consultation, Council, Reading, Release, Theme
from participation.services.figures import theme_rows
from participation.services.ledger import FIGURES


@dataclass(frozen=True)
class Told:
    """How many young people spoke of a theme in a consultation, as it was last told."""

    consultation: str
    count: Released


def coded_answers(session: Session, council: Council) -> Mapping[str, int]:
    """Return by code how many cleared answers have each theme: exact, for officers' eyes only."""
    rows = session.execute(
        select(Theme.code, func.count(Coding.id))
        .join(Coding, Coding.theme_id == Theme.id)
        .join(Answer, Answer.id == Coding.answer_id)
        .where(Theme.council_id == council.id, Answer.reading == Reading.CLEARED)
        .group_by(Theme.code)
    )
    return dict(rows.all())


def last_told(session: Session, council: Council) -> Mapping[str, tuple[Told, ...]]:
    """Return by code what each consultation last told of it, the newest consultation first."""
    rows = session.execute(
        select(Release.consultation_id, Release.frozen, Consultation.title)
        .join(Consultation, Consultation.id == Release.consultation_id)
        .where(Release.council_id == council.id, Release.subject == FIGURES)
        .order_by(Consultation.opens_on.desc(), Consultation.id, Release.number.desc())
    )
    found: dict[str, list[Told]] = {}
    seen = set()
    for consultation_id, frozen, title in rows:
        if consultation_id in seen:
            continue
        seen.add(consultation_id)
        for row in theme_rows(FrozenRelease.from_json(frozen)):
            found.setdefault(row.code, []).append(Told(title, row.count))
    return {code: tuple(told) for code, told in found.items()}
