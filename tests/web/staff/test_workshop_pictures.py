"""Choices with pictures, and a picture beside a question, made in the workshop."""

import re

import pytest

from participation.domain.policy import Role
from participation.services import workshop


@pytest.fixture
def written(officer):
    """The address of a survey for the youngest, which has a question with pictures."""
    source = "annual-survey-4-7"
    return officer.post("/surveys/new", title="How are you?", source=source).location


def questions(house):
    with house.database.reading() as session:
        return workshop.draft_named(session, house.council, "how-are-you").survey.by_name


def sent(officer, at, **typed):
    form = officer.page(at)
    edition = re.search(r'name="edition" value="(\d+)"', form).group(1)
    kept = dict(re.findall(r'name="(p\.[^"]+)"[^>]*>\s*([^<]+)</textarea>', form))
    asks = {"asks": "What would you like more of?", "hint": ""}
    return officer.post(at, edition=edition, **asks, **(kept | typed))


def test_words_under_a_picture_offer_it_and_empty_words_take_it_away(house, officer, written):
    at = f"{written}/questions/more-of"

    sent(officer, at, **{"p.pet": "Pets", "p.book": "", "p.music.svg": " Music "})

    options = questions(house)["more-of"].own_options
    assert [(option.code, option.words.to("en")) for option in options] == [
        ("outside", "Time outside"),
        ("friends", "Time with friends"),
        ("quiet", "Quiet time"),
        ("pet", "Pets"),
        ("music", "Music"),
    ]
    assert options[-1].picture.to("en") == "music.svg"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"p.bus.svg": "The bus"}, "at least two choices, under at least two pictures"),
        ({"p.bus.svg": "Same", "p.sun.svg": "same"}, "Give each picture words of its own."),
    ],
)
def test_too_few_and_doubled_words_are_told_and_kept(officer, written, typed, told):
    answer = sent(officer, f"{written}/questions/new/pictures", **typed)

    assert answer.status_code == 400
    assert told in answer.text
    assert all(f">\n{words}</textarea>" in answer.text for words in typed.values())


def test_a_picture_stands_beside_a_question_until_it_is_taken_away(house, officer, written):
    at = f"{written}/questions/school"

    sent(officer, at, picture="school.svg")
    beside = questions(house)["school"].picture.to("en")
    phone = officer.page(f"{written}/phone/school")
    sent(officer, at, picture="")

    assert beside == "school.svg"
    assert "/picture/school.svg" in phone
    assert "<style>" in phone
    assert '<link rel="stylesheet"' not in phone
    assert not questions(house)["school"].picture.entries


def test_easy_words_and_their_picture_are_written_seen_and_emptied(house, officer, written):
    at = f"{written}/questions/school"
    easy = {"easy_words": "Think of  school.\r\n\r\nHow is it? ", "easy_picture": "book.svg"}

    sent(officer, at, **easy)
    kept = questions(house)["school"]
    plain, phone = (officer.page(f"{written}/phone/school?easy={easy}") for easy in ("", "y"))
    form = officer.page(at)
    sent(officer, at)

    assert kept.easy.to("en") == "Think of school.\nHow is it?"
    assert "Think of school.\nHow is it?</textarea>" in form
    assert "Think of school." in phone
    assert "/picture/book.svg" in phone
    assert "Think of school." not in plain
    assert not questions(house)["school"].easy.entries
    assert not questions(house)["school"].easy_picture.entries


def test_a_picture_is_shown_to_those_who_write_and_to_nobody_else(house, officer, written):
    shown = officer.get("/picture/bus.svg")

    assert shown.mimetype == "image/svg+xml"
    assert officer.get("/picture/none.svg").status_code == 404
    assert house.visitor(Role.MEMBER).get("/picture/bus.svg").status_code == 403
