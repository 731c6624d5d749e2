"""An app served by gunicorn in a process of its own, and a browser that keeps its connection."""

import gzip
import multiprocessing
import os
import re
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

from participation.web.serving import run_server

OPTION = re.compile(r'type="(?:radio|checkbox)" name="value" value="([^"]+)"')
FIELD = re.compile(r'name="(csrf_token|nonce|question)" value="([^"]*)"')
WORDS = "The wifi never works in my room."


class Browser:
    """One kept connection with its cookie; `size` is what the last answer weighed."""

    def __init__(self, port: int, language: str = "") -> None:
        self.connection = HTTPConnection("127.0.0.1", port)
        self.language = language
        self.cookie = ""
        self.page = ""
        self.size = 0

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> None:
        headers = {"Accept-Encoding": "gzip", "Cookie": self.cookie}
        if self.language:
            headers["Accept-Language"] = self.language
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        answer = self._answered(method, path, urlencode(form or {}), headers)
        body = answer.read()
        head = "".join(f"{name}: {value}\r\n" for name, value in answer.getheaders())
        self.size = len(f"HTTP/1.1 {answer.status} {answer.reason}\r\n{head}\r\n") + len(body)
        self.cookie = (answer.getheader("Set-Cookie") or self.cookie).partition(";")[0]
        packed = answer.getheader("Content-Encoding") == "gzip"
        self.page = (gzip.decompress(body) if packed else body).decode()
        if answer.status == 303:
            self.ask("GET", answer.getheader("Location", "").partition("#")[0])

    def _answered(self, method: str, path: str, body: str, headers: dict[str, str]) -> HTTPResponse:
        try:
            self.connection.request(method, path, body, headers)
            return self.connection.getresponse()
        except ConnectionError:
            # The server lets go of a connection that was idle for two seconds.
            self.connection.close()
            self.connection.request(method, path, body, headers)
            return self.connection.getresponse()

    def send(self, path: str, **more: str) -> None:
        self.ask("POST", path, dict(FIELD.findall(self.page)) | more)

    def begin(self, link: str) -> None:
        """Come to the first question."""
        self.ask("GET", f"/c/{link}")
        self.send(f"/c/{link}")

    def answer(self) -> None:
        """Answer the question that is shown, and see what comes next."""
        option = OPTION.search(self.page)
        self.send("/q", value=option.group(1) if option else WORDS)

    @property
    def at_the_end(self) -> bool:
        """Return whether the page before sending is shown."""
        return "nonce" in self.page


@dataclass(frozen=True)
class Server:
    """Where the app answers, and the processes that serve it."""

    port: int
    pid: int

    def worked(self) -> float:
        """Return the seconds of processor time that its workers have used, to 10 ms."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        ticks = 0
        for child in children:
            numbers = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
            ticks += int(numbers[11]) + int(numbers[12])
        return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(make_app: Callable[[], object]) -> Iterator[Server]:
    """Give the server of the app, stopped at the end."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    arguments = (make_app, f"127.0.0.1:{port}", "bench")
    process = multiprocessing.get_context("fork").Process(target=run_server, args=arguments)
    process.start()
    try:
        _wait_for(port)
        yield Server(port, process.pid or 0)
    finally:
        process.terminate()
        process.join()


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server did not start.")
