"""A newer version of a survey whose consultation is open: who is asked which."""

import re

import pytest

from participation.domain.policy import Role
from tests.web.staff.conftest import House
from tests.web.young.conftest import Visitor, an_app, close

AT = "/surveys/home-our-way"
HERE = "/consultations/home-2026-03"


def edition(officer, page):
    return re.search(r'name="edition" value="(\d+)"', officer.page(page)).group(1)


def publish(officer):
    officer.post(f"{AT}/publish", edition=edition(officer, AT))


def reword(officer, question, asks, **more):
    at = f"{AT}/questions/{question}"
    officer.post(at, edition=edition(officer, at), asks=asks, hint="", **more)


@pytest.fixture
def opened(house, officer):
    """The link of a consultation that asks a survey of the workshop."""
    officer.post("/surveys/new", title="Home, our way", source="where-i-live")
    publish(officer)
    officer.post(
        "/consultations/new",
        survey="home-our-way",
        title="Home",
        groups=["foster-care"],
        way_in="link",
        opens_on=["11", "3", "2026"],
        closes_on=["30", "4", "2026"],
    )
    return re.search(r"/c/(\w+)", officer.page(HERE)).group(1)


@pytest.fixture
def young(house: House, database_url, tmp_path):
    """Gives browsers of young people on the same database."""
    app = an_app(database_url, house.keys, house.clock, tmp_path)
    yield lambda: Visitor(app.test_client())
    close(app)


def test_whoever_is_half_way_finishes_the_old_version_while_another_starts_the_new(
    officer, opened, young
):
    half_way = young().begin(opened).answer("sad")
    reword(officer, "listened", "Do they hear you there?")
    publish(officer)

    shown = officer.page(f"{HERE}/version")
    asked = officer.post(f"{HERE}/version")
    half_way.answer("people").answer("yes")
    starts = young().begin(opened).answer("happy").answer("people").answer("yes")
    old, new = half_way.text, starts.text
    both = [each.answer_all().send("/send") for each in (half_way, starts)]

    assert "Those who have begun finish the version they began." in shown
    assert "Changed: the words of the question" in shown
    assert asked.location == HERE
    assert "Whoever starts from now is asked the new version." in officer.page(HERE)
    assert "Do the adults there listen to you?" in old
    assert "Do they hear you there?" in new
    assert all(len(each.ticket) == 5 for each in both)


def test_the_newer_version_is_pointed_to_from_the_survey_and_from_the_consultation(officer, opened):
    before = officer.page(f"{HERE}/version"), officer.page(HERE), officer.page(AT)
    reword(officer, "safe", "Safe there?")
    unpublished = officer.page(HERE)
    publish(officer)

    assert "asks the newest version" in before[0]
    assert not any(f"{HERE}/version" in page for page in (*before[1:], unpublished))
    assert f"{HERE}/version" in officer.page(HERE)
    assert "“Home” still asks version 1." in officer.page(AT)


def test_what_would_not_compare_is_refused_with_its_reason(officer, opened):
    officer.post(f"{AT}/remove", edition=edition(officer, AT), question="good")
    publish(officer)

    shown = officer.page(f"{HERE}/version")
    refused = officer.post(f"{HERE}/version")

    assert "Ask the new version from now on" not in shown
    assert '"What is good about it?": it is no longer asked.' in shown
    assert refused.status_code == 400
    assert "Put it back as it was, or open a new consultation." in refused.text
    assert "asks version 1 of" in officer.page(f"{HERE}/version")


def test_only_who_opens_consultations_may_ask_another_version(house, opened):
    ambassador = house.visitor(Role.AMBASSADOR)

    assert ambassador.get(f"{HERE}/version").status_code == 403
    assert ambassador.post(f"{HERE}/version").status_code == 403
