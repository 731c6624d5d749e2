"""The phone of the workshop: in each age's version, in each language, with what is typed."""

import re

import pytest

from participation.services import workshop
from surveys.translating import with_translation
from tests.languages.offering import offer


@pytest.fixture
def written(house, officer):
    """The address of a survey with versions for other ages, a little of it in Arabic."""
    source = "annual-survey-4-7"
    at = officer.post("/surveys/new", title="How are you?", source=source).location
    with house.database.writing() as session:
        offer(session, session.merge(house.council), "ar")
        draft = workshop.draft_named(session, house.council, "how-are-you")

        def into_arabic(survey):
            return with_translation(survey, "ar", {"school.asks": "كيف المدرسة؟"})

        workshop.change_draft(
            session, house.council, draft.name, draft.edition, into_arabic, house.today
        )
    return at


def words(page):
    return " ".join(re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL))


def test_the_versions_of_its_family_and_the_languages_of_the_council_can_be_chosen(
    officer, written
):
    page = officer.page(f"{written}?see=school&version=annual-survey-16-25&language=ar")

    assert "4 to 7 (this one)" in page
    assert re.search(r'value="annual-survey-16-25" selected', page)
    assert re.search(r'value="ar" selected>Arabic', page)
    assert "Vietnamese" not in page
    assert "phone/school?version=annual-survey-16-25&language=ar" in page


def test_a_question_is_shown_as_another_age_is_asked_it(officer, written):
    older = officer.page(f"{written}/phone/school?version=annual-survey-16-25")
    absent = officer.page(f"{written}/phone/more-of?version=annual-survey-16-25")
    unknown = officer.page(f"{written}/phone/school?version=my-review")

    assert "How is school, college or work going?" in words(older)
    assert "This question is not asked in this version." in words(absent)
    assert "How is school?" in words(unknown)


def test_a_question_is_shown_in_the_chosen_language_and_falls_back(officer, written):
    there = officer.page(f"{written}/phone/school?language=ar")
    missing = officer.page(f"{written}/phone/home?language=ar")

    assert 'lang="ar" dir="rtl"' in there
    assert "كيف المدرسة؟" in words(there)
    assert "How do you feel at home?" in words(missing)
    assert 'lang="en" dir="ltr"' in re.search(r"<h1[^>]*>", missing).group()


def test_what_is_typed_is_shown_in_english_and_the_stored_words_in_the_other_language(
    officer, written
):
    form = officer.page(f"{written}/questions/school")
    edition = re.search(r'name="edition" value="(\d+)"', form).group(1)
    typed = {"edition": edition, "asks": "School today?", "hint": ""}

    english = officer.post(f"{written}/phone/school", **typed)
    officer.page(f"{written}/questions/school")
    arabic = officer.post(f"{written}/phone/school", **typed, language="ar")

    assert "School today?" in words(english.text)
    assert "كيف المدرسة؟" in words(arabic.text)


def test_a_question_that_no_longer_compares_with_another_age_is_told(officer, written):
    form = officer.page(f"{written}/questions/more-of")
    edition = re.search(r'name="edition" value="(\d+)"', form).group(1)
    kept = dict(re.findall(r'name="(p\.[^"]+)"[^>]*>\s*([^<]+)</textarea>', form))
    before = officer.page(written)

    asks = {"asks": "What would you like more of?", "hint": "", "something_else": "y"}
    typed = asks | kept | {"p.bus.svg": "Trips"}
    officer.page(f"{written}/questions/more-of")
    officer.post(f"{written}/questions/more-of", edition=edition, **typed)

    told = "It has other answers than in annual-survey-4-7"
    assert told not in before
    assert told in officer.page(written)
