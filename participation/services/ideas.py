"""New ideas: cleared answers that people gave no theme, grouped, to be named or dismissed.

The groups stand in a file of the council's own: keys of answers, and words that at least
three submissions share. Texts are read from the database when somebody looks, so what was
withdrawn is in no group from that moment on, and words that then stand in fewer than three
submissions are not shown.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from uuid import UUID

import numpy as np
from sqlalchemy import Select, exists, func, insert, select
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.core.errors import BadInput, NotFound, NotSetUp
from participation.core.ports import ThemeExample
from participation.core.types import ClearedText
from participation.domain.theming.features import DIFFERENT_SUBMISSIONS, holds_run
from participation.domain.theming.grouping import FEWEST, group_ideas
from participation.domain.theming.labels import MOST_READ
from participation.domain.theming.storage import letters_of, read_arrays, runs_of, write_arrays
from participation.models import (
    Account,
    Answer,
    Coding,
    Council,
    Job,
    NoIdea,
    Reading,
    Submission,
    Theme,
)
from participation.services.audit import note
from participation.services.clearing import cleared_words
from participation.services.jobs import ask_for
from participation.services.theming import SuggesterShelf

KIND = "ideas"
MOST_SHOWN = 20
MARK_LENGTH = 16
AT_ONCE = 5_000
"""Keys that are asked for in one statement: a database takes only so many."""


@dataclass(frozen=True)
class Loose:
    """A cleared answer that fits no theme."""

    answer_id: UUID
    text: str
    submission_id: UUID


@dataclass(frozen=True)
class NewIdea:
    """Cleared answers that share something, the nearest to the middle first.

    `mark` tells the group from others until all are grouped anew. `keys` are those of all its
    answers, `answers` the first 300 with their words. `phrases` are words of at least three
    submissions among these; there may be none.
    """

    mark: str
    keys: tuple[UUID, ...]
    answers: tuple[tuple[UUID, ClearedText], ...]
    phrases: tuple[str, ...]


@dataclass(frozen=True)
class Grouping:
    """How far grouping is: answers that fit no theme now, and those that were looked at.

    `waits` says that it is asked for, `runs` that the worker is at it.
    """

    loose: int
    looked_at: int
    on: date | None
    waits: bool
    runs: bool


@dataclass(frozen=True)
class _Group:
    """One group as it stands in the file."""

    keys: tuple[UUID, ...]
    phrases: tuple[str, ...]

    @property
    def mark(self) -> str:
        return sha256(b"".join(key.bytes for key in self.keys)).hexdigest()[:MARK_LENGTH]


def loose_answers(session: Session, council: Council) -> list[Loose]:
    """Return the council's cleared answers without a theme that nobody has dismissed."""
    return [
        Loose(answer_id, text or "", submission_id)
        for answer_id, text, submission_id in session.execute(_loose(council))
    ]


def group(shelf: SuggesterShelf, council_id: UUID, loose: Sequence[Loose]) -> int:
    """Group the answers, keep the groups in place of those before, and return how many."""
    path = shelf.path_of(council_id, KIND)
    ideas = group_ideas([ThemeExample(one.text, (), str(one.submission_id)) for one in loose])
    if not ideas:
        path.unlink(missing_ok=True)
        return 0
    keys = b"".join(loose[place].answer_id.bytes for idea in ideas for place in idea.members)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_arrays(
        path,
        {
            "answers": np.frombuffer(keys, dtype=np.uint8),
            "sizes": np.array([len(idea.members) for idea in ideas]),
            "labels": np.array([len(idea.phrases) for idea in ideas]),
            "phrases": letters_of([phrase for idea in ideas for phrase in idea.phrases]),
            "looked_at": np.array([len(loose)]),
        },
    )
    return len(ideas)


def ask_to_group(session: Session, council: Council, now: datetime) -> None:
    """Have the worker group what fits no theme, unless that waits already."""
    ask_for(session, council.id, KIND, str(council.id), now)


def grouping(session: Session, council: Council, shelf: SuggesterShelf) -> Grouping:
    """Return how far the grouping of the council's answers is."""
    loose = session.scalar(select(func.count()).select_from(_loose(council).subquery())) or 0
    held = session.execute(
        select(Job.leased_until.is_not(None)).where(
            Job.council_id == council.id, Job.kind == KIND, Job.gave_up.is_(False)
        )
    ).scalars()
    jobs = list(held)
    path = shelf.path_of(council.id, KIND)
    try:
        looked_at = int(read_arrays(path, ("looked_at",))["looked_at"][0])
        on = _day_of(path)
    except (NotSetUp, OSError, IndexError):
        looked_at, on = 0, None
    return Grouping(loose, looked_at, on, bool(jobs), any(jobs))


def new_ideas(
    session: Session, council: Council, shelf: SuggesterShelf, most: int = MOST_SHOWN
) -> list[NewIdea]:
    """Return so many groups as far as their answers still stand and fit no theme, largest first."""
    standing = (_standing_idea(session, council, one) for one in _groups(shelf, council.id))
    found = list(islice((idea for idea in standing if idea is not None), most))
    return sorted(found, key=lambda idea: -len(idea.keys))


