"""Contact requests: one lead opens with a reason, another person reviews it."""

import re

import pytest

from participation.domain.policy import Role
from participation.models import Council
from participation.services import contacts

PASSPHRASE = "five quiet otters cross"
HOW = "ring 07700 900123 after four"


@pytest.fixture
def asked(house):
    """One contact request, which the lead alone can open."""
    with house.database.writing() as session:
        council = session.get_one(Council, house.council.id)
        lead = house.people[Role.SAFEGUARDING]
        contacts.make_key(session, council, {lead.id: PASSPHRASE})
        wanted = contacts.Asked("Zaphod", HOW)
        now = house.clock.now()
        contacts.ask(session, house.keys.young(), council, wanted, b"n" * 16, now)
        (line,) = contacts.requests_of(session, council, lead, now)
    return line.id


def test_the_lead_opens_it_with_a_reason_and_the_deputy_reviews(house, asked):
    lead, deputy = house.visitor(Role.SAFEGUARDING), house.visitor(Role.DEPUTY)
    before = lead.page("/contacts")

    opened = lead.post(f"/contacts/{asked}", reason="They asked.", passphrase=PASSPHRASE)

    assert "Zaphod" not in before
    assert opened.status_code == 200
    assert HOW in opened.text
    assert "Zaphod" not in lead.page("/contacts") + lead.page(f"/contacts/{asked}")
    assert "Waits for a second person" in lead.page("/contacts")
    page = deputy.page("/contacts")
    assert "They asked." in page
    deputy.post(re.search(r"/contacts/openings/[0-9a-f-]+", page).group())
    assert "Reviewed by" in lead.page("/contacts")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"reason": "They asked.", "passphrase": "wrong words here"}, "not your passphrase"),
        ({"reason": " ", "passphrase": PASSPHRASE}, "Write why you open it now."),
    ],
)
def test_what_is_wrong_opens_nothing_and_never_shows_the_passphrase(house, asked, typed, told):
    lead = house.visitor(Role.SAFEGUARDING)

    answer = lead.post(f"/contacts/{asked}", **typed)

    assert answer.status_code == 400
    assert told in answer.text
    assert HOW not in answer.text
    assert typed["passphrase"] not in answer.text


def test_a_deputy_gets_in_with_the_leads_passphrase(house, asked):
    deputy = house.visitor(Role.DEPUTY)
    refused = deputy.post(f"/contacts/{asked}", reason="They asked.", passphrase=PASSPHRASE)
    own = "a deputy likes long words"

    wrong = deputy.post("/contacts/passphrase", pass_known="nothing", pass_own=own)
    short = deputy.post("/contacts/passphrase", pass_known=PASSPHRASE, pass_own="short")
    deputy.post("/contacts/passphrase", pass_known=PASSPHRASE, pass_own=own)

    assert "You have no passphrase here yet." in refused.text
    assert [wrong.status_code, short.status_code] == [400, 400]
    opened = deputy.post(f"/contacts/{asked}", reason="They asked.", passphrase=own)
    assert HOW in opened.text


def test_without_a_key_the_administrator_and_the_leads_are_told(house):
    administrator = house.visitor(Role.ADMINISTRATOR).page("/")
    lead = house.visitor(Role.SAFEGUARDING).page("/contacts")

    assert "safeguarding key to make" in administrator
    assert "participation contact keys" in administrator
    assert "The form is closed: no safeguarding key is made." in lead


def test_when_a_lead_has_left_the_other_seals_earlier_requests_anew(house, asked):
    deputy, own = house.visitor(Role.DEPUTY), "a deputy likes long words"
    deputy.post("/contacts/passphrase", pass_known=PASSPHRASE, pass_own=own)
    before = deputy.page("/")
    lead = house.people[Role.SAFEGUARDING]
    house.visitor(Role.ADMINISTRATOR).post(f"/accounts/{lead.id}/close")

    told = deputy.page("/") + deputy.page("/contacts")
    wrong = deputy.post("/contacts/seal-anew", passphrase=PASSPHRASE)
    deputy.post("/contacts/seal-anew", passphrase=own)

    assert "to seal anew" not in before
    assert "contact request to seal anew" in told
    assert "still sealed to the key they had" in told
    assert (wrong.status_code, PASSPHRASE in wrong.text) == (400, False)
    assert "Earlier requests are sealed anew." in deputy.page("/contacts")
    assert "to seal anew" not in deputy.page("/")
