"""Everything as it stands at one moment, while others go on writing."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from sqlalchemy import Connection

from participation.models.database import Database

COPY = "snapshot.sqlite"


@contextmanager
def snapshot(database: Database, folder: Path) -> Iterator[Connection]:
    """Give a connection that reads one moment.

    On SQLite it reads a copy, which stands in the folder for as long: whoever read the
    database itself so long would keep its log from being truncated.
    """
    if database.engine.dialect.name == "postgresql":
        whole = database.engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        with whole.connect() as connection:
            yield connection
        return
    path = folder / COPY
    forget_copy(folder)
    try:
        _copy(database, path)
        copy = Database(f"sqlite:///{path}")
        with copy.engine.connect() as connection:
            yield connection
        copy.close()
    finally:
        forget_copy(folder)


def forget_copy(folder: Path) -> None:
    """Delete the copy, should one be left of a time when the machine stopped."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        (folder / f"{COPY}{suffix}").unlink(missing_ok=True)


def _copy(database: Database, path: Path) -> None:
    # Made first, so that nobody else may read it, not even for a moment.
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    raw = database.engine.raw_connection()
    target = sqlite3.connect(path)
    try:
        cast(sqlite3.Connection, raw.driver_connection).backup(target)
    finally:
        target.close()
        raw.close()
