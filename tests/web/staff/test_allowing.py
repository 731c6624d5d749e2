"""Teaching the allow-list: in the queue by a tap, and on its own page."""

import re

import pytest
from sqlalchemy import select

from participation.models import Answer, Reading
from tests.web.staff.conftest import House

WORDS = "we all play kahoot with Shannon, ring 07700 900123"


@pytest.fixture
def waiting(house: House):
    """An answer that waits, by its key."""
    house.say(WORDS)
    return house.waiting_id()


def box(page: str) -> str:
    return page.partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0]


def test_only_a_word_of_nobody_can_be_said_to_be_never_a_detail(officer, waiting):
    page = officer.page("/queue")

    assert re.findall(r'name="allow" value="([^"]*)"', page) == ["kahoot"]
    assert f'form="decide" type="submit" formaction="/queue/{waiting}/allow"' in page


def test_a_tap_shows_the_word_here_and_from_now_on(house, officer, waiting):
    before = box(officer.page("/queue"))

    answer = officer.post(f"/queue/{waiting}/allow", allow="kahoot", words=before)
    house.say("kahoot is fun")

    assert answer.status_code == 200
    assert "“kahoot” is never masked from now on." in answer.text
    assert before == "we all play [name] with [name], ring [phone]"
    assert box(answer.text) == "we all play kahoot with [name], ring [phone]"
    assert "kahoot is fun" in {box(officer.page(f"/queue/{each}")) for each in waiting_ids(house)}


def test_what_was_typed_and_ticked_is_kept(officer, waiting):
    answer = officer.post(
        f"/queue/{waiting}/allow", allow="kahoot", words="We play a game.", themes=["friends"]
    )

    assert box(answer.text) == "We play a game."
    assert 'value="friends" checked' in answer.text


@pytest.mark.parametrize("word", ["Shannon", "07700900123", "two words", ""])
def test_what_must_stay_masked_is_refused(house, officer, waiting, word):
    answer = officer.post(f"/queue/{waiting}/allow", allow=word)

    assert answer.status_code == 400
    assert box(officer.page("/queue")) == "we all play [name] with [name], ring [phone]"
    assert "No word is on it yet." in officer.page("/never-masked")


def test_enter_in_a_field_decides_nothing_and_presses_no_button_in_a_mark(officer, waiting):
    page = officer.page("/queue")

    buttons = re.findall(r"<button[^>]*>", page[page.index("staff-queue__head") :])

    assert 'form="decide"' in buttons[0]
    assert "hidden" in buttons[0]
    assert f'formaction="/queue/{waiting}/look"' in buttons[0]


def test_the_page_adds_shows_and_takes_off_words(officer):
    added = officer.post("/never-masked", word="Wembley")
    listed = officer.page("/never-masked")
    officer.post("/never-masked/take-off", word="wembley")

    assert added.status_code == 302
    assert '<td class="govuk-table__cell" dir="auto">wembley</td>' in listed
    assert "No word is on it yet." in officer.page("/never-masked")


def test_the_page_says_why_a_word_is_refused_and_keeps_it_in_the_field(officer):
    answer = officer.post("/never-masked", word="Karen")

    assert answer.status_code == 400
    assert "That is a name people have" in answer.text
    assert 'value="Karen"' in answer.text


def waiting_ids(house: House) -> list:
    with house.database.reading() as session:
        unread = select(Answer.id).where(Answer.reading == Reading.UNREAD)
        return list(session.scalars(unread))
