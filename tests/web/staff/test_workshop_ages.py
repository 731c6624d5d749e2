"""Versions of a survey for other ages, and how old one must be to read them."""

import re

import pytest

from participation.services import workshop
from surveys.families import core_of


@pytest.fixture
def written(officer):
    """The address of a survey for ages 11 to 17."""
    return officer.post("/surveys/new", title="Home, our way", source="where-i-live").location


def drafts(house):
    with house.database.reading() as session:
        return [draft.survey for draft in workshop.drafts_of(session, house.council)]


def edition(page):
    return re.search(r'name="edition" value="(\d+)"', page).group(1)


def test_a_version_for_other_ages_begins_with_the_same_questions_in_one_family(
    house, officer, written
):
    form = officer.page(f"{written}/ages")
    begun = officer.post(f"{written}/ages", ages="8-11").location

    first, second = drafts(house)
    assert 'value="11-17"' not in form
    assert (first.ages, second.ages) == ("11-17", "8-11")
    assert first.family == second.family == "home-our-way"
    assert core_of([first, second]) == tuple(each.name for each in first.questions)
    assert "8 to 11: Home, our way" in officer.page(written)
    assert "There are versions for 8 to 11, 11 to 17." in officer.page(f"{begun}/ages")


def test_no_age_and_an_age_that_has_its_version_are_refused(house, officer, written):
    nothing = officer.post(f"{written}/ages")
    again = officer.post(f"{written}/ages", ages="11-17")

    assert (nothing.status_code, again.status_code) == (400, 400)
    assert "Choose an age band." in nothing.text
    assert len(drafts(house)) == 1


def test_each_question_says_how_old_its_reader_must_be(officer, written):
    before = officer.page(written)
    at = f"{written}/questions/safe"
    asks = "To what extent do you consider your accommodation arrangements appropriate?"

    officer.post(at, edition=edition(officer.page(at)), asks=asks, hint="")
    after = officer.page(written)

    assert re.search(r"Yes or no\. Reading age \d+<", before)
    assert "Above 12" not in before
    assert "Above 12" in after


def test_new_words_of_ours_point_to_the_translations_that_were_left_as_they_are(officer, written):
    words, at = f"{written}/words/cy", f"{written}/questions/safe"
    typed = {"w.safe.asks": "Wyt ti'n teimlo'n saff yno?"}
    officer.post(words, edition=edition(officer.page(words)), **typed)

    officer.post(at, edition=edition(officer.page(at)), asks="Safe there?", hint="")
    told = officer.page(written)

    assert "Our words are new. Look whether those in Welsh still fit." in told
    assert "Our words are new." not in officer.page(written)
