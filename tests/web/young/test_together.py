"""A phone or tablet that many share."""

from datetime import timedelta

import pytest

from participation.core.clock import SetClock
from participation.models import Conversation, Submission
from participation.models.database import Database
from tests.fixtures_databases import SqliteGround
from tests.web.young.conftest import Scene, Visitor

WORDS = "zanzibar marmalade lighthouse"


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: what a browser is left with does not depend on it."""
    return sqlite_ground


@pytest.fixture
def tablet(visitor: Visitor, scene: Scene) -> Visitor:
    """A tablet that is shared, at the first question."""
    return begun(visitor, scene)


def begun(tablet: Visitor, scene: Scene) -> Visitor:
    return tablet.open(f"/c/{scene.link}?together").send(f"/c/{scene.link}", shared="on")


def kept(database: Database) -> int:
    with database.reading() as session:
        return session.query(Conversation).count()


def test_the_address_ticks_the_box_and_a_bare_one_does_not(visitor: Visitor, scene: Scene) -> None:
    box = 'name="shared" autocomplete="off" checked'

    assert box in visitor.open(f"/c/{scene.link}?together").text
    assert box not in visitor.open(f"/c/{scene.link}").text


def test_whether_somewhere_is_private_is_asked_and_later_is_one_tap(
    visitor: Visitor, scene: Scene, database: Database
) -> None:
    first = visitor.open(f"/c/{scene.link}").text
    later = visitor.open(f"/c/{scene.link}/later").text

    assert "Are you somewhere private?" in first
    assert f'href="/c/{scene.link}/later"' in first
    assert "Later is fine" in later
    assert "The same link or code works until" in later
    assert kept(database) == 0


def test_no_words_to_come_back_are_offered(tablet: Visitor) -> None:
    question = tablet.text
    tablet.open("/later")

    assert "/later" not in question
    assert tablet.here == "/q/1"


def test_on_ones_own_phone_they_are(visitor: Visitor, scene: Scene) -> None:
    visitor.begin(scene.link)

    assert 'href="/later"' in visitor.text
    assert "Refresh" not in visitor.page.headers
    assert "/next" not in visitor.text


def test_the_next_person_gets_the_first_page_and_nothing_else(
    tablet: Visitor, scene: Scene, database: Database
) -> None:
    tablet.answer_all(WORDS).open("/next")
    first = tablet.text

    pages = [tablet.open(path).text for path in ("/q", "/q/1", "/q/5", "/check", "/later")]

    assert "Are you somewhere private?" in first
    assert "You have begun this already" not in first
    assert 'name="shared" autocomplete="off" checked' in first
    assert not any(WORDS in page for page in pages)
    assert kept(database) == 0


def test_a_receipt_is_shown_once_and_not_to_the_next_person(
    tablet: Visitor, scene: Scene, database: Database
) -> None:
    form = tablet.answer_all(WORDS).hidden
    tablet.send("/send")
    words = list(tablet.ticket)
    offered = "Next person" in tablet.text
    again = tablet.send("/send", form).text
    begun(tablet.open("/next"), scene).answer_all("something else")

    later = tablet.send("/send", form)

    assert len(words) == 5
    assert offered
    for page in (again, later.text):
        assert not any(f"<b>{word}</b>" in page for word in words)
        assert WORDS not in page
    with database.reading() as session:
        assert session.query(Submission).count() == 1
    assert kept(database) == 1


@pytest.mark.parametrize(
    ("path", "field"),
    [("/q", "value"), ("/journey", "receipt"), ("/take-back", "receipt"), ("/carry-on", "words")],
)
def test_an_old_form_of_another_person_tells_nothing(
    tablet: Visitor, scene: Scene, path: str, field: str
) -> None:
    old = {**tablet.hidden, field: WORDS}
    begun(tablet.open("/next"), scene)

    tablet.send(path, old)

    assert tablet.here == f"/c/{scene.link}"
    assert WORDS not in tablet.text


def test_every_page_that_holds_something_leaves_by_itself(tablet: Visitor, scene: Scene) -> None:
    tablet.answer_all(WORDS)
    held = [tablet.open(path).page for path in ("/q/1", "/check", "/journey")]
    held.append(tablet.open("/check").send("/send").page)
    first = tablet.open("/next").page

    assert {page.headers["Refresh"] for page in held} == {"300;url=/leave"}
    assert "Refresh" not in first.headers


def test_leaving_deletes_what_was_kept(tablet: Visitor, database: Database) -> None:
    tablet.answer_all(WORDS).open("/leave")

    assert "Calendar" in tablet.text
    assert kept(database) == 0


def test_a_tablet_that_slept_shows_nothing_when_it_wakes(
    tablet: Visitor, clock: SetClock, database: Database
) -> None:
    tablet.answer_all(WORDS)
    clock.moment += timedelta(seconds=301)

    tablet.open("/check")

    assert "Calendar" in tablet.text
    assert kept(database) == 0


def test_whoever_goes_on_is_not_cleared_away(tablet: Visitor, clock: SetClock) -> None:
    for _ in range(4):
        clock.moment += timedelta(seconds=299)
        tablet.open("/q/1")

    assert "Question 1 of 5" in tablet.text


def test_starting_without_the_tick_is_ones_own_again(
    tablet: Visitor, scene: Scene, database: Database
) -> None:
    tablet.answer_all(WORDS).begin(scene.link)

    assert "Refresh" not in tablet.page.headers
    assert 'href="/later"' in tablet.text
    assert kept(database) == 1


def test_back_from_the_first_question_stays_with_what_was_said(tablet: Visitor) -> None:
    tablet.send("/q", back="1")

    assert tablet.here == "/q/1"


def test_next_on_ones_own_phone_clears_nothing(
    visitor: Visitor, scene: Scene, database: Database
) -> None:
    visitor.begin(scene.link).open("/next")

    assert kept(database) == 1
