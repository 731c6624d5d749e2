"""The way in."""

from datetime import timedelta

import pytest

from participation.core.clock import SetClock
from participation.models import Conversation
from participation.models.database import Database
from participation.services.councils import council_named
from tests.factories import a_consultation
from tests.web.young.conftest import Scene, Visitor


def test_the_start_page_shows_the_ways_in_and_every_wall(visitor: Visitor) -> None:
    visitor.open("/")

    assert visitor.page.status_code == 200
    assert "I have five words" in visitor.text
    assert 'href="/wall/testshire"' in visitor.text
    assert 'href="/wall/othershire"' in visitor.text


@pytest.mark.parametrize("typed", ["{}", " {} ", "HTTPS://x.example/c/{}", "https://x/c/{}/"])
def test_a_link_is_found_however_it_is_typed(visitor: Visitor, scene: Scene, typed: str) -> None:
    page = visitor.client.get("/find", query_string={"link": typed.format(scene.link.upper())})

    assert page.status_code == 303
    assert page.location == f"/c/{scene.link}"


def test_a_wrong_link_keeps_what_was_typed_and_says_what_to_do(visitor: Visitor) -> None:
    visitor.open("/find?link=nothere2")

    assert visitor.page.status_code == 404
    assert "Check the letters" in visitor.text
    assert 'value="nothere2"' in visitor.text


def test_a_wrong_address_is_told_kindly(visitor: Visitor) -> None:
    visitor.open("/c/nothere2")

    assert visitor.page.status_code == 404
    assert "scan the code again" in visitor.text


def test_the_first_page_says_who_reads_what_is_secret_and_whom_to_call(
    visitor: Visitor, scene: Scene
) -> None:
    visitor.open(f"/c/{scene.link}")

    for words in (
        "Nadia or Tom reads every answer by Wednesday 18 March",
        "Nobody reads at night, at weekends",
        "We don't ask or keep your name.",
        "The person reading may still guess from what you write",
        "tells the safeguarding lead the same day",
        "0800 1111",
        "tel:999",
        "01632 960100",
        "About 2 minutes",
    ):
        assert words in visitor.text


def test_start_leads_to_the_first_question(visitor: Visitor, scene: Scene) -> None:
    visitor.begin(scene.link)

    assert visitor.here == "/q/1"
    assert "Question 1 of 5" in visitor.text


def test_the_answer_to_start_is_a_redirect_that_may_be_followed_twice(
    visitor: Visitor, scene: Scene
) -> None:
    visitor.open(f"/c/{scene.link}")

    page = visitor.client.post(f"/c/{scene.link}", data=visitor.hidden)

    assert page.status_code == 303
    assert page.location == "/q/1"


def test_looking_at_the_first_page_stores_nothing(
    visitor: Visitor, scene: Scene, database: Database
) -> None:
    visitor.open(f"/c/{scene.link}")

    with database.reading() as session:
        assert session.query(Conversation).count() == 0


def test_whoever_has_begun_is_offered_to_carry_on_with_this_one_only(
    visitor: Visitor, scene: Scene
) -> None:
    visitor.begin(scene.link)

    assert "You have begun this already" in visitor.open(f"/c/{scene.link}").text
    assert "You have begun this already" not in visitor.open(f"/c/{scene.other_link}").text


@pytest.mark.parametrize(("days", "said"), [(-1, "This opens on"), (31, "This closed on")])
def test_a_consultation_that_is_not_open_says_when_and_where_else_to_go(
    visitor: Visitor, scene: Scene, clock: SetClock, days: int, said: str
) -> None:
    clock.moment += timedelta(days=days)

    visitor.open(f"/c/{scene.link}")

    assert visitor.page.status_code == 403
    assert said in visitor.text
    assert 'href="/wall/testshire"' in visitor.text


def test_a_start_that_comes_too_late_stores_nothing(
    visitor: Visitor, scene: Scene, clock: SetClock, database: Database
) -> None:
    visitor.open(f"/c/{scene.link}")
    clock.moment += timedelta(days=31)

    visitor.send(f"/c/{scene.link}")

    assert visitor.page.status_code == 403
    with database.reading() as session:
        assert session.query(Conversation).count() == 0


def test_a_survey_is_asked_in_a_language_it_was_written_in(
    visitor: Visitor, scene: Scene, database: Database, clock: SetClock
) -> None:
    with database.writing() as session:
        council = council_named(session, "testshire")
        link = a_consultation(session, council, clock.now().date(), "again").link
    visitor.open(f"/c/{link}")

    page = visitor.client.post(
        f"/c/{link}",
        data=visitor.hidden,
        headers={"Accept-Language": "ti, ar;q=0.8"},
        follow_redirects=True,
    )

    assert "How do you feel about where you live?" in page.text


def test_a_first_page_that_was_open_too_long_is_shown_once_more(
    visitor: Visitor, scene: Scene
) -> None:
    visitor.open(f"/c/{scene.link}").send(f"/c/{scene.link}", csrf_token="stale")
    stale, said = visitor.page.status_code, visitor.text

    visitor.send(f"/c/{scene.link}")

    assert stale == 400
    assert "This page had been open for a while. Press the button again." in said
    assert visitor.here == "/q/1"


def test_an_unknown_link_with_a_stale_page_is_told_kindly(visitor: Visitor) -> None:
    visitor.send("/c/nothere2", csrf_token="stale")

    assert visitor.page.status_code == 404
