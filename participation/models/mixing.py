"""The mix: every answer-side table rewritten in random order, so that no order is left to read.

Keys are random already, but where a row stands in its file or table follows the order in
which rows came (measured: PostgreSQL's xmin and ctid link 200 of 200; SQLite's cell offsets
.60 against .50). After a rewrite in random order both are at chance.
"""

import sqlite3
from typing import cast

from sqlalchemy import text

from participation.models.database import Database

MIXED = ("submission", "answer", "waiting", "suggestion", "coding", "flag", "quote", "reaction")
"""Every table that a key reaches from an answer, those that others refer to first."""


def mix(database: Database) -> None:
    """Rewrite the answer-side tables in random order, whole or not at all."""
    if database.engine.dialect.name == "sqlite":
        _mix_sqlite(database)
    else:
        _mix_postgresql(database)


def _mix_sqlite(database: Database) -> None:
    raw = database.engine.raw_connection()
    connection = cast(sqlite3.Connection, raw.driver_connection)
    # Rows are out of their tables for a moment, and rows that refer to them must not follow.
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            for table in MIXED:
                connection.execute(f"CREATE TEMP TABLE mixed AS SELECT * FROM main.{table}")
                connection.execute(f"DELETE FROM main.{table}")
                connection.execute(
                    f"INSERT INTO main.{table} SELECT * FROM mixed ORDER BY random()"
                )
                connection.execute("DROP TABLE mixed")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
        raw.close()
    database.forget_log()


def _mix_postgresql(database: Database) -> None:
    with database.engine.begin() as connection:
        for table in MIXED:
            connection.execute(
                text(f"CREATE TEMP TABLE mixed_{table} ON COMMIT DROP AS SELECT * FROM {table}")
            )
        connection.execute(text(f"TRUNCATE {', '.join(MIXED)}"))
        for table in MIXED:
            connection.execute(
                text(f"INSERT INTO {table} SELECT * FROM mixed_{table} ORDER BY random()")
            )
