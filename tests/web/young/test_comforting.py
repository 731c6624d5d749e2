"""Bigger letters, calm, and colours of one's own choice."""

import re
from dataclasses import replace

import pytest

from participation.models.database import Database
from participation.services.councils import council_named, pack_of
from surveys.pack_council import Look
from tests.fixtures_databases import SqliteGround
from tests.web.young.conftest import Scene, Visitor


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: nothing here depends on it."""
    return sqlite_ground


def test_wishes_are_worn_on_every_page_and_allowed_by_its_policy(
    visitor: Visitor, scene: Scene
) -> None:
    visitor.open("/comfort").send("/comfort", wish=["large", "calm", "dark"])

    pages = [visitor.begin(scene.link), visitor.answer("ok"), visitor.open("/wall/testshire")]

    for page in pages:
        assert "font-size:150%" in page.text
        assert ":root{color-scheme:dark}" in page.text
        assert len(re.findall("'sha256-", page.page.headers["Content-Security-Policy"])) >= 2
    assert len(visitor.client._cookies) == 1


def test_unmaking_a_wish_leaves_no_trace(visitor: Visitor) -> None:
    visitor.open("/comfort").send("/comfort", wish=["large"])

    visitor.open("/comfort").send("/comfort", wish=[""])

    assert "font-size:150%" not in visitor.open("/").text


def test_what_was_typed_is_kept_on_the_way_to_the_wishes_and_back(
    visitor: Visitor, scene: Scene
) -> None:
    visitor.begin(scene.link).answer("sad").answer("my-room").answer("skip").answer("skip")
    question = visitor.here

    visitor.send("/q", value="my long thought", ease="1")
    to = re.search(r'name="to" value="([^"]+)"', visitor.text).group(1)
    visitor.send("/comfort", wish=["large"], to=to)

    assert visitor.here == question
    assert "my long thought" in visitor.text


@pytest.mark.parametrize("to", ["https://elsewhere.example", "//elsewhere.example", "/\\else", ""])
def test_the_way_back_leads_nowhere_else(visitor: Visitor, to: str) -> None:
    visitor.open("/comfort").send("/comfort", wish=["calm"], to=to)

    assert visitor.here == "/"


def test_a_councils_colour_is_worn_by_day_and_by_night_and_by_nobody_else(
    visitor: Visitor, scene: Scene, database: Database
) -> None:
    with database.writing() as session:
        council = council_named(session, "testshire")
        council.pack = replace(pack_of(council), look=Look("#0a5c2b")).to_json()

    own, other = visitor.open("/wall/testshire").text, visitor.open("/wall/othershire").text
    visitor.begin(scene.link)

    assert ":root{--brand:#0a5c2b;" in own
    assert "@media (prefers-color-scheme:dark){:root{--brand:" in own.split("#0a5c2b")[1]
    assert "#0a5c2b" not in other
    assert ":root{--brand:#0a5c2b;" in visitor.text


def test_leaving_forgets_the_wishes(visitor: Visitor) -> None:
    visitor.open("/comfort").send("/comfort", wish=["large"]).open("/leave")

    assert "font-size:150%" not in visitor.text
