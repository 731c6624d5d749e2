"""Asking to be reached: by choice, sealed, with a code of its own."""

import pytest

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.domain.policy import Role
from participation.models import Account, Council
from participation.models.database import Database
from participation.services import contacts
from tests.factories import an_account
from tests.web.young.conftest import Scene, Visitor

PASSPHRASE = "five quiet otters cross"
FILLED = {"name": "Zaphod", "how": "ring me after four", "words": ""}


@pytest.fixture
def lead(scene: Scene, database: Database) -> Account:
    """The lead of a council that has a key."""
    with database.writing() as session:
        council = session.query(Council).filter(Council.name == "testshire").one()
        lead = an_account(session, council, Role.SAFEGUARDING)
        contacts.make_key(session, council, {lead.id: PASSPHRASE})
    return lead


def filled(visitor: Visitor, **more: str) -> Visitor:
    visitor.open("/contact/testshire")
    return visitor.send("/contact/testshire", **{**FILLED, **more})


def look(visitor: Visitor, code: str) -> Visitor:
    return visitor.open("/contact/code").send("/contact/code", code=code)


def open_all(database: Database, lead: Account, keys: KeyFolder, clock: SetClock) -> None:
    with database.writing() as session:
        council = session.get_one(Council, lead.council_id)
        by = session.get_one(Account, lead.id)
        (line,) = contacts.requests_of(session, council, by, clock.now())
        args = (session, council, by, keys.reading(), line.id, PASSPHRASE, "They asked.")
        contacts.open_request(*args, clock.now())


def test_without_a_key_the_form_is_not_offered_and_nothing_is_lost(
    visitor: Visitor, scene: Scene
) -> None:
    visitor.open("/contact/testshire")

    assert "You can't leave your name here just now." in visitor.text
    assert 'name="how"' not in visitor.text
    assert "0800 1111" in visitor.text


def test_the_code_shows_that_it_was_opened(
    visitor: Visitor, lead: Account, database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    code = " ".join(filled(visitor).ticket)
    waiting = look(visitor, code).text
    open_all(database, lead, keys, clock)

    look(visitor, code)

    assert len(code.split()) == 5
    assert "Not opened yet" in waiting
    assert "Yes, someone opened it" in visitor.text
    assert "Wednesday 11 March" in visitor.text
    assert "Zaphod" not in visitor.text


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name": " "}, "what to call you"),
        ({"how": ""}, "how to reach you"),
        ({"how": "x" * 2001}, "Shorten it"),
        ({"along": "yes", "receipt": "no such five words here"}, "find those five words"),
    ],
)
def test_what_is_missing_is_said_and_the_rest_is_kept(
    visitor: Visitor, lead: Account, change: dict[str, str], told: str
) -> None:
    filled(visitor, words="please come", **change)

    assert visitor.page.status_code == 400
    assert told in visitor.text
    assert "please come" in visitor.text


def test_a_receipt_without_the_tick_is_not_used(visitor: Visitor, lead: Account) -> None:
    filled(visitor, receipt="no such five words here")

    assert visitor.page.status_code == 200
    assert len(visitor.ticket) == 5


def test_a_wrong_code_is_told_kindly(visitor: Visitor, scene: Scene) -> None:
    look(visitor, "no such five words here")

    assert visitor.page.status_code == 404
    assert "Check each one and try again." in visitor.text


def test_a_request_that_nobody_opened_is_taken_back_by_its_code(
    visitor: Visitor, lead: Account
) -> None:
    code = " ".join(filled(visitor).ticket)
    offered = look(visitor, code).text

    visitor.send("/contact/taken-back", code=code)

    assert "Take it back" in offered
    assert "It is gone." in visitor.text
    assert look(visitor, code).page.status_code == 404


def test_a_request_that_was_opened_cannot_be_taken_back_and_the_page_says_so(
    visitor: Visitor, lead: Account, database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    code = " ".join(filled(visitor).ticket)
    look(visitor, code)
    open_all(database, lead, keys, clock)

    visitor.send("/contact/taken-back", code=code)

    assert "It can't be taken back now." in visitor.text
    assert "Take it back" not in look(visitor, code).text
    assert "Yes, someone opened it" in visitor.text


def test_a_form_that_was_open_too_long_keeps_what_was_typed(
    visitor: Visitor, lead: Account
) -> None:
    filled(visitor, words="please come", csrf_token="stale")
    stale, said = visitor.page.status_code, visitor.text

    visitor.send("/contact/testshire", **{**FILLED, "words": "please come"})

    assert stale == 400
    assert "please come" in said
    assert len(visitor.ticket) == 5
