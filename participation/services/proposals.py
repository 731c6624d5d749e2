"""What the machine proposed for an answer, as it was stored."""

import json
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.keys import ReadingKeys
from participation.core.sealed import open_original
from participation.models import Answer, Suggestion, Theme


@dataclass(frozen=True)
class Proposal:
    """A theme that the machine proposes for an answer, and the phrases that drove it.

    `likely` says that it may be ticked beforehand: nine in ten such were right by this
    council's own decisions.
    """

    code: str
    name: str
    score: float
    phrases: tuple[str, ...]
    likely: bool


def proposals_for(session: Session, keys: ReadingKeys, answer: Answer) -> tuple[Proposal, ...]:
    """Return what the machine proposes for the answer, best first."""
    if answer.reasons is None:
        return ()
    reasons = json.loads(open_original(keys.reading_private, answer.reasons))
    rows = session.execute(
        select(Suggestion.score, Theme)
        .join(Theme, Theme.id == Suggestion.theme_id)
        .where(Suggestion.answer_id == answer.id, Theme.retired_on.is_(None))
        .order_by(Suggestion.score.desc())
    )
    return tuple(
        Proposal(
            theme.code,
            theme.name,
            score,
            tuple(reasons[theme.code]["phrases"]),
            reasons[theme.code]["likely"],
        )
        for score, theme in rows
        if theme.code in reasons
    )


def without_masked(proposals: tuple[Proposal, ...], masked: str) -> tuple[Proposal, ...]:
    """Return the proposals with those phrases alone that the masked text shows."""
    return tuple(
        replace(one, phrases=tuple(phrase for phrase in one.phrases if phrase in masked))
        for one in proposals
    )
