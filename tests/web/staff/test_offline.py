"""A survey on paper, and what came back on it."""

from io import BytesIO

import pytest

from tests import factories

SAID = {"given-feel": "sad", "given-good": ["room", "wifi"], "given-hard": "its loud at night"}


@pytest.fixture
def home(house):
    """The address of a consultation that is open."""
    with house.database.writing() as session:
        factories.a_consultation(session, house.council, house.today)
    return "/consultations/home"


def test_the_paper_has_every_question_the_way_in_and_whom_to_call(officer, home):
    page = officer.page(f"{home}/printed")

    assert "If you could change one thing about where you live" in page
    assert "The people I live with" in page
    assert "0800 1111" in page
    assert "/c/" in page
    assert "Don’t write your name." in page


def test_answers_are_entered_and_wait_in_the_queue(officer, home):
    answer = officer.post(f"{home}/entry", **SAID)

    assert answer.location == f"{home}/entry?done=stored"
    assert "Stored." in officer.page(answer.location)
    assert "its loud at night" in officer.page(officer.get("/queue").location or "/queue")


def test_what_cannot_be_stored_is_said_at_the_question_and_the_rest_is_kept(officer, home):
    answer = officer.post(f"{home}/entry", **SAID, **{"given-safe": "perhaps"})

    assert answer.status_code == 400
    assert 'id="fault-safe"' in answer.text
    assert "its loud at night" in answer.text
    assert 'value="wifi" checked' in answer.text


def test_no_answer_at_all_is_said(officer, home):
    answer = officer.post(f"{home}/entry")

    assert answer.status_code == 400
    assert "Enter at least one." in answer.text


def test_a_file_of_answers_comes_in_whole_or_not_at_all(house, officer):
    house.say("the wifi never works")
    path = "/consultations/home/bring-in"

    form = officer.page(path)
    wrong = officer.post(path, answers=(BytesIO(b"a,b\none,x\n"), "old.csv"))
    brought = officer.post(path, answers=(BytesIO(b"Said\nslow wifi\n\n=1+1\n"), "old.csv"))

    assert "What makes it hard?" in form
    assert wrong.status_code == 400
    assert "old.csv, row 1: say which column holds the answers; the file has: a, b" in wrong.text
    assert brought.location == "/consultations/home"
    assert "2 answers came in." in officer.page("/consultations/home")
    assert "Choose a file." in officer.post(path).text
