"""Flags: the safeguarding leads read and decide; nobody else sees a word."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from participation.domain.policy import PERMISSIONS, Permission, Role
from participation.models import Council, Flag
from participation.services import rounds, words_back
from participation.services.consultations import consultation_of_name
from tests import factories

WORDS = "he hurts me when nobody is there"
DECISION = {"decision": "referred", "reason": "Told the duty team at ten."}
OTHERS = [role for role in Role if role not in PERMISSIONS[Permission.DECIDE_FLAGS]]


def say(house):
    """Have a young person send these words and keep the receipt, which is returned."""
    now = house.clock.now()
    with house.database.writing() as session:
        council = session.get_one(Council, house.council.id)
        home = consultation_of_name(session, council, "home")
        home = home or factories.a_consultation(session, council, now.date())
        return str(factories.say(session, house.keys, home, now, WORDS).receipt)


@pytest.fixture
def flagged(house, officer):
    """A flagged answer, by the flag's key."""
    say(house)
    officer.post(f"/queue/{house.waiting_id()}/flag")
    with house.database.reading() as session:
        return session.scalars(select(Flag.id)).first()


@pytest.fixture
def lead(house):
    """The safeguarding lead's browser."""
    return house.visitor(Role.SAFEGUARDING)


@pytest.mark.parametrize("role", [Role.SAFEGUARDING, Role.DEPUTY])
def test_a_lead_or_deputy_opens_the_item_and_then_reads_the_words(house, flagged, role):
    visitor = house.visitor(role)
    before = visitor.page("/flags")
    unopened = visitor.get(f"/flags/{flagged}")

    visitor.post(f"/flags/{flagged}/see")

    assert WORDS not in before
    assert "New" in before
    assert unopened.status_code == 302
    page = visitor.page(f"/flags/{flagged}")
    assert WORDS in page
    assert f"by {house.people[role].name}, 11 March 2026, 12:00" in page


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_reads_them_on_any_page(house, lead, flagged, role):
    lead.post(f"/flags/{flagged}/see")
    visitor = house.visitor(role)
    paths = ("/", "/flags", f"/flags/{flagged}", "/queue", "/accounts", "/consultations")

    pages = [visitor.get(path) for path in paths]

    assert not any(WORDS in page.text for page in pages)


def test_a_decision_is_kept_with_its_reason_and_closed(house, lead, flagged):
    lead.post(f"/flags/{flagged}", **DECISION)

    page = lead.page(f"/flags/{flagged}")
    assert "Told the duty team or the police. Told the duty team at ten." in page
    assert "Nothing waits for a decision." in lead.page("/flags")
    lead.post(f"/flags/{flagged}/close")
    assert "Closed" in lead.page("/flags")


def test_a_decision_needs_a_choice_and_a_reason(house, lead, flagged):
    lead.post(f"/flags/{flagged}/see")

    answers = [
        lead.post(f"/flags/{flagged}", decision="no-action", reason="  "),
        lead.post(f"/flags/{flagged}", reason="It is an old worry."),
    ]

    assert [answer.status_code for answer in answers] == [400, 400]
    assert "Write what you decided and why." in answers[0].text
    assert "Choose what you decided." in answers[1].text
    assert "It is an old worry." in answers[1].text


def test_a_second_decision_changes_nothing(lead, flagged):
    lead.post(f"/flags/{flagged}", **DECISION)

    answer = lead.post(f"/flags/{flagged}", decision="no-action", reason="Not a concern.")

    assert answer.status_code == 409
    assert "Told the duty team at ten." in lead.page(f"/flags/{flagged}")


def test_an_unknown_flag_is_told_plainly(lead):
    answer = lead.post(f"/flags/{uuid4()}", **DECISION)

    assert answer.status_code == 404
    assert "Told the duty team at ten." in answer.text


def test_one_message_is_left_and_its_answer_read(house, lead, flagged):
    lead.post(f"/flags/{flagged}/see")
    lead.post(f"/flags/{flagged}/word", words="Would you like to tell me more?")

    again = lead.post(f"/flags/{flagged}/word", words="And another")

    page = lead.page(f"/flags/{flagged}")
    assert again.status_code == 400
    assert "Would you like to tell me more?" in page
    assert "Leave the message" not in page


def test_the_officer_is_shown_the_route_when_nobody_looks_or_nobody_is_there(
    house, officer, flagged
):
    route = "Call 999 if someone is in danger now."
    at_once = officer.page("/queue")

    house.clock.moment += timedelta(hours=2)
    unseen = house.visitor(Role.OFFICER).page("/queue")
    house.clock.moment += timedelta(hours=8)
    at_night = house.visitor(Role.OFFICER).page("/queue")

    assert route not in at_once
    assert route in unseen
    assert "Nobody in safeguarding has opened" in unseen
    assert route in at_night


def test_the_lead_takes_on_a_worry_that_no_officer_reads(house, lead):
    say(house)
    before = lead.page("/flags")
    answer_id = house.waiting_id()
    early = lead.post(f"/flags/late/{answer_id}")

    house.clock.moment += timedelta(hours=1)
    lead = house.visitor(Role.SAFEGUARDING)
    page = lead.page("/flags")
    taken = lead.post(f"/flags/late/{answer_id}")

    assert "with a worry word" not in before
    assert early.status_code == 404
    assert "with a worry word, not read in time" in page
    assert WORDS not in page
    assert WORDS in lead.page(taken.location)


def test_an_answer_from_the_receipt_puts_the_item_back_as_new(house, officer, lead):
    receipt, young = say(house), house.keys.young()
    officer.post(f"/queue/{house.waiting_id()}/flag")
    with house.database.reading() as session:
        flagged = session.scalars(select(Flag.id)).one()
    lead.post(f"/flags/{flagged}", **DECISION)
    lead.post(f"/flags/{flagged}/word", words="How are you?")

    with house.database.writing() as session:
        args = (session, young, receipt, flagged, "better today")
        words_back.answer_word(*args, house.clock.now())
        council = session.get_one(Council, house.council.id)
        rounds.look_round(session, council, house.clock.now())

    assert "Nothing waits for a decision." not in lead.page("/flags")
    assert lead.get(f"/flags/{flagged}").status_code == 302
    lead.post(f"/flags/{flagged}/see")
    assert "better today" in lead.page(f"/flags/{flagged}")
