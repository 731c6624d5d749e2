"""A real Chromium, and apps served to it on loopback."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.models.database import Database
from tests.factories import a_consultation, a_council
from tests.fixtures_databases import SqliteGround
from tests.web.young.conftest import an_app, close

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
Serve = Callable[[Flask], str]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One Chromium for the tests of a file.

    Playwright keeps an event loop running in this thread until it stops, and tests of other
    files begin loops of their own.
    """
    if not CHROMIUM.exists():
        pytest.skip("Chromium is missing. Install it: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serves an app on loopback until the test ends, and gives its address."""
    servers = []

    def serve_app(app: Flask) -> str:
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = Thread(target=server.serve_forever)
        thread.start()
        servers.append((server, thread))
        return f"http://127.0.0.1:{server.port}"

    yield serve_app
    for server, thread in servers:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: a browser sees no difference."""
    return sqlite_ground


@pytest.fixture
def app(
    database_url: str, database: Database, keys: KeyFolder, clock: SetClock, tmp_path: Path
) -> Iterator[Flask]:
    """The young people's app on this database."""
    app = an_app(database_url, keys, clock, tmp_path)
    yield app
    close(app)


@pytest.fixture
def first_page(app: Flask, database: Database, clock: SetClock, serve: Serve) -> str:
    """The address of an open consultation."""
    with database.writing() as session:
        link = a_consultation(session, a_council(session), clock.now().date()).link
    return f"{serve(app)}/c/{link}"
