"""Carrying codings from one theme to another, and back.

What a merge carried is kept for some days, sealed to the reading key: in the clear, beside the
hour of the merge, it would tell which answers had come before.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from participation.core.errors import Refused
from participation.models import Answer, Coding, CrossCoding, CrossReading, Suggestion, Theme

AT_ONCE = 500

Item = TypeVar("Item")

Codings = type[Coding] | type[CrossCoding] | type[Suggestion]


@dataclass(frozen=True)
class Kind:
    """One table of themes given: what they are given to, and what else a row says."""

    name: str
    table: Codings
    whose: InstrumentedAttribute[UUID]
    besides: InstrumentedAttribute[Any] | None


KINDS = (
    Kind("codings", Coding, Coding.answer_id, Coding.coder_id),
    Kind("second", CrossCoding, CrossCoding.cross_reading_id, None),
    Kind("suggested", Suggestion, Suggestion.answer_id, Suggestion.score),
)


@dataclass(frozen=True)
class Carried:
    """What went over, by key of what it was given to: moved, or joined to one already there.

    A joined row is gone; what else it said stands beside its key.
    """

    moved: tuple[str, ...]
    joined: tuple[tuple[str, str], ...]


def carry(session: Session, gone: Theme, into: Theme) -> str:
    """Give the one theme's codings to the other, double ones joined, and return what was done."""
    done = {kind.name: asdict(_carry(session, kind, gone.id, into.id)) for kind in KINDS}
    session.expire_all()
    return json.dumps(done, separators=(",", ":"))


def carry_back(session: Session, gone: Theme, into: Theme, done: str) -> None:
    """Give the theme its codings back, as far as what they were given to still stands.

    Raises Refused when somebody has given one of those answers other themes since. What has
    been taken back by its writer is passed over.
    """
    kept = json.loads(done)
    for kind in KINDS:
        row = kept[kind.name]
        carried = Carried(tuple(row["moved"]), tuple((key, said) for key, said in row["joined"]))
        if kind.table is Coding:
            _check_untouched(session, carried, into.id)
        _carry_back(session, kind, carried, gone, into)
    session.expire_all()


def _carry(session: Session, kind: Kind, gone: UUID, into: UUID) -> Carried:
    table = kind.table
    there = select(kind.whose).where(table.theme_id == into)
    besides: Any = kind.whose if kind.besides is None else kind.besides
    double = (table.theme_id == gone, kind.whose.in_(there))
    joined = session.execute(select(kind.whose, besides).where(*double)).all()
    moved = session.scalars(
        select(kind.whose).where(table.theme_id == gone, ~kind.whose.in_(there))
    )
    keys = tuple(key.hex for key in moved)
    if joined:
        # Two steps, for a table may not be asked while its rows are deleted.
        for some in _by_some([key for key, _ in joined]):
            _drop(session, kind, gone, kind.whose.in_(some))
    session.execute(update(table).where(table.theme_id == gone).values(theme_id=into))
    return Carried(keys, tuple((key.hex, _said(said)) for key, said in joined))


def _drop(session: Session, kind: Kind, theme: UUID, which: ColumnElement[bool]) -> None:
    session.execute(delete(kind.table).where(kind.table.theme_id == theme, which))


def _said(said: object) -> str:
    return said.hex if isinstance(said, UUID) else str(said)


def _check_untouched(session: Session, carried: Carried, into: UUID) -> None:
    keys = [*carried.moved, *(key for key, _ in carried.joined)]
    for some in _by_some(keys):
        ids = [UUID(hex=key) for key in some]
        stand = set(session.scalars(select(Answer.id).where(Answer.id.in_(ids))))
        coded = set(
            session.scalars(
                select(Coding.answer_id).where(Coding.theme_id == into, Coding.answer_id.in_(ids))
            )
        )
        if stand - coded:
            raise Refused(
                "This cannot be undone any more: some of the answers it moved have been given "
                "other themes since. Code them again instead."
            )


def _carry_back(session: Session, kind: Kind, carried: Carried, gone: Theme, into: Theme) -> None:
    table = kind.table
    for some in _by_some(carried.moved):
        session.execute(
            update(table)
            .where(table.theme_id == into.id, kind.whose.in_([UUID(hex=key) for key in some]))
            .values(theme_id=gone.id)
        )
    owners: Any = CrossReading if kind.table is CrossCoding else Answer
    for joined in _by_some(carried.joined):
        ids = [UUID(hex=key) for key, _ in joined]
        stand = set(session.scalars(select(owners.id).where(owners.id.in_(ids))))
        rows = [
            _row(kind, gone, UUID(hex=key), said) for key, said in joined if UUID(hex=key) in stand
        ]
        if rows:
            session.execute(insert(table), rows)


def _row(kind: Kind, theme: Theme, whose: UUID, said: str) -> dict[str, object]:
    row: dict[str, object] = {
        "id": uuid4(),
        "council_id": theme.council_id,
        "theme_id": theme.id,
        kind.whose.key: whose,
    }
    if kind.besides is not None:
        row[kind.besides.key] = float(said) if kind.table is Suggestion else UUID(hex=said)
    return row


def themes_by_code(session: Session, council_id: UUID, codes: Sequence[str]) -> dict[str, Theme]:
    """Return these themes of the council."""
    found = session.scalars(
        select(Theme).where(Theme.council_id == council_id, Theme.code.in_(codes))
    )
    return {theme.code: theme for theme in found}


def _by_some(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Yield the items a few hundred at a time: a statement takes only so many."""
    return (items[start : start + AT_ONCE] for start in range(0, len(items), AT_ONCE))
