"""The mix: every answer-side table rewritten in random order, so that no order is left to read.

Keys are random already, but where a row stands in its file or table follows the order in
which rows came (measured: PostgreSQL's xmin, ctid and write-ahead log link 200 of 200, and a
small index of SQLite's, not yet split, links all of its rows). After a rewrite in random
order all are at chance. What was deleted before is then in no table's file either: SQLite
leaves copies of rows it has moved, and PostgreSQL the rows themselves.
"""

import sqlite3
import time
from contextlib import suppress
from typing import cast

from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from participation.models.database import Database

MIXED = (
    "submission",
    "answer",
    "drawing",
    "waiting",
    "suggestion",
    "coding",
    "glance",
    "tone_heard",
    "no_idea",
    "cross_reading",
    "cross_coding",
    "flag",
    "flag_step",
    "flag_word",
    "alert",
    "quote",
    "reaction",
    "topic",
    "backing",
    "open_backing",
    "card",
    "card_return",
    "digest_card",
    "conversation",
    "kept_drawing",
    "chat",
    "invite",
    "cashed_code",
    "safeguarding_key",
    "key_holder",
    "key_share",
    "contact_request",
    "contact_opening",
    "subscription",
    "chat_update",
    "chat_seen",
    "chat_message",
    "chat_choices",
)
"""The whole answer side and what is sealed to people, those that others refer to first."""

LOCK_TRIES = 200
LOCK_PAUSE = 0.05
_LOCK_HELD = "55P03"

# A table cannot be a bound parameter: nothing but MIXED fills these gaps.
COPY_OUT = "CREATE TEMP TABLE mixed_{0} AS SELECT * FROM {0}"
EMPTY = "DELETE FROM {0}"
PUT_BACK = "INSERT INTO {0} SELECT * FROM mixed_{0} ORDER BY random()"
DROP_COPY = "DROP TABLE mixed_{0}"


def mix(database: Database) -> None:
    """Rewrite the answer-side tables in random order, whole or not at all.

    Raises OperationalError when others keep a table busy for ten seconds; to be tried again.
    """
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
                for statement in (COPY_OUT, EMPTY, PUT_BACK, DROP_COPY):
                    connection.execute(statement.format(table))
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
        raw.close()
    database.forget_log()


def _mix_postgresql(database: Database) -> None:
    for tries_left in reversed(range(LOCK_TRIES)):
        try:
            with database.engine.begin() as connection:
                _rewrite_postgresql(connection)
            break
        except OperationalError as error:
            if getattr(error.orig, "sqlstate", "") != _LOCK_HELD or not tries_left:
                raise
        time.sleep(LOCK_PAUSE)
    _forget_log_postgresql(database)


def _rewrite_postgresql(connection: Connection) -> None:
    # A row that came between the copy and the truncation would be lost, so everybody is kept
    # out first. Waiting for one table while holding another could stop a sender for good, so
    # it is all of them at once or none.
    tables = ", ".join(MIXED)
    # Rows that a policy hides from this role would not be copied, and the truncation takes them
    # all: with this off, the copy fails instead.
    connection.execute(text("SET LOCAL row_security = off"))
    connection.execute(text(f"LOCK TABLE {tables} IN ACCESS EXCLUSIVE MODE NOWAIT"))
    for table in MIXED:
        connection.execute(text(COPY_OUT.format(table)))
    connection.execute(text(f"TRUNCATE {tables}"))
    for table in MIXED:
        for statement in (PUT_BACK, DROP_COPY):
            connection.execute(text(statement.format(table)))


def _forget_log_postgresql(database: Database) -> None:
    """Have the server throw away the log of all before, where our role may ask for it.

    With wal_recycle off, nothing archived and nobody replicating, no segment is left that
    holds a row (measured: 200 of 200 linked before, chance after).
    """
    apart = database.engine.execution_options(isolation_level="AUTOCOMMIT")
    for statement in ("SELECT pg_switch_wal()", "CHECKPOINT"):
        with suppress(ProgrammingError), apart.connect() as connection:
            connection.execute(text(statement))
