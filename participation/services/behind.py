"""What stands behind a digest: each theme's figure, the cleared answers it counts, its ask."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.types import ClearedText
from participation.domain.disclosure.released import Released
from participation.models import (
    Answer,
    Ask,
    Coding,
    Consultation,
    Council,
    Digest,
    DigestConsultation,
    Reading,
    Submission,
    Theme,
)
from participation.services.clearing import cleared_words
from participation.services.figures import OWN_VOICE, theme_rows
from participation.services.ledger import entry
from participation.services.standings import Standing, standing_asks

MOST_SHOWN = 100
MOST_OFFERED = 5
ANSWERED = frozenset({Standing.KEPT, Standing.CANNOT})


@dataclass(frozen=True)
class ThemeFigure:
    """One theme of a consultation in a digest, with its figure as released.

    `asked` says that an ask of this digest is about it, or an earlier one that is still open.
    """

    consultation: Consultation
    code: str
    theme: str
    count: Released
    asked: bool


def figures_in(session: Session, council: Council, digest: Digest) -> list[ThemeFigure]:
    """Return every theme's figure in the digest, by consultation, most frequent first."""
    rows = session.execute(
        select(Consultation, DigestConsultation.release_id)
        .join(DigestConsultation, DigestConsultation.consultation_id == Consultation.id)
        .where(DigestConsultation.digest_id == digest.id)
        .order_by(Consultation.opens_on, Consultation.name)
    )
    asked = _asked(session, council, digest)
    return [
        ThemeFigure(consultation, row.code, row.label, row.count, row.code in asked)
        for consultation, release_id in rows
        for row in theme_rows(entry(session, release_id).frozen)
    ]


def without_ask(figures: list[ThemeFigure]) -> list[ThemeFigure]:
    """Return the themes spoken of most that nobody has been asked about, a few at most."""
    found = [one for one in figures if one.count.rounded is not None and not one.asked]
    return sorted(found, key=lambda one: -(one.count.rounded or 0))[:MOST_OFFERED]


def answers_behind(
    session: Session, council: Council, consultation: Consultation, code: str
) -> tuple[ClearedText, ...]:
    """Return the cleared words that a theme's figure counts, a hundred at most.

    Words that were cleared or taken back since the figure was released make a difference.
    """
    keys = session.scalars(
        select(Answer.id)
        .join(Coding, Coding.answer_id == Answer.id)
        .join(Theme, Theme.id == Coding.theme_id)
        .join(Submission, Submission.id == Answer.submission_id)
        .where(
            Theme.council_id == council.id,
            Theme.code == code,
            Submission.consultation_id == consultation.id,
            Submission.taken_back.is_(False),
            Answer.reading == Reading.CLEARED,
            OWN_VOICE,
        )
        .order_by(Answer.id)
        .limit(MOST_SHOWN)
    ).all()
    words = cleared_words(session, council, keys)
    return tuple(words[key] for key in keys if key in words)


def _asked(session: Session, council: Council, digest: Digest) -> set[str]:
    here = session.scalars(
        select(Theme.code).join(Ask, Ask.theme_id == Theme.id).where(Ask.digest_id == digest.id)
    )
    today = digest.meeting.papers_due_on
    open_ones = {
        ask.put.ask.theme_id
        for ask in standing_asks(session, council, today)
        if ask.standing not in ANSWERED
    }
    still = session.scalars(select(Theme.code).where(Theme.id.in_(open_ones - {None})))
    return {*here, *still}
