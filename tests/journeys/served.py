"""The young people's app as a process of its own on loopback, and phones that reach it.

What happens to a phone on a bus happens here: the line drops after something was sent, and the
server is killed while it works.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode, urlsplit

from tests.web.young.conftest import FIELD, TICKET

COOKIE = re.compile(r"views=([^;]*)")
PATIENCE = 30.0
Fields = dict[str, str | list[str]]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


@dataclass
class Server:
    """The command that serves the young people's app, killed and started anew on one port."""

    environment: dict[str, str]
    port: int
    process: subprocess.Popen[bytes] | None = None
    kills: int = 0

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = [sys.executable, "-m", "participation", "serve", "--only", "young"]
        environment = {
            **os.environ,
            **self.environment,
            "PARTICIPATION_YOUNG_ADDRESS": f"http://127.0.0.1:{self.port}",
        }
        self.process = subprocess.Popen(command, env=environment, start_new_session=True)
        until = time.monotonic() + PATIENCE
        while not self._answers():
            assert self.process.poll() is None, "the server ended by itself"
            assert time.monotonic() < until, "the server does not come up"
            time.sleep(0.02)

    def kill(self) -> None:
        """Kill it and all that it started, as a machine that loses its power would."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process, self.kills = None, self.kills + 1

    def _answers(self) -> bool:
        line = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            line.request("GET", "/line")
            return line.getresponse().status == 204
        except (OSError, HTTPException):
            return False
        finally:
            line.close()


@dataclass
class Phone:
    """A browser without scripts on a line that can break; it keeps the one cookie."""

    server: Server
    cookie: str = ""
    here: str = ""
    status: int = 0
    text: str = ""
    sent: list[tuple[str, Fields]] = field(default_factory=list)

    @property
    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page that stands open."""
        found: dict[str, str] = {}
        for name, value in FIELD.findall(self.text):
            found.setdefault(name, value)
        return found

    @property
    def ticket(self) -> list[str]:
        """The words on the ticket."""
        return TICKET.findall(self.text)

    def open(self, path: str) -> "Phone":
        """Open a page and wherever it leads."""
        return self._read(self._asked("GET", path))

    def fill(self, path: str, **fields: str | list[str]) -> "Phone":
        """Fill the form of the open page; it is sent, once or more often, by what follows."""
        self.sent = [(path, {**self.hidden, **fields})]
        return self

    def send(self) -> "Phone":
        """Send the form and read what comes of it."""
        return self._read(self._post())

    def send_and_lose_the_line(self) -> None:
        """Send the form; the line breaks before an answer is read."""
        self._post().close()

    def send_into_a_crash(self, wait: float) -> None:
        """Send the form; the server is killed so many seconds after, and started again."""
        line = self._post()
        time.sleep(wait)
        self.server.kill()
        line.close()
        self.server.start()

    def _post(self) -> HTTPConnection:
        path, fields = self.sent[0]
        return self._asked("POST", path, urlencode(fields, doseq=True))

    def _asked(self, method: str, path: str, body: str = "") -> HTTPConnection:
        line = HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE)
        head = {"Cookie": f"views={self.cookie}"} if self.cookie else {}
        if method == "POST":
            head["Content-Type"] = "application/x-www-form-urlencoded"
        line.request(method, path, body or None, head)
        self.here = urlsplit(path).path
        return line

    def _read(self, line: HTTPConnection) -> "Phone":
        answer = line.getresponse()
        self.status, self.text = answer.status, unescape(answer.read().decode())
        kept = COOKIE.search(answer.headers.get("Set-Cookie", ""))
        self.cookie = kept.group(1) if kept else self.cookie
        onward = answer.headers.get("Location")
        line.close()
        return self.open(onward.partition("#")[0]) if onward else self
