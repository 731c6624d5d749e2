"""The annual survey for each age: its core compares, and each is made for its readers."""

import pytest

from surveys.definition import Kind
from surveys.families import core_of, differences
from surveys.loader import family_of, load_survey
from surveys.words import Words

ELEVEN_UP = load_survey("annual-survey")
FAMILY = (ELEVEN_UP, *family_of(ELEVEN_UP))


def test_there_is_a_version_for_every_age_band():
    assert {survey.ages for survey in FAMILY} == {"4-7", "8-11", "11-17", "16-25"}
    assert family_of(load_survey("my-review")) == ()


@pytest.mark.parametrize("one", FAMILY, ids=lambda survey: survey.ages)
def test_its_shared_questions_compare_with_every_other_version(one):
    assert [differences(one, other) for other in FAMILY] == [()] * len(FAMILY)


def test_the_core_is_asked_of_everybody():
    assert core_of(FAMILY) == ("life", "home", "school", "listened", "change")


def test_the_youngest_read_little_and_see_pictures():
    youngest = next(survey for survey in FAMILY if survey.ages == "4-7")

    kinds = [question.kind for question in youngest.questions]

    assert len(kinds) < 8
    assert {Kind.PICTURES, Kind.FACES, Kind.PAGE} < set(kinds)


def test_a_picture_is_shown_in_its_language_or_else_the_main_one():
    picture = Words((("en", "house.svg"), ("ar", "bed.svg")))

    assert [picture.to(language) for language in ("ar", "cy", "en")] == [
        "bed.svg",
        "house.svg",
        "house.svg",
    ]
