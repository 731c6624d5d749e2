"""How long one answer takes: posted, kept durably, and the next question shown, over HTTP.

Beside it, the floor: a bare Flask view with one durable SQLite insert, served alike. Each is
posted to gunicorn on loopback over a kept connection, as a browser does; an answer is a POST,
its redirect, and the GET of the next page.
"""

import gzip
import multiprocessing
import re
import socket
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask

from participation import migrations
from participation.core.clock import SystemClock
from participation.core.keys import KeyFolder
from participation.core.settings import read_settings
from participation.models.database import Database
from participation.web.serving import run_server
from participation.web.young import create_app
from tests.factories import a_consultation, a_council

ANSWERS = 300
LIMIT_MS = 30.0
LARGEST = 8_000
OPTION = re.compile(r'type="(?:radio|checkbox)" name="value" value="([^"]+)"')
FIELD = re.compile(r'name="(csrf_token|nonce|question)" value="([^"]*)"')


class Browser:
    """One kept connection with its cookie; `size` is what the last answer weighed."""

    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection("127.0.0.1", port)
        self.cookie = ""
        self.page = ""
        self.size = 0

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> None:
        headers = {"Accept-Encoding": "gzip", "Cookie": self.cookie}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, urlencode(form or {}), headers)
        answer = self.connection.getresponse()
        body = answer.read()
        head = "".join(f"{name}: {value}\r\n" for name, value in answer.getheaders())
        self.size = len(f"HTTP/1.1 {answer.status} OK\r\n{head}\r\n") + len(body)
        self.cookie = (answer.getheader("Set-Cookie") or self.cookie).partition(";")[0]
        packed = answer.getheader("Content-Encoding") == "gzip"
        self.page = (gzip.decompress(body) if packed else body).decode()
        if answer.status == 303:
            self.ask("GET", answer.getheader("Location", "").partition("#")[0])

    def send(self, path: str, **more: str) -> None:
        self.ask("POST", path, dict(FIELD.findall(self.page)) | more)


def answer_often(port: int, link: str) -> tuple[list[float], int, int]:
    """Return the seconds of each answer, and the bytes of the first page and first question."""
    taken: list[float] = []
    browser = Browser(port)
    browser.ask("GET", f"/c/{link}")
    first_page = browser.size
    first_question = 0
    while len(taken) < ANSWERS:
        browser.ask("GET", f"/c/{link}")
        browser.send(f"/c/{link}")
        first_question = first_question or browser.size
        while "nonce" not in browser.page:
            option = OPTION.search(browser.page)
            value = option.group(1) if option else "The wifi never works in my room."
            started = time.perf_counter()
            browser.send("/q", value=value)
            taken.append(time.perf_counter() - started)
    return taken, first_page, first_question


def insert_often(port: int) -> list[float]:
    """Return the seconds of each post to the bare view."""
    browser = Browser(port)
    taken = []
    for _ in range(ANSWERS):
        started = time.perf_counter()
        browser.ask("POST", "/", {"value": "sad"})
        taken.append(time.perf_counter() - started)
    return taken


def bare_app(path: Path) -> Flask:
    """Return a Flask app whose one view stores a row durably."""
    app = Flask(__name__)

    @app.post("/")
    def insert() -> str:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA synchronous = FULL")
            with connection:
                connection.execute("INSERT INTO kept VALUES ('sad')")
        return "kept"

    return app


@contextmanager
def served(make_app: Callable[[], object]) -> Iterator[int]:
    """Give the port of the app, served by gunicorn in a process of its own."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    arguments = (make_app, f"127.0.0.1:{port}", "bench")
    process = multiprocessing.get_context("fork").Process(target=run_server, args=arguments)
    process.start()
    try:
        _wait_for(port)
        yield port
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


def _prepared(folder: Path) -> tuple[Callable[[], object], str]:
    settings = read_settings(folder, {})
    keys = KeyFolder(settings.key_folder)
    keys.prepare()
    database = Database(settings.database_url)
    migrations.upgrade(database)
    clock = SystemClock()
    with database.writing() as session:
        link = a_consultation(session, a_council(session), clock.now().date()).link
    database.close()
    young = keys.young(), keys.read("young-session")
    return lambda: create_app(settings, *young, clock), link


def _tell(name: str, taken: list[float], limit: str = "") -> None:
    median = statistics.median(taken) * 1000
    slowest = statistics.quantiles(taken, n=20)[-1] * 1000
    print(f"{name:46} {median:7.2f} ms at the median, {slowest:.2f} ms for 95 of 100{limit}")


def main() -> None:
    """Print both times and what the first pages weigh."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        make_app, link = _prepared(folder)
        with served(make_app) as port:
            taken, first_page, first_question = answer_often(port, link)
        kept = folder / "bare.sqlite"
        with closing(sqlite3.connect(kept)) as connection:
            connection.executescript("PRAGMA journal_mode = WAL; CREATE TABLE kept (value TEXT)")
        with served(lambda: bare_app(kept)) as port:
            floor = insert_often(port)
    _tell("an answer posted and the next question shown", taken, f" (limit {LIMIT_MS:.0f} ms)")
    _tell("floor: a bare view with one durable insert", floor)
    print(f"{'the first page over the wire':46} {first_page:7,} bytes (limit {LARGEST:,})")
    print(f"{'the first question over the wire':46} {first_question:7,} bytes (limit {LARGEST:,})")


if __name__ == "__main__":
    main()
