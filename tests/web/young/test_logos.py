"""The logo of the young people's body: on the pages around the questions, and not on those."""

import re
from datetime import UTC, datetime

import pytest

from participation.domain.policy import Role
from participation.models.database import Database
from participation.services.councils import council_named
from participation.services.looks import remove_logo, set_logo
from tests.factories import an_account
from tests.fixtures_databases import SqliteGround
from tests.web.staff.test_look import a_logo
from tests.web.young.conftest import Scene, Visitor

IMAGE = re.compile(r'<p class="logo (\w*)"><img src="(/logo/[^"]+)" alt="Voices of Testshire"')
NOW = datetime(2026, 3, 11, tzinfo=UTC)


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: a logo stands in the council's pack."""
    return sqlite_ground


@pytest.fixture
def wearing(database: Database, scene: Scene) -> None:
    """Have the council show a dark logo."""
    with database.writing() as session:
        council = council_named(session, "testshire")
        officer = an_account(session, council, Role.OFFICER)
        set_logo(session, council, officer, a_logo("#2a1a5c"), NOW)


def test_it_stands_around_the_questions_and_on_none(wearing: None, visitor: Visitor, scene: Scene):
    first = visitor.open(f"/c/{scene.link}").text
    question = visitor.send(f"/c/{scene.link}").text
    receipt = visitor.answer_all().send("/send").text
    words = " ".join(visitor.ticket)
    journey = visitor.open("/journey").send("/journey", receipt=words).text
    wall = visitor.open("/wall/testshire").text

    shown = [IMAGE.search(page) for page in (first, receipt, journey, wall)]
    assert {image.group(1) for image in shown} == {"white"}
    assert "/logo/" not in question
    sent = visitor.client.get(shown[0].group(2))
    assert sent.mimetype == "image/png" and len(sent.data) <= 4_096
    assert "immutable" in sent.headers["Cache-Control"]


def test_another_name_or_council_has_none(
    wearing: None, visitor: Visitor, scene: Scene, database: Database
):
    address = IMAGE.search(visitor.open(f"/c/{scene.link}").text).group(2)
    wrong = (address[:-8] + "0000.png", address.replace("testshire", "othershire"), "/logo/x/y.png")
    missing = [visitor.client.get(place).status_code for place in wrong]
    with database.writing() as session:
        council = council_named(session, "testshire")
        remove_logo(session, council, an_account(session, council, handle="another"), NOW)

    assert missing == [404, 404, 404]
    assert visitor.client.get(address).status_code == 404
    assert "/logo/" not in visitor.open(f"/c/{scene.link}").text