def idea_of(session: Session, council: Council, shelf: SuggesterShelf, mark: str) -> NewIdea:
    """Return the group of that mark; raises NotFound once it is named, dismissed or regrouped."""
    for one in _groups(shelf, council.id):
        if one.mark == mark:
            idea = _standing_idea(session, council, one)
            if idea is not None:
                return idea
    raise NotFound("Those answers are named, dismissed or grouped anew. Choose from the list.")


def label(idea: NewIdea) -> str:
    """Return the first of the words that the idea's answers share, or nothing."""
    return idea.phrases[0][:1].upper() + idea.phrases[0][1:] if idea.phrases else ""


def dismiss(
    session: Session, council: Council, account: Account, answer_ids: Iterable[UUID], now: datetime
) -> int:
    """Say that these answers hold no new idea, and return how many there were."""
    loose = _hold_loose(session, council, answer_ids)
    if loose:
        rows = [{"answer_id": key, "council_id": council.id} for key in loose]
        session.execute(insert(NoIdea), rows)
    note(session, account, "dismissed a new idea", now)
    return len(loose)


def name_idea(
    session: Session,
    council: Council,
    account: Account,
    answer_ids: Iterable[UUID],
    code: str,
    now: datetime,
) -> int:
    """Give these answers the theme that the idea was named, and return how many there were.

    Raises BadInput for a theme that the council does not have. What was given a theme
    meanwhile keeps it.
    """
    theme_id = session.scalar(
        select(Theme.id).where(
            Theme.council_id == council.id, Theme.code == code, Theme.retired_on.is_(None)
        )
    )
    if theme_id is None:
        raise BadInput("That theme is not in your codebook. Add it first, or choose from the list.")
    loose = _hold_loose(session, council, answer_ids)
    session.add_all(
        Coding(council_id=council.id, answer_id=key, theme_id=theme_id, coder_id=account.id)
        for key in loose
    )
    note(session, account, "named a new idea", now)
    session.flush()
    # The machine learns from it, as from any other decision.
    ask_for(session, council.id, "suggest", str(council.id), now)
    return len(loose)


def _standing_idea(session: Session, council: Council, one: _Group) -> NewIdea | None:
    """Return the group as far as it stands, or None when too little of it does."""
    submissions = _submissions(session, council, one.keys)
    standing = tuple(key for key in one.keys if key in submissions)
    if len(standing) < FEWEST:
        return None
    words = cleared_words(session, council, standing[:MOST_READ])
    answers = tuple((key, words[key]) for key in standing[:MOST_READ])
    kept = tuple(phrase for phrase in one.phrases if _is_shared(phrase, answers, submissions))
    return NewIdea(one.mark, standing, answers, kept)


def _is_shared(
    phrase: str, answers: Iterable[tuple[UUID, ClearedText]], submissions: dict[UUID, UUID]
) -> bool:
    holding: set[UUID] = set()
    for key, words in answers:
        if holds_run(words.text, phrase):
            holding.add(submissions[key])
            if len(holding) >= DIFFERENT_SUBMISSIONS:
                return True
    return False


def _hold_loose(session: Session, council: Council, answer_ids: Iterable[UUID]) -> list[UUID]:
    """Return those that fit no theme; nobody else decides about them until this is stored."""
    session.execute(select(Council.id).where(Council.id == council.id).with_for_update())
    return list(_submissions(session, council, answer_ids))


def _submissions(
    session: Session, council: Council, answer_ids: Iterable[UUID]
) -> dict[UUID, UUID]:
    """Return the submissions of those answers that fit no theme, by the answer's key."""
    statement = _loose(council).with_only_columns(Answer.id, Answer.submission_id)
    rows = (
        session.execute(statement.where(Answer.id.in_(part))).all() for part in _parts(answer_ids)
    )
    return {row.id: row.submission_id for row in chain.from_iterable(rows)}


def _parts(keys: Iterable[UUID]) -> Iterator[list[UUID]]:
    listed = list(dict.fromkeys(keys))
    return (listed[first : first + AT_ONCE] for first in range(0, len(listed), AT_ONCE))


def _loose(council: Council) -> Select[UUID, str | None, UUID]:
    return (
        select(Answer.id, Answer.cleared, Answer.submission_id)
        .join(Submission, Submission.id == Answer.submission_id)
        .where(
            Answer.council_id == council.id,
            Answer.reading == Reading.CLEARED,
            Submission.taken_back.is_(False),
            ~exists().where(Coding.answer_id == Answer.id),
            ~exists().where(NoIdea.answer_id == Answer.id),
        )
    )


def _groups(shelf: SuggesterShelf, council_id: UUID) -> Iterator[_Group]:
    """Give the groups of the council's file, largest first; none from a damaged one."""
    names = ("answers", "sizes", "labels", "phrases")
    try:
        arrays = read_arrays(shelf.path_of(council_id, KIND), names)
        keys = [UUID(bytes=key.tobytes()) for key in arrays["answers"].reshape(-1, 16)]
        phrases = runs_of(arrays["phrases"])
    except (NotSetUp, ValueError):
        return
    first, word = 0, 0
    for size, labels in zip(arrays["sizes"].tolist(), arrays["labels"].tolist(), strict=False):
        yield _Group(tuple(keys[first : first + size]), phrases[word : word + labels])
        first, word = first + size, word + labels


def _day_of(path: Path) -> date:
    return day_of(datetime.fromtimestamp(path.stat().st_mtime, UTC))
