"""Rows that two processes may write at once, written once."""

from typing import Any, cast

from sqlalchemy import CursorResult, Insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from participation.models.base import Base


def insert_unless_there(session: Session, table: type[Base], **values: Any) -> bool:  # noqa: ANN401 (a row's columns)
    """Insert the row unless one with the same unique key stands; return whether it was inserted."""
    statement = _insert(session, table).values(**values).on_conflict_do_nothing()
    counted = {"preserve_rowcount": True}
    inserted = cast(CursorResult[Any], session.execute(statement, execution_options=counted))
    return inserted.rowcount == 1


def insert_or_add_one(
    session: Session,
    table: type[Base],
    keys: tuple[str, ...],
    counter: str,
    **values: Any,  # noqa: ANN401 (a row's columns)
) -> None:
    """Insert the row with its counter at one, or add one to the row that stands already."""
    statement = _insert(session, table).values(**values, **{counter: 1})
    column = getattr(table, counter)
    session.execute(
        statement.on_conflict_do_update(index_elements=list(keys), set_={counter: column + 1})
    )


def _insert(session: Session, table: type[Base]) -> Any:  # noqa: ANN401 (one of two dialects)
    maker: Any = (
        postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    )
    statement: Insert = maker(table)
    return statement
