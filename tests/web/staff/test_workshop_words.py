"""The words of a survey in another language, typed in the workshop."""

import re

import pytest

from participation.domain.policy import Role
from participation.services import workshop
from surveys.publish_check import faults
from tests.languages.offering import offer


@pytest.fixture
def written(house, officer):
    """The address of a survey in a council that offers Arabic and Ukrainian."""
    with house.database.writing() as session:
        offer(session, session.merge(house.council), "ar", "uk")
    return officer.post("/surveys/new", title="Home, our way", source="where-i-live").location


def survey(house):
    with house.database.reading() as session:
        return workshop.draft_named(session, house.council, "home-our-way").survey


def edition(page):
    return re.search(r'name="edition" value="(\d+)"', page).group(1)


def test_the_languages_of_the_council_are_offered_with_what_is_missing(officer, written):
    page = officer.page(f"{written}/words")

    assert "Ukrainian" in page
    assert "25 of 25" in page
    assert "Vietnamese" not in page
    assert f"{written}/words" in officer.page(written)


def test_what_is_saved_partly_is_kept_counted_and_no_longer_among_the_missing(
    house, officer, written
):
    at = f"{written}/words/uk"
    page = officer.page(at)
    typed = {"w.title": "Наш дім", "w.feel.asks": "Як тобі вдома?", "w.about": ""}

    officer.post(at, edition=edition(page), **typed)
    after = officer.page(at)

    missing, _heading, there = after.partition("Already there")
    assert "25 of 25 texts are still missing in Ukrainian." in page
    assert "23 of 25 texts are still missing in Ukrainian." in missing
    assert "Як тобі вдома?" in there
    assert "Як тобі вдома?" not in missing
    assert survey(house).title.to("uk") == "Наш дім"
    told = [fault.fault for fault in faults(survey(house))]
    assert told == ["23 of 25 texts are missing in uk."]


def test_a_language_from_right_to_left_is_typed_and_shown_so(officer, written):
    at = f"{written}/words/ar"

    officer.post(at, edition=edition(officer.page(at)), **{"w.title": "بيتي"})
    box = re.search(r'<textarea[^>]*name="w.title"[^>]*>\s*([^<]*)<', officer.page(at))

    assert 'lang="ar" dir="rtl"' in box.group(0)
    assert box.group(1) == "بيتي"


def test_what_was_typed_stays_when_it_is_too_long_or_somebody_else_was_there(
    house, officer, written
):
    at = f"{written}/words/uk"
    first = edition(officer.page(at))
    long = officer.post(at, edition=first, **{"w.title": "дім", "w.about": "д" * 900})
    officer.post(at, edition=first, **{"w.about": "Про дім."})

    late = officer.post(at, edition=first, **{"w.title": "дім"})

    assert long.status_code == 400
    assert "Use at most 800 characters" in long.text
    assert late.status_code == 409
    assert "Somebody else changed this survey" in late.text
    assert ">\nдім</textarea>" in late.text
    assert survey(house).title.languages == ("en",)


def test_an_ambassador_may_translate_and_a_language_nobody_knows_is_not_there(house, written):
    ambassador = house.visitor(Role.AMBASSADOR)
    at = f"{written}/words/uk"

    ambassador.post(at, edition=edition(ambassador.page(at)), **{"w.title": "Наш дім"})

    assert survey(house).title.to("uk") == "Наш дім"
    assert ambassador.get(f"{written}/words/en").status_code == 404
    assert ambassador.get(f"{written}/words/xx").status_code == 404
