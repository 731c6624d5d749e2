"""How long one answer takes: posted, kept durably, and the next page shown, over HTTP.

With ten questions, with two hundred, and with 100,000 submissions in the database; beside
them the floor, a bare Flask view with one durable SQLite insert. All are served by gunicorn
alike and take turns within one run, so that a busy machine slows each as much. Over a kept
connection, as a browser does, an answer is a POST, its redirect, and the GET of the next page.
"""

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from flask import Flask

from tests.benchmarks._server import Browser, Server, served
from tests.benchmarks._surveys import Asking, prepared

ROUNDS = 200
A_ROUND = 5
QUESTIONS = 10
MANY_QUESTIONS = 200
SUBMISSIONS = 100_000
MEDIAN_MS, SLOWEST_MS, RATIO = 15, 60, 1.2
LARGEST_PAGE = 6_000


@dataclass
class Case:
    """One thing that is measured: `once` does it, and gives the seconds it took."""

    name: str
    server: Server
    once: Iterator[float]
    taken: list[float] = field(default_factory=list)
    worked: float = 0.0

    def go_on(self) -> None:
        """Measure one round more."""
        before = self.server.worked()
        self.taken += [next(self.once) for _ in range(A_ROUND)]
        self.worked += self.server.worked() - before

    @property
    def median(self) -> float:
        """Return the median in milliseconds."""
        return statistics.median(self.taken) * 1000

    @property
    def processor(self) -> float:
        """Return the milliseconds of processor time for one."""
        return self.worked * 1000 / len(self.taken)

    def told(self) -> str:
        """Return the case as a line of figures."""
        hundredths = statistics.quantiles(self.taken, n=100)
        slow, slowest = hundredths[94] * 1000, hundredths[98] * 1000
        return (
            f"{self.name:48} {self.median:6.2f} {slow:6.2f} {slowest:6.2f} {self.processor:10.2f}"
        )


def answers(server: Server, link: str) -> Iterator[float]:
    """Give the seconds of each answer, survey after survey."""
    while True:
        browser = Browser(server.port)
        browser.begin(link)
        while not browser.at_the_end:
            started = time.perf_counter()
            browser.answer()
            yield time.perf_counter() - started


def inserts(server: Server) -> Iterator[float]:
    """Give the seconds of each post to the bare view."""
    browser = Browser(server.port)
    while True:
        started = time.perf_counter()
        browser.ask("POST", "/", {"value": "sad"})
        yield time.perf_counter() - started


def bare_app(path: Path) -> Flask:
    """Return a Flask app whose one view stores a row durably."""
    app = Flask(__name__)
    connection = sqlite3.connect(path, check_same_thread=False)
    connection.execute("PRAGMA synchronous = FULL")
    one_at_a_time = Lock()

    @app.post("/")
    def insert() -> str:
        with one_at_a_time, connection:
            connection.execute("INSERT INTO kept VALUES ('sad')")
        return "kept"

    return app


def bare(folder: Path) -> Callable[[], Flask]:
    """Return what makes the bare app on a new database."""
    kept = folder / "bare.sqlite"
    with closing(sqlite3.connect(kept)) as connection:
        connection.executescript("PRAGMA journal_mode = WAL; CREATE TABLE kept (value TEXT)")
    return lambda: bare_app(kept)


def sizes(port: int, link: str, language: str) -> tuple[int, int]:
    """Return the bytes of the page before the questions, and of the first question."""
    browser = Browser(port, language)
    browser.ask("GET", f"/c/{link}")
    before = browser.size
    browser.send(f"/c/{link}")
    return before, browser.size


def measure(askings: dict[str, Asking], make_bare: Callable[[], Flask]) -> list[Case]:
    """Return each case measured, the floor last."""
    with ExitStack() as open_servers:
        cases = []
        for name, asking in askings.items():
            server = open_servers.enter_context(served(asking.make_app))
            cases.append(Case(name, server, answers(server, asking.link)))
        server = open_servers.enter_context(served(make_bare))
        cases.append(Case("floor: a bare view with one durable insert", server, inserts(server)))
        for case in cases:
            next(case.once)
        for _ in range(ROUNDS):
            for case in cases:
                case.go_on()
        first = next(iter(askings.values()))
        print(f"{'':48} median  95th   99th  processor  (milliseconds)")
        for case in cases:
            print(case.told())
        before, question = sizes(cases[0].server.port, first.link, "en")
    print(f"limits: {MEDIAN_MS} at the median, {SLOWEST_MS} at the 99th percentile")
    for case in cases[1:-1]:
        ratio, worked = case.median / cases[0].median, case.processor / cases[0].processor
        print(f"{case.name:48} {ratio:6.2f} times, processor {worked:.2f} times (limit {RATIO})")
    print(f"{'the page before the questions over the wire':48} {before:6,} bytes")
    print(f"{'the first question over the wire':48} {question:6,} bytes (limit {LARGEST_PAGE:,})")
    return cases


def main() -> None:
    """Print the figures of every case."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        askings = {}
        for name, questions, submissions in (
            ("an answer, ten questions", QUESTIONS, 0),
            (f"an answer, {MANY_QUESTIONS} questions", MANY_QUESTIONS, 0),
            (f"an answer, {SUBMISSIONS:,} submissions kept", QUESTIONS, SUBMISSIONS),
        ):
            own = folder / str(len(askings))
            own.mkdir()
            askings[name] = prepared(own, questions, submissions)
        measure(askings, bare(folder))


if __name__ == "__main__":
    main()
