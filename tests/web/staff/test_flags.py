"""Flags: the safeguarding lead reads and decides; nobody else sees a word."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from participation.domain.policy import Role
from participation.models import Flag

WORDS = "he hurts me when nobody is there"


@pytest.fixture
def flagged(house, officer):
    """A flagged answer, by the flag's key."""
    house.say(WORDS)
    officer.post(f"/queue/{house.waiting_id()}/flag")
    with house.database.reading() as session:
        return session.scalars(select(Flag.id)).first()


@pytest.fixture
def lead(house):
    """The safeguarding lead's browser."""
    return house.visitor(Role.SAFEGUARDING)


def test_the_lead_reads_the_words(lead, flagged):
    page = lead.page("/flags")

    assert WORDS in page
    assert "To decide" in page


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SAFEGUARDING])
def test_nobody_else_reads_them_on_any_page(house, flagged, role):
    visitor = house.visitor(role)

    pages = [visitor.get(path) for path in ("/", "/flags", "/queue", "/accounts", "/consultations")]

    assert not any(WORDS in page.text for page in pages)


def test_a_decision_is_kept_with_its_reason(house, lead, flagged):
    lead.post(f"/flags/{flagged}", decision="Told the duty team at ten.")

    page = lead.page("/flags")
    assert "Nothing waits for a decision." in page
    assert "Told the duty team at ten." in page
    assert WORDS in page


def test_a_decision_needs_a_reason(house, lead, flagged):
    answer = lead.post(f"/flags/{flagged}", decision="  ")

    assert answer.status_code == 400
    assert "Write what you decided and why." in answer.text
    assert "To decide" in answer.text


def test_a_second_decision_changes_nothing(lead, flagged):
    lead.post(f"/flags/{flagged}", decision="Told the duty team at ten.")

    answer = lead.post(f"/flags/{flagged}", decision="Not a concern.")

    assert answer.status_code == 409
    assert "Told the duty team" in lead.page("/flags")


def test_an_unknown_flag_is_told_plainly(lead):
    answer = lead.post(f"/flags/{uuid4()}", decision="Told the duty team at ten.")

    assert answer.status_code == 404
    assert "Told the duty team at ten." in answer.text
