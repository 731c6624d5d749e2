"""Something that one process at a time may do, let go by the machine when the process dies."""

import fcntl
import os
import time
from collections.abc import Callable
from hashlib import sha256

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from participation.models.database import Database

ASK_EVERY = 1.0
"""After how many seconds it is asked again whether the line to the server stands."""


class Hold:
    """What this process holds until it lets go, is killed, or loses its line to the database."""

    def __init__(self, still: Callable[[], bool], let_go: Callable[[], None]) -> None:
        self.still = still
        self.let_go = let_go


def take_hold(database: Database, name: str) -> Hold | None:
    """Return the hold of this name, or None while another process of the same database has it.

    On SQLite it is a lock on a file beside the database's, on PostgreSQL one of the server's own:
    neither leaves a row, and both end with the process.
    """
    if database.engine.dialect.name == "sqlite":
        return _of_file(f"{database.engine.url.database}.{name}")
    return _of_server(database, name)


def _of_file(path: str) -> Hold | None:
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return Hold(lambda: True, lambda: os.close(handle))


def _of_server(database: Database, name: str) -> Hold | None:
    number = int.from_bytes(sha256(name.encode()).digest()[:8], "big", signed=True)
    apart = database.engine.execution_options(isolation_level="AUTOCOMMIT")
    connection = apart.connect()
    if not connection.scalar(text("SELECT pg_try_advisory_lock(:number)"), {"number": number}):
        connection.close()
        return None

    asked = time.monotonic()

    def still() -> bool:
        nonlocal asked
        if time.monotonic() - asked < ASK_EVERY:
            return True
        asked = time.monotonic()
        try:
            return connection.scalar(text("SELECT true")) is True
        except SQLAlchemyError:
            return False

    def let_go() -> None:
        # Given back to the pool it would hold on.
        connection.invalidate()
        connection.close()

    return Hold(still, let_go)
