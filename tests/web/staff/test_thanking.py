"""Thank-you codes on the officer's pages, and the reminder that goes to everyone."""

import re
from datetime import timedelta

import pytest

from participation.core.sealed import new_nonce, new_secret
from participation.models import CashedCode, Consultation, Council
from participation.services.consultations import Opening, open_consultation, publish_survey
from participation.services.thanks import cashed_from, thanks_for
from tests import factories
from tests.fixtures_databases import SqliteGround
from tests.web.staff.test_consultations import FORM, opened

PATH = "/consultations/home/thanks"
VOUCHER = "a £10 voucher from the youth centre"


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: what is stored is tested on both with the services."""
    return sqlite_ground


@pytest.fixture
def row(house):
    """A consultation that thanks whoever answers by a code."""
    with house.database.writing() as session:
        council = session.get_one(Council, house.council.id)
        version = publish_survey(session, council, factories.a_survey())
        days = house.today, house.today + timedelta(days=30)
        opening = Opening("home", "Where I live", ("foster-care",), *days, True, VOUCHER)
        return open_consultation(session, council, version, opening)


def a_code(house, row: Consultation) -> str:
    return thanks_for(house.keys.young(), row, new_secret(), new_nonce()).code


def cashed(house) -> int:
    with house.database.reading() as session:
        return session.query(CashedCode).count()


def after(house, row: Consultation):
    """Move on to the first day on which codes are taken, and sign in."""
    house.clock.moment += cashed_from(row) - house.today
    return house.visitor("officer")


def test_whoever_opens_a_consultation_says_what_the_thanks_are_for(house, officer):
    refused = officer.post("/consultations/new", **{**FORM, "thanks": VOUCHER})
    officer.post("/consultations/new", **{**FORM, "way_in": "codes", "thanks": VOUCHER})

    (row,) = opened(house)
    page = officer.page(f"/consultations/{row.name}")
    assert refused.status_code == 400
    assert "A thank-you needs one-time codes" in refused.text
    assert row.thanks == VOUCHER
    assert "Take in thank-you codes" in page


def test_no_code_is_taken_while_somebody_may_still_answer(house, officer, row):
    code = a_code(house, row)

    checked = officer.post(PATH, code=code, check="1")
    used = officer.post(PATH, code=code, use="1")

    assert "nobody can use one yet" in checked.text
    assert used.status_code == 400
    assert "Codes can be used from 18 April 2026" in used.text
    assert cashed(house) == 0


def test_a_code_is_checked_and_used_once_however_it_is_typed(house, row):
    code = a_code(house, row)
    officer = after(house, row)

    checked = officer.post(PATH, code=code, check="1").text
    used = officer.post(PATH, code=code.lower().replace("-", " "), use="1").text
    again = officer.post(PATH, code=code, use="1")

    assert "good and has not been used" in checked
    assert "Marked as used." in used
    assert code not in used
    assert again.status_code == 400
    assert "This code has been used already." in again.text
    assert cashed(house) == 1


def test_what_is_no_code_is_told_plainly(house, row):
    officer = after(house, row)
    made_up = "AAAA-AAAA-AAAA"

    unknown = officer.post(PATH, code=made_up, check="1").text
    refused = officer.post(PATH, code=made_up, use="1")
    empty = officer.post(PATH, code="", use="1")

    assert "This is no code of this consultation." in unknown
    assert made_up in unknown
    assert (refused.status_code, empty.status_code) == (400, 400)
    assert cashed(house) == 0


def test_without_thanks_there_is_no_such_page(house, officer):
    house.say("the wifi never works")

    assert officer.get(PATH).status_code == 409


def test_a_reminder_is_one_text_for_everyone_and_says_why(officer, row):
    page = officer.page("/consultations/home/reminder")

    texts = re.findall(r'class="staff-words"[^>]*>([^<]+)<', page)
    words = set(re.findall(r"\w+", " ".join(texts).lower()))
    assert "Send it to everybody" in page
    assert "Nobody can see who has" in page
    assert len(texts) == 3
    assert all("Where I live" in text for text in texts)
    assert not {"care", "foster", "carer", "council", "testshire"} & words
