"""The list for the next meeting: asking, wanting it too, and what came of it."""

import pytest

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.models import Backing, OpenBacking
from participation.models.database import Database
from participation.services import topics
from participation.services.councils import council_named
from tests.factories import a_consultation, say
from tests.services.listing import WORDS, Asked, a_listed_topic
from tests.web.young.conftest import Scene, Visitor


@pytest.fixture
def asked(scene: Scene, database: Database, keys: KeyFolder, clock: SetClock) -> Asked:
    """A topic on the list of the next meeting."""
    with database.writing() as session:
        return a_listed_topic(session, keys, clock, council_named(session, "testshire"))


@pytest.fixture
def receipt(asked: Asked, database: Database, keys: KeyFolder, clock: SetClock) -> str:
    """The five words of somebody who answered something else."""
    with database.writing() as session:
        home = a_consultation(session, asked.council, clock.now().date(), "another")
        return str(say(session, keys, home, clock.now()).receipt)


def counted(database: Database) -> tuple[int, list[int]]:
    """Return how many backings there are, and the taps that are open to anyone."""
    with database.reading() as session:
        return session.query(Backing).count(), [row.taps for row in session.query(OpenBacking)]


def test_the_list_is_found_from_the_wall_and_leads_to_asking(
    visitor: Visitor, asked: Asked
) -> None:
    wall = visitor.open("/wall/testshire").text

    listed = visitor.open("/list/testshire").text

    assert 'href="/list/testshire"' in wall
    assert WORDS in listed
    assert f'href="/c/{asked.consultation.link}"' in listed
    assert "meets next on 1 April 2026" in listed


def test_a_tap_without_a_pass_is_counted_apart(
    visitor: Visitor, asked: Asked, database: Database
) -> None:
    visitor.open("/list/testshire").send("/list/testshire", topic=str(asked.topic.id))

    assert visitor.page.status_code == 200
    assert "Thank you. That is counted." in visitor.text
    assert counted(database) == (0, [1])


def test_five_words_count_once_and_can_be_taken_back(
    visitor: Visitor, asked: Asked, receipt: str, database: Database
) -> None:
    topic, seen = str(asked.topic.id), []
    visitor.open("/list/testshire").send("/list/testshire", receipt=receipt)

    for wants in ({}, {}, {"wants": "no"}):
        visitor.send("/list/testshire", {"topic": topic, "receipt": receipt, **wants})
        seen.append((counted(database), '<button aria-pressed="true"' in visitor.text))

    assert seen == [((1, []), True), ((1, []), True), ((0, []), False)]
    assert visitor.page.request.path == "/list/testshire"
    assert receipt not in visitor.page.request.url


def test_the_journey_opens_the_list_with_the_five_words_in_hand(
    visitor: Visitor, asked: Asked, receipt: str, database: Database
) -> None:
    visitor.open("/journey").send("/journey", receipt=receipt)
    assert 'action="/list/testshire"' in visitor.text

    visitor.send("/list/testshire", topic="").send("/list/testshire", topic=str(asked.topic.id))

    assert counted(database) == (1, [])


@pytest.mark.parametrize("typed", ["brave otter lemon river kite", "😀", "x" * 5000])
def test_words_that_are_no_pass_are_kept_with_what_to_do(
    visitor: Visitor, asked: Asked, database: Database, typed: str
) -> None:
    visitor.open("/list/testshire").send("/list/testshire", receipt=typed)

    assert visitor.page.status_code == 404
    assert "We can't find anything under that." in visitor.text
    assert f'value="{typed}"' in visitor.text
    assert 'aria-invalid="true" autofocus' in visitor.text
    assert counted(database) == (0, [])


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"topic": "no key"}, 400), ({"topic": "0" * 32}, 404), ({}, 200), ({"receipt": " "}, 200)],
)
def test_a_form_that_means_nothing_counts_nothing(
    visitor: Visitor, asked: Asked, database: Database, fields: dict[str, str], status: int
) -> None:
    visitor.open("/list/testshire").send("/list/testshire", fields)

    assert visitor.page.status_code == status
    assert counted(database) == (0, [])


@pytest.mark.parametrize(("name", "status"), [("testshire", 400), ("nowhere", 404)])
def test_a_list_that_was_open_too_long_keeps_what_was_typed(
    visitor: Visitor, asked: Asked, name: str, status: int
) -> None:
    visitor.send(f"/list/{name}", csrf_token="stale", receipt="five good words here now")

    assert visitor.page.status_code == status
    assert ("five good words here now" in visitor.text) == (status == 400)


def test_another_council_has_a_list_of_its_own(visitor: Visitor, asked: Asked) -> None:
    visitor.open("/list/othershire")

    assert WORDS not in visitor.text
    assert "Nothing here yet" in visitor.text


def test_what_came_of_it_stands_on_the_list_and_on_the_wall(
    visitor: Visitor, asked: Asked, database: Database, clock: SetClock
) -> None:
    with database.writing() as session:
        args = (session, asked.council, asked.officer, asked.topic.id)
        topics.leave_off(*args, "The bus company comes in May.", clock.now())
    told = [visitor.open(f"/{page}/testshire").text for page in ("list", "wall")]
    with database.writing() as session:
        args = (session, asked.council, asked.officer, asked.topic.id)
        topics.put_on_agenda(*args, asked.meeting.id, clock.now())

    agreed = visitor.open("/wall/testshire").text

    assert all("Not this time, because" in page for page in told)
    assert all("The bus company comes in May." in page for page in told)
    assert 'name="topic"' not in told[0]
    assert "Put on the agenda" in agreed
    assert "1 April 2026" in agreed


def test_a_topic_that_nobody_decided_after_its_meeting_says_so(
    visitor: Visitor, asked: Asked, clock: SetClock
) -> None:
    clock.moment += (asked.meeting.meets_on - clock.now().date()) * 2

    visitor.open("/list/testshire")

    assert "No answer yet" in visitor.text
    assert "I want this too" not in visitor.text


def test_good_news_can_be_told_from_the_wall_while_its_survey_is_open(
    visitor: Visitor, scene: Scene, database: Database, clock: SetClock
) -> None:
    before = visitor.open("/wall/testshire").text
    with database.writing() as session:
        council, today = council_named(session, "testshire"), clock.now().date()
        news = a_consultation(session, council, today, "news", "good-news").link
        a_consultation(session, council, today, "secret", "good-news", days=90, by_invite=True)

    after = visitor.open("/wall/testshire").text

    assert "Thank someone" not in before
    assert f'href="/c/{news}"' in after
