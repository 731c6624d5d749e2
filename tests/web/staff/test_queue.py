"""The queue: read, clear, leave out, flag, skip, undo."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from participation.domain.policy import Role
from participation.models import Answer, Coding, Flag, Reading, Submission, Theme
from tests.web.staff.conftest import House

WORDS = "My name is Shannon and the wifi never works in my room"


def states(house: House) -> list[tuple[str, str | None]]:
    with house.database.reading() as session:
        rows = session.execute(
            select(Answer.reading, Answer.cleared).where(Answer.reading != Reading.NO_WORDS)
        )
        return sorted((reading, cleared) for reading, cleared in rows)


@pytest.fixture
def waiting(house):
    """An answer that waits, by its key."""
    house.say(WORDS)
    return house.waiting_id()


def test_an_answer_is_shown_masked_with_its_question(officer, waiting):
    page = officer.page("/queue")

    box = page.partition("<textarea")[2].partition("</textarea>")[0]
    assert "[name]" in box
    assert "Shannon" not in box
    assert '<span class="staff-mark__word">Shannon</span>' in page
    assert "May be shown" in page
    assert "TextBlob’s, which is wrong for 44 in 100" in page


def test_words_that_may_not_be_shown_say_so(house, officer):
    house.say(WORDS, show=False)

    assert "Not to be shown" in officer.page("/queue")


def test_a_worry_word_stands_out_and_comes_first(house, officer):
    house.say("the wifi never works")
    house.say("i do not want to say, he hurts me")

    page = officer.page("/queue")

    assert "Worry word: hurts me" in page


def test_clearing_keeps_the_words_of_the_box_and_the_ticked_themes(house, officer, waiting):
    answer = officer.post(
        f"/queue/{waiting}/clear", words="The wifi never works.", themes=["wifi-and-phones"]
    )

    with house.database.reading() as session:
        codes = session.scalars(
            select(Theme.code).join(Coding).where(Coding.answer_id == waiting)
        ).all()
    assert answer.status_code == 302
    assert ("cleared", "The wifi never works.") in states(house)
    assert codes == ["wifi-and-phones"]
    assert "Cleared." in officer.page("/queue")


def test_empty_words_are_refused_and_the_ticks_are_kept(house, officer, waiting):
    answer = officer.post(f"/queue/{waiting}/clear", words="  ", themes=["friends"])

    assert answer.status_code == 400
    assert "There are no words left." in answer.text
    assert 'value="friends" checked' in answer.text
    assert states(house)[0][0] == "unread"


def test_a_theme_of_nobody_is_refused_and_the_words_are_kept(house, officer, waiting):
    answer = officer.post(f"/queue/{waiting}/clear", words="The wifi.", themes=["made-up"])

    assert answer.status_code == 400
    assert "not in your codebook" in answer.text
    assert "The wifi.</textarea>" in answer.text


def test_leaving_out_shows_the_words_nowhere(house, officer, waiting):
    officer.post(f"/queue/{waiting}/leave-out")

    assert ("left-out", None) in states(house)


def test_a_flag_goes_to_the_lead_and_cannot_be_undone_here(house, officer, waiting):
    officer.post(f"/queue/{waiting}/flag")

    page = officer.page("/queue")
    with house.database.reading() as session:
        assert session.scalars(select(Flag.answer_id)).all() == [waiting]
    assert "The safeguarding lead is told" in page
    assert "Undo" not in page


def test_skipping_brings_the_next_one_and_the_skipped_one_again_at_the_end(house, officer):
    house.say("the wifi never works", many=2)
    first = house.waiting_id()

    officer.post(f"/queue/{first}/skip")
    second = officer.page("/queue")
    with house.database.reading() as session:
        others = session.scalars(
            select(Answer.id).where(Answer.reading == Reading.UNREAD, Answer.id != first)
        ).all()
    for key in others:
        officer.post(f"/queue/{key}/leave-out")

    assert f"/queue/{first}/" not in second
    assert f"/queue/{first}/" in officer.page("/queue")


def test_the_last_decision_can_be_undone(house, officer, waiting):
    officer.post(f"/queue/{waiting}/clear", words="The wifi.", themes=["friends"])

    offered = f'action="/queue/{waiting}/undo"' in officer.page("/queue")

    answer = officer.post(f"/queue/{waiting}/undo")

    assert offered
    assert answer.location.endswith(f"/queue/{waiting}")
    assert "Undone." in officer.page(f"/queue/{waiting}")
    with house.database.reading() as session:
        assert session.scalars(select(Coding.id)).all() == []


def test_undo_ends_when_the_original_is_gone(house, officer, waiting):
    officer.post(f"/queue/{waiting}/clear", words="The wifi.")
    with house.database.writing() as session:
        session.get_one(Answer, waiting).original = None

    answer = officer.post(f"/queue/{waiting}/undo")

    assert answer.status_code == 404
    assert "can no longer be undone" in answer.text


@pytest.mark.parametrize("second", ["clear", "leave-out", "flag"])
def test_the_second_of_two_officers_is_told_and_changes_nothing(house, officer, waiting, second):
    officer.post(f"/queue/{waiting}/clear", words="The wifi never works.")
    before = states(house)

    answer = house.visitor(Role.OFFICER).post(
        f"/queue/{waiting}/{second}", words="Something quite different"
    )

    assert answer.status_code == 409
    assert "Somebody else has just decided this one" in answer.text
    assert "Something quite different" in answer.text
    assert states(house) == before


def test_what_was_taken_back_is_read_for_safety_only(house, officer, waiting):
    with house.database.writing() as session:
        submission = session.get_one(Answer, waiting).submission_id
        session.get_one(Submission, submission).taken_back = True

    page = officer.page("/queue")

    assert "Its writer took this back." in page
    assert "Let it go" in page
    assert "<textarea" not in page


def test_nothing_left_says_so(officer):
    assert "Everything is read" in officer.page("/queue")


def test_an_answer_that_is_not_there_is_told_plainly(officer):
    answer = officer.get(f"/queue/{uuid4()}")

    assert answer.status_code == 404
    assert "no longer waiting" in answer.text


def test_words_from_right_to_left_and_code_are_only_words(house, officer):
    house.say("<script>alert(1)</script> الواي فاي لا يعمل")

    text = officer.get("/queue").text

    assert "<script>alert(1)" not in text
    assert "الواي فاي" in text
    assert 'dir="auto"' in text
