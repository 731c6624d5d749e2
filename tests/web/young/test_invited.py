"""The way in by a one-time code."""

from datetime import timedelta

import pytest

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.models import Conversation, Invite, Submission
from participation.models.database import Database
from participation.services.councils import council_named
from participation.services.invites import Route, make_invites
from tests.factories import a_consultation
from tests.web.young.conftest import Scene, Visitor


@pytest.fixture
def code(scene: Scene, database: Database, keys: KeyFolder, clock: SetClock) -> str:
    """A fresh code for a consultation that needs one."""
    with database.writing() as session:
        council = council_named(session, "testshire")
        row = a_consultation(session, council, clock.now().date(), "invited", by_invite=True)
        key = keys.young().invites
        batch = make_invites(session, council, key, row, "foster-care", Route.CARER, 1)
    return batch.codes[0]


def spent(database: Database) -> bool:
    with database.reading() as session:
        return session.query(Invite).one().spent


@pytest.mark.parametrize(
    "typed", ["{}", " {} ", "https://x.example/i/{}", "x.example/i/{}/", "{upper}", "{spaced}"]
)
def test_a_code_is_found_in_the_box_however_it_is_typed(
    visitor: Visitor, code: str, typed: str
) -> None:
    forms = {"upper": code.upper(), "spaced": code.replace("-", " ").upper()}

    visitor.client.get("/")
    page = visitor.client.get("/find", query_string={"link": typed.format(code, **forms)})

    assert page.status_code == 303
    assert page.location == f"/i/{code.replace('-', '')}"


def test_looking_spends_nothing_and_stores_nothing(
    visitor: Visitor, code: str, database: Database
) -> None:
    visitor.open(f"/i/{code}").open(f"/i/{code}")

    assert visitor.page.status_code == 200
    assert "reads every answer by" in visitor.text
    assert not spent(database)
    with database.reading() as session:
        assert session.query(Conversation).count() == 0


def test_a_code_is_spent_by_sending_and_then_says_so_plainly(
    visitor: Visitor, code: str, database: Database, scene: Scene
) -> None:
    visitor.open(f"/i/{code}").send(f"/i/{code}")
    begun = spent(database)
    visitor.answer_all().send("/send")
    other = Visitor(scene.app.test_client()).open(f"/i/{code}")

    assert len(visitor.ticket) == 5
    assert (begun, spent(database)) == (False, True)
    assert other.page.status_code == 403
    assert "This code has been used already." in other.text


def test_two_who_began_with_one_code_send_one_answer(
    visitor: Visitor, code: str, database: Database, scene: Scene
) -> None:
    other = Visitor(scene.app.test_client())
    for each in (visitor, other):
        each.open(f"/i/{code}").send(f"/i/{code}").answer_all()

    visitor.send("/send")
    other.send("/send")

    assert len(visitor.ticket) == 5
    assert other.page.status_code == 403
    assert "used already" in other.text
    with database.reading() as session:
        assert session.query(Submission).count() == 1


@pytest.mark.parametrize("path", ["/i/aaaaaaaaaa", "/find?link=AAAAA-aaaaa"])
def test_an_unknown_code_keeps_what_was_typed_and_says_what_to_do(
    visitor: Visitor, path: str
) -> None:
    visitor.open(path)

    assert visitor.page.status_code == 404
    assert "We don't know that code. Check the letters on your card" in visitor.text
    assert 'value="aaaaaaaaaa"' in visitor.text


def test_the_short_address_asks_for_the_code(visitor: Visitor) -> None:
    visitor.open("/i")

    assert visitor.page.status_code == 200
    assert 'action="/find"' in visitor.text


def test_the_link_of_one_that_needs_codes_asks_for_the_code(
    visitor: Visitor, code: str, database: Database
) -> None:
    visitor.open(f"/i/{code}").send(f"/i/{code}")
    visitor.send("/q", back="1")

    assert visitor.here.startswith("/c/")
    assert "Carry on" in visitor.text
    assert "Type the code from your card" in visitor.text
    assert ">Start" not in visitor.text


def test_a_code_for_what_has_closed_says_when(visitor: Visitor, code: str, clock: SetClock) -> None:
    clock.moment += timedelta(days=40)

    visitor.open(f"/i/{code}")

    assert visitor.page.status_code == 403
    assert "This closed on" in visitor.text
