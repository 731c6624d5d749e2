"""Statements compiled once a process, however many databases its tests open.

SQLAlchemy keeps what it compiled in each engine; a test with a database of its own would
compile every statement anew, which took a third of all tests' time.
"""

from typing import Any

from sqlalchemy import Engine
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.exc import OperationalError
from sqlalchemy.util import LRUCache

from participation.models import database

MOST = 5_000


class Compiled:
    """One dialect and one store of compiled statements for each kind of database."""

    def __init__(self) -> None:
        self._open = database._open
        self._shared: dict[str, tuple[Dialect, LRUCache[Any, Any]]] = {}
        self._share(self._open("sqlite://"))

    def open(self, url: str) -> Engine:
        """Return an engine on the shared store; on its own while no server answers."""
        engine = self._open(url)
        name = engine.dialect.name
        if name in self._shared or self._share(engine):
            engine.dialect, engine._compiled_cache = self._shared[name]
        return engine

    def _share(self, engine: Engine) -> bool:
        try:
            # A dialect learns at its first connection what the server can do.
            engine.connect().close()
        except OperationalError:
            return False
        self._shared[engine.dialect.name] = engine.dialect, LRUCache(MOST)
        return True


def compile_once() -> None:
    """Have every database of this process share its compiled statements."""
    database._open = Compiled().open
