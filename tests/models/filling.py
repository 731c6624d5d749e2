"""Fills any schema, whatever its tables are just now, with rows that hang together."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from sqlalchemy import Column, Connection, MetaData, func, inspect, select, types

_numbers = count(1)


def schema_of(connection: Connection) -> MetaData:
    """Return the tables as the database itself describes them, without Alembic's own."""
    schema = MetaData()
    schema.reflect(connection, only=lambda name, _: name != "alembic_version")
    return schema


def fill(connection: Connection, rows_each: int = 2) -> None:
    """Insert this many rows in each table, every column set, each key leading to a row."""
    schema = schema_of(connection)
    made: dict[str, dict[str, Any]] = {}
    for _ in range(rows_each):
        for table in schema.sorted_tables:
            made[table.name] = {column.name: _value(column, made) for column in table.columns}
            connection.execute(table.insert().values(made[table.name]))


def sizes(connection: Connection) -> dict[str, int]:
    """Return how many rows each table holds."""
    return {
        table.name: connection.scalar(select(func.count()).select_from(table)) or 0
        for table in schema_of(connection).sorted_tables
    }


def tables_of(connection: Connection) -> set[str]:
    """Return the names of all tables, without Alembic's own."""
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


def _value(column: Column[Any], made: dict[str, dict[str, Any]]) -> Any:
    for key in column.foreign_keys:
        if key.column.table is column.table and column.table.name not in made:
            return None  # the first row leads to none of its own kind, each other to the one before
        return made[key.column.table.name][key.column.name]
    return _made_up(column, next(_numbers))


def _made_up(column: Column[Any], number: int) -> Any:
    kind = column.type
    if isinstance(kind, types.Boolean):
        return number % 2 == 0
    if isinstance(kind, types.Integer | types.Numeric | types.Float):
        return number
    if isinstance(kind, types.DateTime):
        return datetime(2026, 3, 11, number % 24, tzinfo=UTC)
    if isinstance(kind, types.Date):
        return date(2026, 3, 1 + number % 28)
    if isinstance(kind, types.LargeBinary):
        return number.to_bytes(32, "big")
    if isinstance(kind, types.Uuid) or str(kind) == "CHAR(32)":
        return f"{number:032x}"
    return f"{column.name} {number}"
