"""A gunicorn worker that gives a thread to a request only when all of it has come.

gunicorn's own `gthread` takes a thread at the first byte and waits in it for the last: as many
half-sent requests as there are threads stop the app for everybody, and sending them takes one
phone. Here the loop that accepts connections also gathers what comes, and waits for thousands.

Built on the insides of gunicorn 27.0, which is pinned; tests/web/test_whole_requests.py holds it.
"""

import re
import time
from collections import deque
from concurrent.futures import Future
from functools import partial
from selectors import EVENT_READ
from socket import SHUT_WR, SO_RCVTIMEO, SOL_SOCKET
from struct import pack
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

LONGEST_HEAD = 64 * 1024
LONGEST = 600 * 1024
"""Bytes that are gathered of one request: the longest form fits, and its fields around it."""
SECONDS = 30
"""How long a request may take to come; one that takes longer is let go."""
LONG_AT_ONCE = 3
"""Longer ones, such as a photo, are read in a thread: no more at once than leave threads free."""
LONG_PAUSE_SECONDS = 5
"""How long a thread waits for the next piece of a longer one."""
PIECE = 64 * 1024

_HEAD_END = b"\r\n\r\n"
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,15})[ \t]*\r\n", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)
_LAST_CHUNK = b"0\r\n\r\n"


class Coming:
    """What has come so far of one request."""

    def __init__(self, already: bytes) -> None:
        self.held = bytearray(already)
        self.length: int | None = None
        self.chunked = False
        self.gone = False

    def take(self, piece: bytes) -> None:
        """Add what came."""
        self.held += piece

    @property
    def is_whole(self) -> bool:
        """Return whether all of it is here: gunicorn will read it without waiting."""
        if self.length is None and not self._has_head():
            return False
        if self.chunked:
            return self.held.endswith(_LAST_CHUNK)
        return len(self.held) >= (self.length or 0)

    @property
    def is_long(self) -> bool:
        """Return whether it is longer than what is gathered."""
        return (self.length or 0) > LONGEST or len(self.held) > LONGEST

    @property
    def is_endless(self) -> bool:
        """Return whether its head is longer than any that gunicorn would read."""
        return self.length is None and len(self.held) > LONGEST_HEAD

    def _has_head(self) -> bool:
        end = self.held.find(_HEAD_END)
        if end < 0:
            return False
        head = bytes(self.held[: end + len(_HEAD_END)])
        told = _LENGTH.search(head)
        self.chunked = _CHUNKED.search(head) is not None
        self.length = len(head) + (int(told[1]) if told else 0)
        return True


class WholeRequestWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn is not typed
    """gunicorn's worker with threads, its requests gathered first."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 (gunicorn's own)
        super().__init__(*args, **options)
        self.long_waiting: deque[Any] = deque()
        self.long_now = 0

    def enqueue_req(self, conn: Any) -> None:  # noqa: ANN401 (gunicorn's connection)
        """Gather the request; a thread gets it when it is whole."""
        already = b"" if conn.parser is None else conn.parser.unreader.take_buffered()
        conn.coming, conn.is_long = Coming(already), False
        conn.sock.setblocking(False)
        if self._has_come(conn):
            self._give_on(conn)
            return
        conn.timeout = time.monotonic() + SECONDS
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, EVENT_READ, partial(self._more, conn))

    def handle(self, conn: Any) -> Any:  # noqa: ANN401 (gunicorn's connection)
        """Answer what was gathered; runs in a thread."""
        conn.data_ready = True
        conn.init()
        if conn.is_long:
            conn.sock.setsockopt(SOL_SOCKET, SO_RCVTIMEO, pack("ll", LONG_PAUSE_SECONDS, 0))
        conn.parser.unreader.unread(bytes(conn.coming.held))
        conn.coming = None
        return super().handle(conn)

    def finish_request(self, conn: Any, done: "Future[Any]") -> None:  # noqa: ANN401
        """Keep the connection for the next request, or let go of it without waiting."""
        if conn.is_long:
            self.long_now -= 1
        if self.long_waiting and self.long_now < LONG_AT_ONCE:
            self._submit_long(self.long_waiting.popleft())
        if done.cancelled() or done.exception() is not None or done.result():
            super().finish_request(conn, done)
        else:
            self._say_goodbye(conn)

    def _more(self, conn: Any, _socket: object) -> None:  # noqa: ANN401
        if self._has_come(conn):
            self.poller.unregister(conn.sock)
            self.pending_conns.remove(conn)
            self._give_on(conn)

    def _has_come(self, conn: Any) -> bool:  # noqa: ANN401
        """Take in what was sent and return whether there is nothing more to wait for."""
        coming: Coming = conn.coming
        try:
            while not coming.is_long and not coming.gone:
                piece = conn.sock.recv(PIECE)
                coming.take(piece)
                coming.gone = not piece
        except BlockingIOError:
            pass
        except OSError:
            coming.gone = True
        return coming.gone or coming.is_whole or coming.is_long or coming.is_endless

    def _give_on(self, conn: Any) -> None:  # noqa: ANN401
        coming: Coming = conn.coming
        if coming.is_whole and not coming.is_long:
            super().enqueue_req(conn)
        elif coming.is_long and not coming.gone:
            self._give_long(conn)
        else:
            self._let_go(conn)

    def _give_long(self, conn: Any) -> None:  # noqa: ANN401
        conn.is_long = True
        if self.long_now < LONG_AT_ONCE:
            self._submit_long(conn)
        else:
            self.long_waiting.append(conn)

    def _submit_long(self, conn: Any) -> None:  # noqa: ANN401
        self.long_now += 1
        super().enqueue_req(conn)

    def _say_goodbye(self, conn: Any) -> None:  # noqa: ANN401
        """Let the other end hear the answer to its end, and drop what it still sends.

        gunicorn waits for that in the loop itself, two seconds at most, and for everybody.
        """
        try:
            conn.sock.shutdown(SHUT_WR)
            conn.sock.setblocking(False)
            conn.set_timeout()
            self.keepalived_conns.append(conn)
            self.poller.register(conn.sock, EVENT_READ, partial(self._drop, conn))
        except OSError:
            self._let_go(conn)

    def _drop(self, conn: Any, _socket: object) -> None:  # noqa: ANN401
        try:
            gone = not conn.sock.recv(PIECE)
        except BlockingIOError:
            return
        except OSError:
            gone = True
        if gone:
            self.poller.unregister(conn.sock)
            self.keepalived_conns.remove(conn)
            self._let_go(conn)

    def _let_go(self, conn: Any) -> None:  # noqa: ANN401
        self.nr_conns -= 1
        conn.close()

    def _cap_keepalive(self, deadline: float) -> None:
        """Let go of half-sent requests too when the server is told to stop."""
        super()._cap_keepalive(deadline)
        for conn in self.pending_conns:
            conn.timeout = min(conn.timeout, deadline)
