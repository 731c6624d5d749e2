"""A council with something to answer, the young people's app on it, and a browser."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import make_url
from werkzeug.test import TestResponse

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.core.settings import read_settings
from participation.models.database import Database
from participation.models.sight import ROLE
from participation.web.young import create_app
from participation.web.young.door import NAME
from tests.factories import a_consultation, a_council

FIELD = re.compile(r'name="(csrf_token|nonce|question|receipt|response)" value="([^"]*)"')
TICKET = re.compile(r"<li><b>(\w+)</b>")


def an_app(url: str, keys: KeyFolder, clock: SetClock, folder: Path, **environment: str) -> Flask:
    """Return the app on this database, as a process of its own would make it.

    On PostgreSQL it has its own role, which sees least: no page may need more.
    """
    settings = read_settings(
        folder, {"PARTICIPATION_YOUNG_DATABASE_URL": as_young(url), **environment}
    )
    return create_app(settings, keys.young(), keys.read("young-session"), clock)


def as_young(url: str) -> str:
    """Return the address of the database as the young app's role reaches it."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        parsed = parsed.set(username=ROLE)
    return parsed.render_as_string(hide_password=False)


def close(app: Flask) -> None:
    app.extensions[NAME].database.close()


@dataclass
class Visitor:
    """A browser without scripts: it keeps the cookie, and sends a form with its hidden fields."""

    client: FlaskClient
    page: TestResponse | None = None

    @property
    def text(self) -> str:
        """The page that stands open, as text."""
        content = self.page.get_data()
        if self.page.headers.get("Content-Encoding") == "gzip":
            content = gzip.decompress(content)
        return unescape(content.decode())

    @property
    def here(self) -> str:
        """Where the page that stands open is."""
        return self.page.request.path

    @property
    def hidden(self) -> dict[str, str]:
        """The hidden fields of the first form that has them."""
        fields: dict[str, str] = {}
        if self.page is None:
            return fields
        for name, value in FIELD.findall(self.text):
            fields.setdefault(name, value)
        return fields

    @property
    def ticket(self) -> list[str]:
        """The words on the ticket."""
        return TICKET.findall(self.text)

    def open(self, path: str) -> "Visitor":
        self.page = self.client.get(path, follow_redirects=True)
        return self

    def send(self, path: str, fields: dict[str, object] | None = None, **more: object) -> "Visitor":
        form = {**self.hidden, **(fields or {}), **more}
        self.page = self.client.post(path, data=form, follow_redirects=True)
        return self

    def begin(self, link: str) -> "Visitor":
        return self.open(f"/c/{link}").send(f"/c/{link}")

    def answer(self, *values: str) -> "Visitor":
        return self.send("/q", value=list(values))

    def draw(self, photo: bytes, name: str = "photo.jpg") -> "Visitor":
        """Answer the question that stands open with a picture, or with none."""
        number = self.here.split("/")[2]
        files = {"picture": (BytesIO(photo), name)} if photo else {}
        return self.send(f"/q/{number}/drawing", files)

    def answer_all(
        self, text: str = "the wifi is slow", photo: bytes = b"", name: str = "photo.jpg"
    ) -> "Visitor":
        """Answer question after question until the check page comes."""
        while self.here.startswith("/q/"):
            if 'type="file"' in self.text:
                self.draw(photo, name)
                continue
            option = re.search(r'type="(?:radio|checkbox)" name="value" value="([^"]+)"', self.text)
            self.answer(option.group(1) if option else text)
        return self


@dataclass(frozen=True)
class Scene:
    """A council with one open consultation, and another council with its own."""

    app: Flask
    url: str
    link: str
    other_link: str


@pytest.fixture
def scene(
    database_url: str, database: Database, keys: KeyFolder, clock: SetClock, tmp_path: Path
) -> Iterator[Scene]:
    """The app over two councils."""
    today = clock.now().date()
    with database.writing() as session:
        link = a_consultation(session, a_council(session), today).link
        other = a_consultation(session, a_council(session, "othershire"), today).link
    app = an_app(database_url, keys, clock, tmp_path)
    yield Scene(app, database_url, link, other)
    close(app)


@pytest.fixture
def visitor(scene: Scene) -> Visitor:
    """A young person's browser."""
    return Visitor(scene.app.test_client())
