"""The wall: what came of it, for everyone."""

from datetime import timedelta
from uuid import uuid4

import pytest

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.domain.responses import Reply, ResponseKind
from participation.models import Meeting, MeetingState, OpenTap, Reaction, Response
from participation.models.database import Database
from participation.services.councils import council_named
from participation.services.meeting_changes import call_off
from tests.languages.offering import offer
from tests.web.young.answered import DONE, Story, a_story
from tests.web.young.conftest import Scene, Visitor


@pytest.fixture
def story(scene: Scene, database: Database, keys: KeyFolder, clock: SetClock) -> Story:
    """One consultation with an answer."""
    with database.writing() as session:
        return a_story(session, keys, clock, scene.link, DONE)


def test_the_wall_shows_what_was_said_and_answered_and_what_was_not(
    visitor: Visitor, story: Story
) -> None:
    visitor.open("/wall/testshire")

    for words in (
        "Mend the wifi.",
        "Did",
        "We mended it in every house.",
        "A speed test in each house",
        "11 March 2026",
        "Let us choose the paint.",
        "No answer yet",
    ):
        assert words in visitor.text


def test_no_count_is_shown_that_did_not_pass_the_gate(visitor: Visitor, story: Story) -> None:
    visitor.open("/wall/testshire")

    assert "of you" not in visitor.text


def test_an_ask_to_a_meeting_to_come_says_that_it_goes_there_or_who_answers_instead(
    visitor: Visitor, story: Story, database: Database, clock: SetClock
) -> None:
    before = visitor.open("/wall/testshire").text
    clock.moment += timedelta(weeks=5)
    after = visitor.open("/wall/testshire").text
    with database.writing() as session:
        council = council_named(session, "testshire")
        meeting = session.query(Meeting).filter_by(council_id=council.id).one()
        args = (session, council, meeting, MeetingState.INQUORATE, "Two were ill.")
        call_off(*args, clock.now().date())

    fallen = visitor.open("/wall/testshire").text

    assert "This goes to the Corporate Parenting Board on 8 April 2026." in before
    assert "This went to the Corporate Parenting Board on 8 April 2026." in after
    assert "This was for the Corporate Parenting Board on 8 April 2026." in fallen
    assert "Too few people came to that meeting to decide anything." in fallen
    assert "Two were ill." in fallen
    assert "They answer it in writing by 14 May 2026." in fallen


def test_whoever_reads_it_after_somebody_else_reads_it_in_their_own_language(
    visitor: Visitor, story: Story, scene: Scene, database: Database
) -> None:
    with database.writing() as session:
        offer(session, council_named(session, "testshire"), "cy")
    english = visitor.open("/wall/testshire").text
    other = Visitor(scene.app.test_client())
    other.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "cy"

    other.open("/wall/testshire")

    assert "Not what we meant" in english
    assert "Not what we meant" not in other.text


def test_another_council_has_a_wall_of_its_own(visitor: Visitor, story: Story) -> None:
    visitor.open("/wall/othershire")

    assert visitor.page.status_code == 200
    assert "Mend the wifi." not in visitor.text
    assert "Nothing has been to a meeting yet" in visitor.text


def test_a_promise_past_its_day_is_late_in_words(
    visitor: Visitor, scene: Scene, database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    due = clock.now().date() + timedelta(days=5)
    with database.writing() as session:
        a_story(session, keys, clock, scene.link, Reply(ResponseKind.WILL, "Soon.", due=due))
    clock.moment += timedelta(days=14)

    visitor.open("/wall/testshire")

    assert "Will, by 16 March 2026" in visitor.text
    assert "This is 9 days late." in visitor.text


def test_a_no_comes_with_how_to_challenge_it(
    visitor: Visitor, scene: Scene, database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    cannot = Reply(ResponseKind.CANNOT, "No money.", challenge="Ask an advocate to help.")
    with database.writing() as session:
        a_story(session, keys, clock, scene.link, cannot)

    visitor.open("/wall/testshire")

    assert "Can't, because" in visitor.text
    assert "Ask an advocate to help." in visitor.text


def test_a_tap_is_counted_apart_from_receipts_and_thanked(
    visitor: Visitor, story: Story, database: Database
) -> None:
    visitor.open("/wall/testshire").send("/wall/testshire", verdict="a-bit")

    assert "Thank you. That is counted." in visitor.text
    with database.reading() as session:
        assert [(tap.verdict, tap.taps) for tap in session.query(OpenTap)] == [("a-bit", 1)]
        assert session.query(Reaction).count() == 0


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"verdict": "wonderful"}, 400),
        ({"verdict": "helped", "response": "no key"}, 400),
        ({"verdict": "helped", "response": str(uuid4())}, 404),
    ],
)
def test_a_tap_that_means_nothing_counts_nothing(
    visitor: Visitor, story: Story, database: Database, fields: dict[str, str], status: int
) -> None:
    visitor.open("/wall/testshire").send("/wall/testshire", fields)

    assert visitor.page.status_code == status
    with database.reading() as session:
        assert session.query(OpenTap).count() == 0


def test_an_unknown_wall_is_told_kindly(visitor: Visitor) -> None:
    visitor.open("/wall/nowhere")

    assert visitor.page.status_code == 404
    assert "We can't find that council" in visitor.text


@pytest.mark.parametrize(("name", "status"), [("testshire", 400), ("nowhere", 404)])
def test_a_wall_that_was_open_too_long_is_shown_once_more(
    visitor: Visitor, name: str, status: int
) -> None:
    visitor.send(f"/wall/{name}", csrf_token="stale", verdict="helped")

    assert visitor.page.status_code == status
    assert ("Press the button again" in visitor.text) == (status == 400)


def test_a_late_promise_is_said_to_be_late_after_two_working_days_with_the_reason(
    visitor: Visitor, scene: Scene, database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    will = Reply(ResponseKind.WILL, "We will mend it.", clock.now().date() + timedelta(days=1))
    with database.writing() as session:
        a_story(session, keys, clock, scene.link, will)
    clock.moment += timedelta(days=2)
    before = visitor.open("/wall/testshire").text
    clock.moment += timedelta(days=7)
    with database.writing() as session:
        session.query(Response).one().late_reason = "The builders left."

    after = visitor.open("/wall/testshire").text

    assert "This is 1 day late." not in before
    assert "This is 8 days late." in after
    assert "Why it is late:" in after
    assert "The builders left." in after
