"""Consultations: listed, opened, shown with figures that were released, and as a poster."""

import pytest

from participation.services import consultations

FORM = {
    "survey": "where-i-live",
    "title": "Where I live, this spring",
    "groups": ["foster-care", "care-leavers"],
    "way_in": "link",
    "opens_on": ["1", "4", "2026"],
    "closes_on": ["30", "4", "2026"],
}


def shown_figures(page: str) -> str:
    return page.partition(">Figures<")[2].partition("The way in")[0]


def opened(house) -> list[consultations.Consultation]:
    with house.database.reading() as session:
        return consultations.consultations_of(session, house.council)


def test_one_is_opened_with_a_link_of_its_own(house, officer):
    answer = officer.post("/consultations/new", **FORM)

    (row,) = opened(house)
    assert answer.location == "/consultations/where-i-live-this-spring-2026-04"
    assert (row.title, row.groups) == ("Where I live, this spring", "foster-care care-leavers")
    assert f"/c/{row.link}" in officer.page(answer.location)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"survey": ""}, "Choose a survey."),
        ({"survey": "none"}, "Choose one from the list."),
        ({"title": "  "}, "Write a title."),
        ({"groups": []}, "Choose at least one group."),
        ({"groups": ["nobody"]}, "not a valid choice"),
        ({"way_in": ""}, "Choose who can answer."),
        ({"opens_on": ["31", "2", "2026"]}, "Write a real date"),
        ({"opens_on": ["31", "2"]}, "Write a real date"),
        ({"opens_on": []}, "Write the first day"),
        ({"closes_on": ["", "", ""]}, "Write the last day"),
        ({"closes_on": ["30", "3", "2026"]}, "The closing date is before the opening date."),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_the_rest_is_kept(house, officer, change, told):
    answer = officer.post("/consultations/new", **{**FORM, **change})

    assert answer.status_code == 400
    assert told.lower() in answer.text.lower()
    assert "There is a problem" in answer.text
    assert change.get("title") or 'value="Where I live, this spring"' in answer.text
    assert opened(house) == []


def test_sending_the_form_twice_opens_one(house, officer):
    officer.post("/consultations/new", **FORM)

    answer = officer.post("/consultations/new", **FORM)

    assert answer.status_code == 400
    assert "There is already a consultation called" in answer.text
    assert len(opened(house)) == 1


def test_the_list_shows_what_waits_and_no_other_number(house, officer):
    house.say("the wifi never works", many=3)

    page = officer.page("/consultations")

    assert "Where I live" in page
    assert 'data-label="Answers to read">' in page


def test_no_figure_is_shown_before_one_was_released(house, officer):
    house.say("the wifi never works", many=12)
    house.read_all()

    figures = shown_figures(officer.page("/consultations/home"))

    assert "No figures have been released." in figures
    assert "about" not in figures


def test_figures_are_shown_as_they_were_released(house, officer):
    house.say("the wifi never works", many=12)
    house.read_all()
    house.digest()

    page = officer.page("/consultations/home")

    assert "between 10 and 19 young people" in page
    assert "Wi-Fi, phones and devices" in page


def test_too_few_have_no_figures_at_all(house, officer):
    house.say("the wifi never works", many=3)
    house.read_all()
    house.digest()

    figures = shown_figures(officer.page("/consultations/home"))

    assert "about" not in figures
    assert "table" not in figures


def test_the_poster_is_neutral_and_holds_the_link(house, officer):
    row = house.say("the wifi never works")

    page = officer.page("/consultations/home/poster")

    assert "<title>Where I live</title>" in page
    assert f"/c/{row.link}" in page
    assert "<svg" in page
    assert not {"care", "Testshire", "council"} & set(page.split())


def test_an_unknown_name_is_told_plainly(officer):
    assert officer.get("/consultations/none").status_code == 404
    assert officer.get("/consultations/none/poster").status_code == 404
