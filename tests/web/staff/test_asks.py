"""Asks: answered by the board, published by the officer."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from participation.domain.policy import Role
from participation.models import Response

ASK = "Fix the wifi in every room."
SOON = ["1", "6", "2026"]
GOOD = {
    "did": {"shown_by": "Two homes have it."},
    "will": {"due_will": SOON},
    "looking": {"due_looking": SOON},
    "asked": {"due_asked": SOON, "decider": "The Cabinet"},
    "cannot": {"challenge": "Ask an advocate."},
}


@pytest.fixture
def ask(house):
    """An ask that was sent to the board, by its key."""
    house.say("the wifi never works in my room", many=12)
    house.read_all()
    return house.ask_id(house.digest(ASK, sent=True))


def answers(house) -> list[Response]:
    with house.database.reading() as session:
        return list(session.scalars(select(Response)))


@pytest.mark.parametrize("kind", GOOD)
def test_each_kind_of_answer_is_kept(house, member, ask, kind):
    answer = member.post(f"/asks/{ask}", kind=kind, words="This is our answer.", **GOOD[kind])

    (kept,) = answers(house)
    assert answer.location == "/asks"
    assert (kept.kind, kept.words, kept.published_on) == (kind, "This is our answer.", None)
    assert kept.author_id == house.people[Role.MEMBER].id
    assert "Answered, not published" in member.page("/asks")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, "Choose one of the five answers."),
        ({"kind": "maybe"}, "Choose one from the list."),
        ({"kind": "did"}, "Say what shows that it was done."),
        ({"kind": "will"}, "Give the date by which young people will hear more."),
        ({"kind": "will", "due_will": ["1", "1", "2026"]}, "That date has passed."),
        ({"kind": "will", "due_will": ["31", "6", "2026"]}, "Write a real date"),
        ({"kind": "looking"}, "Give the date by which"),
        ({"kind": "asked", "due_asked": SOON}, "Say who decides."),
        ({"kind": "asked", "decider": "The Cabinet"}, "Give the date by which"),
        ({"kind": "cannot"}, "Say how a young person can challenge this."),
    ],
)
def test_what_an_answer_lacks_is_said_and_its_words_are_kept(house, member, ask, typed, told):
    answer = member.post(f"/asks/{ask}", words="This is our answer.", **typed)

    assert answer.status_code == 400
    assert answer.text.count(told) == 2
    assert "This is our answer.</textarea>" in answer.text
    assert answers(house) == []


def test_an_answer_needs_words(house, member, ask):
    answer = member.post(f"/asks/{ask}", kind="did", words=" ", shown_by="Two homes have it.")

    assert "Write the answer in a sentence or two." in answer.text
    assert 'value="Two homes have it."' in answer.text


def test_a_day_of_another_kind_does_not_matter(house, member, ask):
    member.post(
        f"/asks/{ask}",
        kind="did",
        words="Done.",
        shown_by="Two homes have it.",
        due_will=["99", "", ""],
    )

    assert [kept.due_on for kept in answers(house)] == [None]


def test_a_second_answer_stands_beside_the_first_and_is_the_one_that_counts(house, member, ask):
    for words in ("First.", "Second."):
        member.post(f"/asks/{ask}", kind="will", words=words, due_will=SOON)

    assert {kept.number: kept.words for kept in answers(house)} == {1: "First.", 2: "Second."}
    assert "Second.</textarea>" in member.page(f"/asks/{ask}")


def test_an_answer_that_is_not_published_is_shown_to_be_changed(member, ask):
    member.post(f"/asks/{ask}", kind="asked", words="We asked.", **GOOD["asked"])

    page = member.page(f"/asks/{ask}")

    assert "We asked.</textarea>" in page
    assert 'value="The Cabinet"' in page
    assert 'value="06"' in page


def test_an_ask_of_a_draft_cannot_be_answered(house, member):
    house.say("the wifi never works in my room", many=12)
    draft = house.ask_id(house.digest(ASK))

    answer = member.get(f"/asks/{draft}")

    assert answer.status_code == 409
    assert "has not been sent to the board yet" in answer.text


def test_the_officer_publishes_in_plain_words(house, officer, member, ask):
    member.post(f"/asks/{ask}", kind="will", words="It is programmed for June.", due_will=SOON)
    (kept,) = answers(house)

    page = officer.page(f"/responses/{kept.id}/publish")
    officer.post(f"/responses/{kept.id}/publish", plain="You get it in June.")

    assert "How would a young person read this?" in page
    assert "It is programmed for June.</textarea>" in page
    (told,) = answers(house)
    assert (told.plain, told.published_on) == ("You get it in June.", house.today)
    assert "Published: it stands on the wall" in officer.page("/asks")


def test_publishing_needs_words(house, officer, member, ask):
    member.post(f"/asks/{ask}", kind="will", words="In June.", due_will=SOON)
    (kept,) = answers(house)

    answer = officer.post(f"/responses/{kept.id}/publish", plain=" ")

    assert answer.status_code == 400
    assert "Write the answer in plain words" in answer.text
    assert answers(house)[0].published_on is None


def test_publishing_twice_changes_nothing(house, officer, member, ask):
    member.post(f"/asks/{ask}", kind="will", words="In June.", due_will=SOON)
    (kept,) = answers(house)
    officer.post(f"/responses/{kept.id}/publish", plain="You get it in June.")

    again = officer.post(f"/responses/{kept.id}/publish", plain="You get it in July.")

    assert again.status_code == 409
    assert "You get it in July." in again.text
    assert answers(house)[0].plain == "You get it in June."


def test_a_change_stands_beside_what_was_published(house, officer, member, ask):
    member.post(f"/asks/{ask}", kind="will", words="In June.", due_will=SOON)
    officer.post(f"/responses/{answers(house)[0].id}/publish", plain="You get it in June.")

    page = member.page(f"/asks/{ask}")
    member.post(f"/asks/{ask}", kind="did", words="It is there.", shown_by="All homes have it.")

    assert "Young people were told on" in page
    assert sorted(kept.words for kept in answers(house)) == ["In June.", "It is there."]


def test_a_promise_past_its_date_is_late_in_the_list(house, officer, member, ask):
    member.post(f"/asks/{ask}", kind="will", words="In June.", due_will=SOON)
    officer.post(f"/responses/{answers(house)[0].id}/publish", plain="You get it in June.")
    house.clock.moment += timedelta(days=100)

    page = member.page("/asks")

    assert "Late" in page
    assert "days late" in page


def test_the_list_offers_each_role_its_own_next_step(house, officer, member, ask):
    member.post(f"/asks/{ask}", kind="will", words="In June.", due_will=SOON)
    (kept,) = answers(house)

    assert f"/responses/{kept.id}/publish" in officer.page("/asks")
    assert f"/responses/{kept.id}/publish" not in member.page("/asks")
    assert f"/asks/{ask}" not in house.visitor(Role.AMBASSADOR).page("/asks")


def test_an_unknown_ask_or_answer_is_told_plainly(officer):
    assert officer.get(f"/asks/{uuid4()}").status_code == 404
    assert officer.get(f"/responses/{uuid4()}/publish").status_code == 404


@pytest.fixture
def late(house, member, officer, ask):
    """The key of an ask whose promise is nine days late."""
    member.post(f"/asks/{ask}", kind="will", words="We will.", due_will=["12", "3", "2026"])
    (given,) = answers(house)
    officer.post(f"/responses/{given.id}/publish", plain="They said yes.")
    house.clock.moment += timedelta(days=10)
    return ask


def test_why_a_promise_is_late_is_said_and_shown_beside_how_late_it_is(house, late):
    member = house.visitor(Role.MEMBER)

    done = member.post(f"/asks/{late}/late", why="The builders left.")

    assert done.location == "/asks"
    assert "9 days late, because: The builders left." in member.page("/asks")
    assert "because: The builders left." in member.page("/one-page")


@pytest.mark.parametrize("why", ["", "x" * 301])
def test_no_reason_or_too_long_a_one_is_refused_and_kept(house, late, why):
    member = house.visitor(Role.MEMBER)

    answer = member.post(f"/asks/{late}/late", why=why)

    assert answer.status_code == 400
    assert why in answer.text
    assert "late_reason" not in answer.text


def test_nothing_is_said_of_an_ask_that_has_no_promise(house, member, ask):
    answer = member.post(f"/asks/{ask}/late", why="Because.")

    assert "Nothing is promised yet." in answer.text
