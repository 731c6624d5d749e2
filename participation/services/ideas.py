"""New ideas: cleared answers that people gave no theme, grouped, to be named or dismissed.

The groups stand in a file of the council's own: keys of answers, and words that at least
three submissions share. Texts are read from the database when somebody looks, so what was
withdrawn is in no group from that moment on, and words that then stand in fewer than three
submissions are not shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np
from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from participation.core.errors import BadInput, NotSetUp
from participation.core.ports import ThemeExample
from participation.core.types import ClearedText
from participation.domain.theming.features import DIFFERENT_SUBMISSIONS, holds_run
from participation.domain.theming.grouping import FEWEST, group_ideas
from participation.domain.theming.storage import letters_of, read_arrays, runs_of, write_arrays
from participation.models import (
    Account,
    Answer,
    Coding,
    Council,
    NoIdea,
    Reading,
    Submission,
    Theme,
)
from participation.services.audit import note
from participation.services.clearing import cleared_words
from participation.services.theming import SuggesterShelf

KIND = "ideas"


@dataclass(frozen=True)
class Loose:
    """A cleared answer that fits no theme."""

    answer_id: UUID
    text: str
    submission_id: UUID


@dataclass(frozen=True)
class NewIdea:
    """Cleared answers that share something, the nearest to the middle first.

    `phrases` are words of at least three submissions among them; there may be none.
    """

    answers: tuple[tuple[UUID, ClearedText], ...]
    phrases: tuple[str, ...]


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
        },
    )
    return len(ideas)


def new_ideas(session: Session, council: Council, shelf: SuggesterShelf) -> list[NewIdea]:
    """Return the groups as far as their answers still stand and fit no theme, largest first."""
    try:
        groups = _read(shelf, council.id)
    except NotSetUp:
        return []
    submissions = {
        answer_id: submission_id for answer_id, _, submission_id in session.execute(_loose(council))
    }
    found = []
    for keys, phrases in groups:
        words = cleared_words(session, council, [key for key in keys if key in submissions])
        standing = [key for key in keys if key in words]
        if len(standing) >= FEWEST:
            kept = [
                phrase
                for phrase in phrases
                if len({submissions[key] for key in standing if holds_run(words[key].text, phrase)})
                >= DIFFERENT_SUBMISSIONS
            ]
            found.append(NewIdea(tuple((key, words[key]) for key in standing), tuple(kept)))
    return sorted(found, key=lambda idea: -len(idea.answers))


def dismiss(
    session: Session, council: Council, account: Account, answer_ids: Iterable[UUID], now: datetime
) -> int:
    """Say that these answers hold no new idea, and return how many there were."""
    loose = _standing(session, council, answer_ids)
    session.add_all(NoIdea(answer_id=key, council_id=council.id) for key in loose)
    note(session, account, "dismissed a new idea", now)
    session.flush()
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
    loose = _standing(session, council, answer_ids)
    session.add_all(
        Coding(council_id=council.id, answer_id=key, theme_id=theme_id, coder_id=account.id)
        for key in loose
    )
    note(session, account, "named a new idea", now)
    session.flush()
    return len(loose)


def _standing(session: Session, council: Council, answer_ids: Iterable[UUID]) -> list[UUID]:
    wanted = _loose(council).with_only_columns(Answer.id).where(Answer.id.in_(list(answer_ids)))
    return list(session.scalars(wanted))


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


def _read(shelf: SuggesterShelf, council_id: UUID) -> list[tuple[list[UUID], tuple[str, ...]]]:
    arrays = read_arrays(shelf.path_of(council_id, KIND), ("answers", "sizes", "labels", "phrases"))
    try:
        keys = [UUID(bytes=key.tobytes()) for key in arrays["answers"].reshape(-1, 16)]
        phrases = runs_of(arrays["phrases"])
    except ValueError:
        return []
    groups, first, word = [], 0, 0
    for size, labels in zip(arrays["sizes"].tolist(), arrays["labels"].tolist(), strict=False):
        groups.append((keys[first : first + size], phrases[word : word + labels]))
        first, word = first + size, word + labels
    return groups
