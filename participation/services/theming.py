"""The machine proposes themes, with reasons that are the text's own words; people decide."""

import json
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from participation.core.errors import NotSetUp
from participation.core.keys import ReadingKeys
from participation.core.ports import Suggester, ThemeExample
from participation.core.sealed import open_original, seal_original
from participation.domain.theming import FittedSuggester, fit
from participation.models import (
    Answer,
    Coding,
    Council,
    Reading,
    Suggestion,
)
from participation.models import (
    ThemeExample as ExampleRow,
)
from participation.services.councils import themes_of

REFIT_AFTER = 25
"""A refit is due when this many decisions are new: enough to move a rare theme."""
AT_ONCE = 2_000


class SuggesterShelf:
    """Where each council's fitted suggester stands: arrays on disk, one file a council."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, council: Council) -> Path:
        """Return the council's file."""
        return self.folder / f"{council.id.hex}.npz"

    def get(self, session: Session, council: Council) -> Suggester:
        """Return the council's suggester, fitted anew when decisions have moved on.

        A file that is damaged is made anew from the decisions.
        """
        decided = decided_count(session, council)
        codes = {theme.code for theme in themes_of(session, council)}
        try:
            fitted = FittedSuggester.load(self.path(council))
            if codes == set(fitted.themes) and abs(decided - fitted.decided) < REFIT_AFTER:
                return fitted
        except NotSetUp:
            pass
        return self.refit(session, council)

    def refit(self, session: Session, council: Council) -> Suggester:
        """Return the council's suggester, fitted anew and put in place of the old one."""
        fitted = fit_suggester(session, council)
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        fitted.save(self.path(council))
        return fitted


def fit_suggester(session: Session, council: Council) -> FittedSuggester:
    """Return a suggester fitted on the council's codebook and on what its people decided.

    It learns from cleared text only.
    """
    themes = themes_of(session, council)
    codes = {theme.id: theme.code for theme in themes}
    examples = [ThemeExample(theme.description, (theme.code,)) for theme in themes]
    examples += [
        ThemeExample(text, (codes[theme_id],))
        for theme_id, text in session.execute(
            select(ExampleRow.theme_id, ExampleRow.text).where(ExampleRow.council_id == council.id)
        )
    ]
    return fit(list(codes.values()), examples, _decisions(session, council, codes))


def _decisions(session: Session, council: Council, codes: dict[UUID, str]) -> list[ThemeExample]:
    given: dict[UUID, list[str]] = {}
    for answer_id, theme_id in session.execute(
        select(Coding.answer_id, Coding.theme_id).where(Coding.council_id == council.id)
    ):
        given.setdefault(answer_id, []).append(codes[theme_id])
    return [
        ThemeExample(
            row.cleared or "", tuple(given.get(row.id, ())), str(row.submission_id), row.question
        )
        for row in session.execute(
            select(Answer.id, Answer.submission_id, Answer.cleared, Answer.question).where(
                Answer.council_id == council.id, Answer.reading == Reading.CLEARED
            )
        )
    ]


def decided_count(session: Session, council: Council) -> int:
    """Return how many of the council's answers are cleared."""
    return (
        session.scalar(
            select(func.count(Answer.id)).where(
                Answer.council_id == council.id, Answer.reading == Reading.CLEARED
            )
        )
        or 0
    )


def suggest_waiting(
    session: Session, council: Council, keys: ReadingKeys, suggester: Suggester
) -> int:
    """Store proposals for up to 2,000 unread answers and return how many were looked at."""
    answers = session.scalars(
        select(Answer)
        .where(
            Answer.council_id == council.id,
            Answer.reading == Reading.UNREAD,
            Answer.suggested.is_(False),
        )
        .limit(AT_ONCE)
    ).all()
    return propose_for(session, council, keys, suggester, answers)


def propose_for(
    session: Session,
    council: Council,
    keys: ReadingKeys,
    suggester: Suggester,
    answers: Sequence[Answer],
) -> int:
    """Store the machine's proposals for these answers and return how many were looked at.

    An answer of which nothing is known keeps no reasons.
    """
    theme_ids = {theme.code: theme.id for theme in themes_of(session, council)}
    readable = [answer for answer in answers if answer.original is not None]
    sealed = [answer.translation or answer.original or b"" for answer in readable]
    texts = [open_original(keys.reading_private, words) for words in sealed]
    rows: list[dict[str, object]] = []
    reading_public = keys.reading_public
    questions = [answer.question for answer in readable]
    for answer, proposals in zip(readable, suggester.suggest(texts, questions), strict=True):
        if proposals is None:
            continue
        known = [proposal for proposal in proposals if proposal.theme in theme_ids]
        rows += [
            {
                "id": uuid4(),
                "council_id": council.id,
                "answer_id": answer.id,
                "theme_id": theme_ids[proposal.theme],
                "score": proposal.score,
            }
            for proposal in known
        ]
        reasons = json.dumps({proposal.theme: proposal.phrases for proposal in known})
        answer.reasons = seal_original(reading_public, reasons)
    for answer in answers:
        answer.suggested = True
    session.flush()
    if rows:
        session.execute(insert(Suggestion), rows)
    return len(answers)
