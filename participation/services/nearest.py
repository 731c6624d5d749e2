"""The nearest answers to which people gave the same theme: a reason that can be checked.

They are looked for when somebody asks, among cleared text only, so what was withdrawn is
not found from that moment on. Nothing of it is kept.
"""

from uuid import UUID

from sqlalchemy import Select, case, false, func, or_, select
from sqlalchemy.orm import Session

from participation.core.types import ClearedText
from participation.domain.theming.nearest import nearest_places, nearness
from participation.models import Answer, Coding, Council, Reading, Submission, Theme
from participation.services.clearing import cleared_words
from participation.services.proposals import Proposal

MOST_COMPARED = 40
"""Cleared answers of one theme that a text is set beside: 5 themes take about 15 ms."""
MOST_LOOKED_THROUGH = 200
"""Answers of one theme, as their random keys have it, in which the phrases are looked for."""


def nearest_answers(
    session: Session,
    council: Council,
    answer_id: UUID,
    text: str,
    proposals: tuple[Proposal, ...],
    only_shown: bool = False,
) -> dict[str, tuple[ClearedText, ...]]:
    """Return for each proposed theme the one or two nearest cleared texts that people gave it.

    Texts of the same submission are left out: side by side they would tell of one person.
    `only_shown` leaves out those whose writers do not allow them to be shown.
    """
    candidates = {
        proposal.code: {
            row.id: row.cleared or ""
            for row in session.execute(_candidates(council, answer_id, proposal, only_shown))
        }
        for proposal in proposals
    }
    # All in one go: to count the words of a hundred texts takes little longer than of ten.
    texts = {key: said for rows in candidates.values() for key, said in rows.items()}
    keys = list(texts)
    shared, places = nearness(text, list(texts.values())), {key: at for at, key in enumerate(keys)}
    best = {
        code: [keys[at] for at in nearest_places(shared, [places[key] for key in rows])]
        for code, rows in candidates.items()
    }
    words = cleared_words(session, council, [key for chosen in best.values() for key in chosen])
    return {
        code: tuple(words[key] for key in chosen if key in words) for code, chosen in best.items()
    }


def _candidates(
    council: Council, answer_id: UUID, proposal: Proposal, only_shown: bool
) -> Select[UUID, str | None]:
    own = select(Answer.submission_id).where(Answer.id == answer_id).scalar_subquery()
    held = or_(
        false(),
        *(
            func.lower(Answer.cleared).contains(phrase.lower(), autoescape=True)
            for phrase in proposal.phrases
        ),
    )
    theme_id = (
        select(Theme.id)
        .where(Theme.council_id == council.id, Theme.code == proposal.code)
        .scalar_subquery()
    )
    given = (
        select(Coding.answer_id)
        .where(Coding.theme_id == theme_id)
        .order_by(Coding.answer_id)
        .limit(MOST_LOOKED_THROUGH)
    )
    statement = (
        select(Answer.id, Answer.cleared)
        .join(Submission, Submission.id == Answer.submission_id)
        .where(
            Answer.id.in_(given),
            Answer.council_id == council.id,
            Answer.reading == Reading.CLEARED,
            Answer.submission_id != own,
            Submission.taken_back.is_(False),
        )
        # Those that hold the very phrases first; else as their random keys have it.
        .order_by(case((held, 0), else_=1), Answer.id)
        .limit(MOST_COMPARED)
    )
    return statement.where(Answer.may_show) if only_shown else statement
