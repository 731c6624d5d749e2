"""Tables as lines of JSON, exact, the same from SQLite and from PostgreSQL, and back again.

The tables are read as the database itself describes them, so none is forgotten, and a dump of
an older shape goes back into a database of that shape. Rows stand in the order of their
random keys: two dumps show nothing of the order in which rows came.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Column, Connection, MetaData, Table, func, select, text

OWN_OF_MIGRATIONS = "alembic_version"
AT_ONCE = 100
"""Rows in memory at once: one with a picture is half a megabyte of text."""

Reader = Callable[[Any], Any]


def stored_tables(connection: Connection) -> list[Table]:
    """Return every table but that of the migrations, those that others refer to first."""
    schema = MetaData()
    schema.reflect(connection, only=lambda name, _: name != OWN_OF_MIGRATIONS)
    for table in schema.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, JSON):
                # Else nothing would come back as the JSON word null.
                column.type.none_as_null = True
    return schema.sorted_tables


def dump(connection: Connection, tables: Sequence[Table]) -> Iterator[str]:
    """Yield each table's heading and then its rows, a line each, and last how many rows."""
    rows = 0
    for table in tables:
        columns = [column.name for column in table.columns]
        yield json.dumps({"table": table.name, "columns": columns}) + "\n"
        statement = select(table).order_by(*table.primary_key.columns)
        options = {"yield_per": AT_ONCE}
        for row in connection.execute(statement, execution_options=options):
            values = [_plain(value) for value in row]
            yield json.dumps(values, ensure_ascii=False, separators=(",", ":")) + "\n"
            rows += 1
    yield json.dumps({"rows": rows}) + "\n"


def counted(lines: Iterable[str]) -> dict[str, int]:
    """Return how many rows each table has that has any; raises ValueError unless it is whole."""
    counts: dict[str, int] = {}
    for table, _, rows in _batches(lines):
        counts[table] = counts.get(table, 0) + len(rows)
    return counts


def empty(connection: Connection, tables: Sequence[Table]) -> None:
    """Take every row out of the tables."""
    if connection.dialect.name == "postgresql":
        names = ", ".join(connection.dialect.identifier_preparer.format_table(t) for t in tables)
        connection.execute(text(f"TRUNCATE {names}"))
        return
    for table in reversed(tables):
        connection.execute(table.delete())


def load(connection: Connection, tables: Sequence[Table], lines: Iterable[str]) -> int:
    """Insert the rows of a dump and return how many; raises ValueError when it does not fit."""
    by_name = {table.name: table for table in tables}
    loaded, pointing = 0, []
    for name, columns, rows in _batches(lines):
        table = by_name[name]
        readers = [_reader(table.columns[column]) for column in columns]
        values = [
            {
                column: None if value is None else read(value)
                for column, read, value in zip(columns, readers, row, strict=True)
            }
            for row in rows
        ]
        for own in _to_its_own_kind(table):
            pointing += [(own, value["id"], value[own.name]) for value in values]
            values = [{**value, own.name: None} for value in values]
        connection.execute(table.insert(), values)
        loaded += len(rows)
    for own, row_id, leads_to in pointing:
        if leads_to is not None:
            of_row = own.table.c.id == row_id
            connection.execute(own.table.update().where(of_row).values({own: leads_to}))
    return loaded


def _to_its_own_kind(table: Table) -> list[Column[Any]]:
    """Return the columns that lead to another row of the table, which may come later."""
    return [
        column
        for column in table.columns
        if any(key.column.table is table for key in column.foreign_keys)
    ]


def rows_in(connection: Connection, tables: Iterable[Table]) -> int:
    """Return how many rows the tables hold together."""
    return sum(connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables)


def _batches(lines: Iterable[str]) -> Iterator[tuple[str, list[str], list[list[Any]]]]:
    """Yield table, columns and some of its rows at a time."""
    heading: dict[str, Any] = {}
    rows: list[list[Any]] = []
    seen = 0
    for line in map(json.loads, lines):
        if isinstance(line, list):
            rows.append(line)
            seen += 1
        if rows and (len(rows) == AT_ONCE or isinstance(line, dict)):
            yield heading["table"], heading["columns"], rows
            rows = []
        if isinstance(line, dict):
            heading = line
    if rows or heading.get("rows") != seen:
        raise ValueError("the dump is not whole")


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, datetime) and value.tzinfo is not None:
        value = value.astimezone(UTC).replace(tzinfo=None)
    if isinstance(value, date):
        return value.isoformat()
    return value


def _reader(column: Column[Any]) -> Reader:
    kind = column.type.python_type
    if kind is datetime:
        zone = UTC if getattr(column.type, "timezone", False) else None
        return lambda written: datetime.fromisoformat(written).replace(tzinfo=zone)
    readers: dict[type, Reader] = {bytes: bytes.fromhex, UUID: UUID, date: date.fromisoformat}
    return readers.get(kind, _as_it_is)


def _as_it_is(written: object) -> object:
    return written
