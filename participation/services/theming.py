"""What a council's people decided, what is learnt from it, and where that stands.

It is learnt from cleared text only. Reading what was decided and learning from it are two
steps: learning takes seconds, and no transaction may last so long.
"""

import logging
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.core.errors import NotSetUp
from participation.core.ports import Suggester, ThemeExample
from participation.domain.theming.fitting import fit
from participation.domain.theming.meaning import Meaning, Remembered, SentenceModel
from participation.domain.theming.ordering import is_drawn
from participation.domain.theming.storage import read_arrays
from participation.domain.theming.suggester import FittedSuggester
from participation.models import Answer, Coding, Council, Reading
from participation.models import ThemeExample as ExampleRow
from participation.services.codebooks import split_themes
from participation.services.councils import themes_of

log = logging.getLogger("participation.theming")

REFIT_AFTER = 25
"""A refit is due when this many decisions are new: enough to move a rare theme."""
REFIT_SHARE = 0.05
"""... and when they are this share of all: later ones move it less, and fitting takes longer."""


@dataclass(frozen=True)
class Lessons:
    """All that a council's suggester learns from, read in one go."""

    themes: tuple[str, ...]
    codebook: tuple[ThemeExample, ...]
    decisions: tuple[ThemeExample, ...]


@dataclass(frozen=True)
class Learnt:
    """What stands in a council's file.

    `decided` is how many cleared answers it had seen, `rebuilt` that the file before it was
    damaged and so was made anew from the decisions; the next refit takes that back. `meaning`
    marks the sentence model that it learnt from, empty for none.
    """

    themes: tuple[str, ...]
    decided: int
    rebuilt: bool
    fitted_on: date
    meaning: str


class SuggesterShelf:
    """Where each council's fitted suggester stands: arrays on disk, one file a council."""

    def __init__(self, folder: Path, meaning: Meaning | None = None) -> None:
        self.folder = folder
        self.meaning = None if meaning is None else Remembered(meaning)

    def path(self, council: Council) -> Path:
        """Return the council's file."""
        return self.path_of(council.id)

    def path_of(self, council_id: UUID, kind: str = "") -> Path:
        """Return the file of the council with this key; `kind` names what is not a suggester."""
        return self.folder / kind / f"{council_id.hex}.npz"

    def learnt(self, council_id: UUID) -> Learnt | None:
        """Return what stands in the council's file, or None when there is none to be read."""
        path = self.path_of(council_id)
        try:
            themes, decided, rebuilt, meaning = FittedSuggester.load_head(path)
            day = day_of(datetime.fromtimestamp(path.stat().st_mtime, UTC))
        except (NotSetUp, OSError):
            return None
        return Learnt(themes, decided, rebuilt, day, meaning)

    def is_behind(self, session: Session, council: Council) -> bool:
        """Return whether decisions or themes have moved on since the suggester was fitted."""
        learnt = self.learnt(council.id)
        if learnt is None or learnt.meaning != (self.meaning.mark if self.meaning else ""):
            return True
        codes = {theme.code for theme in themes_of(session, council)}
        new = abs(decided_count(session, council) - learnt.decided)
        return codes != set(learnt.themes) or new >= max(REFIT_AFTER, REFIT_SHARE * learnt.decided)

    def take(self, council_id: UUID) -> Suggester:
        """Return the council's suggester as it stands; raises NotSetUp when it must be fitted."""
        return FittedSuggester.load(self.path_of(council_id), self.meaning)

    def learn(self, council_id: UUID, lessons: Lessons) -> Suggester:
        """Return the council's suggester, fitted anew and put in place of the old one, whole."""
        if self.meaning is not None:
            # What is no longer learnt from is in memory no longer.
            self.meaning.learn(row.text for row in (*lessons.codebook, *lessons.decisions))
        fitted = suggester_of(lessons, self.meaning)
        fitted = replace(fitted, rebuilt=self._is_damaged(council_id))
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        fitted.save(self.path_of(council_id))
        return fitted

    def refit(self, session: Session, council: Council) -> Suggester:
        """Return the council's suggester, fitted on what it decided by now, and keep it."""
        return self.learn(council.id, lessons_of(session, council))

    def forget_others(self, councils: Set[UUID]) -> int:
        """Delete the files of every council but these, and return how many there were."""
        kept = {council_id.hex for council_id in councils}
        gone = [path for path in self.folder.rglob("*.npz") if path.stem not in kept]
        for path in gone:
            path.unlink()
        return len(gone)

    def _is_damaged(self, council_id: UUID) -> bool:
        path = self.path_of(council_id)
        try:
            if path.is_file():
                read_arrays(path)
        except NotSetUp:
            return True
        return False


def sentence_model(folder: str) -> Meaning | None:
    """Return the sentence model in the folder, or None where there is none to be opened.

    The service goes on without it, and says so in its log.
    """
    if not folder:
        return None
    try:
        return SentenceModel.open(Path(folder))
    except NotSetUp as error:
        log.warning("%s", error.message)
        return None


def suggester_of(lessons: Lessons, meaning: Meaning | None = None) -> FittedSuggester:
    """Return a suggester that has learnt the lessons."""
    return fit(lessons.themes, lessons.codebook, lessons.decisions, meaning)


def fit_suggester(session: Session, council: Council) -> FittedSuggester:
    """Return a suggester fitted on the council's codebook and on what its people decided."""
    return suggester_of(lessons_of(session, council))


def lessons_of(session: Session, council: Council) -> Lessons:
    """Return the council's codebook and what its people decided about cleared texts."""
    themes = themes_of(session, council)
    codes = {theme.id: theme.code for theme in themes}
    examples = [ThemeExample(theme.description, (theme.code,)) for theme in themes]
    examples += [
        ThemeExample(text, (codes[theme_id],))
        for theme_id, text in session.execute(
            select(ExampleRow.theme_id, ExampleRow.text).where(ExampleRow.theme_id.in_(codes))
        )
    ]
    decisions = _decisions(session, council, codes)
    return Lessons(tuple(codes.values()), tuple(examples), tuple(decisions))


def _decisions(
    session: Session, council: Council, codes: dict[UUID, str]
) -> Sequence[ThemeExample]:
    given: dict[UUID, list[str]] = {}
    # Which part it has is not known yet: as "no theme" it would teach what is not so.
    unplaced = set(
        session.scalars(select(Coding.answer_id).where(Coding.theme_id.in_(split_themes(council))))
    )
    for answer_id, theme_id in session.execute(
        select(Coding.answer_id, Coding.theme_id).where(Coding.council_id == council.id)
    ):
        # A theme that is retired keeps its codings and is suggested no more.
        if theme_id in codes:
            given.setdefault(answer_id, []).append(codes[theme_id])
    return [
        ThemeExample(
            row.cleared or "",
            tuple(given.get(row.id, ())),
            str(row.submission_id),
            row.question,
            is_drawn(row.id),
        )
        for row in session.execute(
            select(Answer.id, Answer.submission_id, Answer.cleared, Answer.question).where(
                Answer.council_id == council.id, Answer.reading == Reading.CLEARED
            )
        )
        if row.id not in unplaced
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
