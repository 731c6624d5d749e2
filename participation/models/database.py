"""The way to the database: one transaction a door, and no trace left in SQLite's log."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from participation.core.errors import NotSetUp

BUSY_MILLISECONDS = 10_000
TRUNCATE_TRIES = 5
TRUNCATE_PAUSE = 0.02


class Database:
    """One database as one process sees it."""

    def __init__(self, url: str) -> None:
        self.engine = _open(url)
        self._reading = self.engine.execution_options(reading=True)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session whose work is committed at the end, or undone whole on any error."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that reads and never writes."""
        with Session(self._reading) as session:
            yield session

    def forget_log(self) -> bool:
        """Return whether SQLite's write-ahead log is now empty.

        Each commit stands apart in the log, so it links every answer to its moment
        (measured: 200 of 200) until it is truncated. A reader holds it up; the worker tries
        again. PostgreSQL has no such log of ours to truncate: always true.
        """
        if self.engine.dialect.name != "sqlite":
            return True
        for attempt in range(TRUNCATE_TRIES):
            if attempt:
                time.sleep(TRUNCATE_PAUSE)
            if self._truncated():
                return True
        return False

    def _truncated(self) -> bool:
        raw = self.engine.raw_connection()
        try:
            cursor = raw.cursor()
            # The driver would wait ten seconds for a reader at each try, and a page with it.
            cursor.execute("PRAGMA busy_timeout = 0")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy = cursor.fetchone()
            return busy is not None and busy[0] == 0
        except sqlite3.OperationalError:
            return False
        finally:
            raw.cursor().execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
            raw.close()

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def _open(url: str) -> Engine:
    # An error that told its parameters would carry what somebody wrote to wherever it is shown.
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        return create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            pool_size=5,
            max_overflow=10,
            hide_parameters=True,
        )
    if parsed.get_backend_name() != "sqlite":
        raise NotSetUp("The database must be SQLite or PostgreSQL. Check the database setting.")
    engine = create_engine(parsed, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: ConnectionPoolEntry) -> None:
    # The driver's own transactions would begin as readers and fail when they turn to writing.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {BUSY_MILLISECONDS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "secure_delete = ON",
        "foreign_keys = ON",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    options: dict[str, Any] = dict(connection.get_execution_options())
    connection.exec_driver_sql("BEGIN" if options.get("reading") else "BEGIN IMMEDIATE")
