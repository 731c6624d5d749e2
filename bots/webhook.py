"""What channels push to us: checked, stored sealed, and answered by whoever has time for it.

It holds no key that opens anything, sets no cookie and serves no page.
"""

import hmac
import json
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import SQLAlchemyError

from bots.adapter import Update
from participation.core.chat_keys import DoorKeys
from participation.core.ports import Clock
from participation.models.database import Database
from participation.services import chat_updates
from participation.services.chat_updates import Arrived

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

log = logging.getLogger("participation.bots")

LONGEST_BODY = 1_000_000
TELEGRAM_PATH = "/telegram"
TELEGRAM_HEADER = "HTTP_X_TELEGRAM_BOT_API_SECRET_TOKEN"


@dataclass(frozen=True, repr=False)
class Entry:
    """How a channel comes in: what its header must say, and how what it brings is read."""

    header: str
    expected: str
    read: Callable[[Update], Arrived | None]


@dataclass(frozen=True, repr=False)
class Door:
    """A WSGI application that takes in what arrives at each entry's path."""

    database: Database
    keys: DoorKeys
    clock: Clock
    entries: Mapping[str, Entry]

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer with nothing but a status."""
        start(self._status(environ), [("Content-Length", "0"), ("Cache-Control", "no-store")])
        return (b"",)

    def _status(self, environ: "WSGIEnvironment") -> str:
        entry = self.entries.get(environ["PATH_INFO"])
        if entry is None or environ["REQUEST_METHOD"] != "POST":
            return "404 Not Found"
        told = environ.get(entry.header, "")
        if not hmac.compare_digest(told.encode("latin-1", "replace"), entry.expected.encode()):
            return "403 Forbidden"
        length = environ.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > LONGEST_BODY:
            return "413 Content Too Large"
        return self._take_in(entry, environ["wsgi.input"].read(int(length)))

    def _take_in(self, entry: Entry, body: bytes) -> str:
        arrived = _read(entry, body)
        if arrived is None:
            # Refused it would come again and again, and hold up what comes after it.
            log.error("an update that could not be read was let go")
            return "200 OK"
        try:
            with self.database.writing() as session:
                chat_updates.store(session, self.keys, arrived, self.clock.now())
        except SQLAlchemyError as error:
            log.error("an update could not be stored: %s", type(error).__name__)
            return "503 Service Unavailable"
        return "200 OK"


def _read(entry: Entry, body: bytes) -> Arrived | None:
    try:
        update: Any = json.loads(body)
        return entry.read(update) if isinstance(update, dict) else None
    except (ValueError, RecursionError):
        return None
