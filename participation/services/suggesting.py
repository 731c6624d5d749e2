"""The machine looks at what waits to be read and proposes themes; people decide."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Select, delete, func, insert, select, update
from sqlalchemy.orm import Session

from participation.core.keys import ReadingKeys
from participation.core.ports import Suggester, ThemeLook
from participation.core.sealed import keyed, open_original, seal_original
from participation.domain.theming.alike import gist
from participation.models import Answer, Council, Glance, Job, Reading, Suggestion
from participation.services.councils import themes_of

AT_ONCE = 500
"""Answers opened or stored in one transaction, so that it stays well under a second."""
ALIKE_BYTES = 16


@dataclass(frozen=True)
class ToLookAt:
    """An unread answer, opened; `sealed` tells whether its words have changed since."""

    answer_id: UUID
    question: str
    text: str
    sealed: bytes


@dataclass(frozen=True)
class Looked:
    """What the machine made of an answer; None when nothing of it is known."""

    answer: ToLookAt
    look: ThemeLook | None


@dataclass(frozen=True)
class Progress:
    """How far the machine is with what waits to be read.

    `unknown` counts the unread answers of which it knows nothing: they are read like any
    other, only without proposals. `fitting` says that a refit waits or runs.
    """

    unread: int
    looked_at: int
    unknown: int
    fitting: bool


def anything_waits(session: Session, council: Council) -> bool:
    """Return whether there is an unread answer that the machine has not looked at."""
    return session.scalar(_waiting(council).with_only_columns(Answer.id).limit(1)) is not None


def waiting(session: Session, council: Council, keys: ReadingKeys) -> list[ToLookAt]:
    """Return up to 500 unread answers that the machine has not looked at, opened."""
    answers = session.scalars(_waiting(council).limit(AT_ONCE)).all()
    return [_opened(keys, answer) for answer in answers]


def look_at(suggester: Suggester, answers: Sequence[ToLookAt]) -> list[Looked]:
    """Return what the suggester makes of these answers; needs no transaction."""
    looks = suggester.look([one.text for one in answers], [one.question for one in answers])
    return [Looked(answer, look) for answer, look in zip(answers, looks, strict=True)]


def store_looks(
    session: Session, council: Council, keys: ReadingKeys, looked: Sequence[Looked]
) -> None:
    """Store what was proposed for answers that still wait, in place of what was before.

    What was decided, taken back or put into English meanwhile is passed over.
    """
    by_key = {one.answer.answer_id: one for one in looked}
    answers = session.scalars(
        select(Answer).where(Answer.id.in_(list(by_key)), Answer.reading == Reading.UNREAD)
    ).all()
    fresh = [answer for answer in answers if _words(answer) == by_key[answer.id].answer.sealed]
    keys_of_fresh = [answer.id for answer in fresh]
    session.execute(delete(Suggestion).where(Suggestion.answer_id.in_(keys_of_fresh)))
    session.execute(delete(Glance).where(Glance.answer_id.in_(keys_of_fresh)))
    theme_ids = {theme.code: theme.id for theme in themes_of(session, council)}
    suggestions: list[dict[str, object]] = []
    glances: list[dict[str, object]] = []
    for answer in fresh:
        one = by_key[answer.id]
        answer.suggested = True
        answer.reasons = _sealed_reasons(keys, one.look, theme_ids)
        suggestions += _rows(council, answer.id, one.look, theme_ids)
        glances.append(_glance(council, keys, one))
    session.flush()
    for table, rows in ((Suggestion, suggestions), (Glance, glances)):
        if rows:
            session.execute(insert(table), rows)


def suggest_waiting(
    session: Session, council: Council, keys: ReadingKeys, suggester: Suggester
) -> int:
    """Look at up to 500 waiting answers in this transaction and return how many there were."""
    answers = waiting(session, council, keys)
    store_looks(session, council, keys, look_at(suggester, answers))
    return len(answers)


def look_again(session: Session, council: Council) -> None:
    """Have everything that is unread looked at anew, for something was learnt since."""
    session.execute(
        update(Answer)
        .where(
            Answer.council_id == council.id,
            Answer.reading == Reading.UNREAD,
            Answer.suggested.is_(True),
        )
        .values(suggested=False)
    )


def forget_glances(session: Session, council: Council) -> None:
    """Delete what the machine made of answers that somebody has decided since."""
    decided = select(Answer.id).where(
        Answer.council_id == council.id, Answer.reading != Reading.UNREAD
    )
    session.execute(
        delete(Glance).where(Glance.council_id == council.id, Glance.answer_id.in_(decided))
    )


def progress(session: Session, council: Council) -> Progress:
    """Return how far the machine is with the council's unread answers."""
    unread = (Answer.council_id == council.id, Answer.reading == Reading.UNREAD)
    fitting = session.scalar(
        select(Job.id).where(Job.council_id == council.id, Job.kind == "refit").limit(1)
    )
    many = _count(session, *unread)
    return Progress(
        unread=many,
        looked_at=many - _count(session, *unread, Answer.suggested.is_(False)),
        unknown=_count(session, *unread, Answer.suggested.is_(True), Answer.reasons.is_(None)),
        fitting=fitting is not None,
    )


def _count(session: Session, *which: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count(Answer.id)).where(*which)) or 0


def unknown_answers(session: Session, council: Council, most: int = 100) -> list[UUID]:
    """Return the keys of unread answers of which the machine knows nothing."""
    return list(
        session.scalars(
            select(Answer.id)
            .where(
                Answer.council_id == council.id,
                Answer.reading == Reading.UNREAD,
                Answer.suggested.is_(True),
                Answer.reasons.is_(None),
            )
            .order_by(Answer.id)
            .limit(most)
        )
    )


def _waiting(council: Council) -> Select[Answer]:
    return select(Answer).where(
        Answer.council_id == council.id,
        Answer.reading == Reading.UNREAD,
        Answer.suggested.is_(False),
    )


def _opened(keys: ReadingKeys, answer: Answer) -> ToLookAt:
    sealed = _words(answer)
    text = open_original(keys.reading_private, sealed) if sealed else ""
    return ToLookAt(answer.id, answer.question, text, sealed)


def _words(answer: Answer) -> bytes:
    return answer.translation or answer.original or b""


def _sealed_reasons(
    keys: ReadingKeys, look: ThemeLook | None, theme_ids: dict[str, UUID]
) -> bytes | None:
    if look is None:
        return None
    reasons = {
        one.theme: {"phrases": one.phrases, "likely": one.likely}
        for one in look.suggestions
        if one.theme in theme_ids
    }
    return seal_original(keys.reading_public, json.dumps(reasons))


def _rows(
    council: Council, answer_id: UUID, look: ThemeLook | None, theme_ids: dict[str, UUID]
) -> list[dict[str, object]]:
    return [
        {
            "id": uuid4(),
            "council_id": council.id,
            "answer_id": answer_id,
            "theme_id": theme_ids[one.theme],
            "score": one.score,
        }
        for one in (look.suggestions if look else ())
        if one.theme in theme_ids
    ]


def _glance(council: Council, keys: ReadingKeys, looked: Looked) -> dict[str, object]:
    said = gist(looked.answer.text)
    mark = keyed(keys.reading_private, "alike", said.encode()) if said else None
    return {
        "answer_id": looked.answer.answer_id,
        "council_id": council.id,
        "doubt": looked.look.doubt if looked.look else 0.0,
        "alike": None if mark is None else mark[:ALIKE_BYTES],
    }
