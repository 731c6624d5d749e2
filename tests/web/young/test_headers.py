"""What a scanner of headers wants of every answer; Mozilla's gives 130 of 100 for these."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.models.database import Database
from tests.factories import a_consultation, a_council
from tests.fixtures_databases import SqliteGround
from tests.web.young.conftest import an_app, close

HALF_A_YEAR = 15_768_000
EXACTLY = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "X-XSS-Protection": "1; mode=block",
}
NEVER = ("Access-Control-Allow-Origin", "Server", "X-Powered-By", "ETag", "Last-Modified")


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: nothing here depends on it."""
    return sqlite_ground


@pytest.fixture
def app(
    database_url: str, database: Database, keys: KeyFolder, clock: SetClock, tmp_path: Path
) -> Iterator[Flask]:
    """The app as it stands behind HTTPS, with one council's questions open at /c/openlink."""
    with database.writing() as session:
        a_consultation(session, a_council(session), clock.now().date()).link = "openlink"
    address = {"PARTICIPATION_YOUNG_ADDRESS": "https://views.example"}
    app = an_app(database_url, keys, clock, tmp_path, **address)
    yield app
    close(app)


def answers(app: Flask) -> dict[str, TestResponse]:
    """Return a page, a first page, an error, a refusal, a redirect and a file."""
    client = app.test_client()
    secure = {"base_url": "https://views.example"}
    found = {
        path: client.get(path, **secure)
        for path in ("/", "/c/openlink", "/nowhere", "/q", "/next", "/robots.txt", "/leave")
    }
    found["POST /journey"] = client.post("/journey", **secure)
    found["PUT /journey"] = client.put("/journey", **secure)
    return found


def test_every_kind_of_answer_has_every_header(app: Flask) -> None:
    wrong = [
        f"{path}: {name}: {answer.headers.get(name)}"
        for path, answer in answers(app).items()
        for name, wanted in EXACTLY.items()
        if answer.headers.get(name) != wanted
    ]

    assert wrong == []


def test_no_answer_tells_of_what_made_it_or_lets_another_origin_read_it(app: Flask) -> None:
    told = [
        f"{path}: {name}"
        for path, answer in answers(app).items()
        for name in NEVER
        if name in answer.headers
    ]

    assert told == []


def test_the_content_policy_is_strict_everywhere(app: Flask) -> None:
    for path, answer in answers(app).items():
        rules = dict(
            rule.strip().partition(" ")[::2]
            for rule in answer.headers["Content-Security-Policy"].split(";")
        )

        assert rules["default-src"] == "'none'", path
        assert rules["base-uri"] == "'none'", path
        assert rules["frame-ancestors"] == "'none'", path
        assert rules["form-action"] == "'self'", path
        assert not any("unsafe" in rule or "*" in rule for rule in rules.values()), path


def test_behind_https_the_browser_stays_there_and_its_cookie_too(app: Flask) -> None:
    seen = answers(app)
    cookie = seen["/c/openlink"].headers["Set-Cookie"]

    ages = {
        int(answer.headers["Strict-Transport-Security"].partition("max-age=")[2].partition(";")[0])
        for answer in seen.values()
    }

    assert min(ages) >= HALF_A_YEAR
    assert cookie.startswith("__Host-")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
