"""A phone or tablet that many share."""

import re
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
    box = 'name="shared" checked'

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
    assert 'name="shared" checked' in first
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


STILL = "Are you still there?"


def test_every_page_that_clears_itself_asks_first_and_no_other(
    tablet: Visitor, scene: Scene
) -> None:
    tablet.answer_all(WORDS)
    held = {
        path: tablet.open(path).text
        for path in ("/q/1", "/check", "/journey", "/carry-on", "/help/testshire", "/contact/code")
    }
    held["receipt"] = tablet.open("/check").send("/send").text
    calm = [tablet.open(path).text for path in ("/next", "/")]

    assert [path for path, page in held.items() if STILL not in page] == []
    assert not any(STILL in page for page in calm)


def test_one_tap_keeps_what_was_typed_in_a_question(tablet: Visitor, database: Database) -> None:
    while "<textarea" not in tablet.text:
        option = re.search(r'type="(?:radio|checkbox)" name="value" value="([^"]+)"', tablet.text)
        tablet.answer(option.group(1))
    here = tablet.here

    tablet.send("/q", value=WORDS, still="")

    assert tablet.here == here
    assert f">\n{WORDS}</textarea>" in tablet.text
    with database.reading() as session:
        assert session.query(Submission).count() == 0


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/journey", {"receipt": "brave otter"}),
        ("/carry-on", {"words": "eight of them"}),
        ("/contact/code", {"code": "lemon river"}),
    ],
)
def test_one_tap_keeps_what_was_typed_anywhere_and_judges_nothing(
    tablet: Visitor, path: str, fields: dict[str, str]
) -> None:
    tablet.open(path).send(path, fields, still="")

    assert tablet.page.status_code == 200
    assert next(iter(fields.values())) in tablet.text
    assert "We can't find" not in tablet.text


def test_the_words_of_a_receipt_are_shown_on_to_whoever_is_there_and_to_nobody_after(
    tablet: Visitor, scene: Scene
) -> None:
    receipt = tablet.answer_all(WORDS).send("/send").ticket
    form = {**tablet.hidden, "receipt": " ".join(receipt)}
    again = tablet.send("/ticket", form).ticket
    begun(tablet.open("/next"), scene)

    later = tablet.send("/ticket", form)

    assert again == receipt
    assert later.here == f"/c/{scene.link}"
    assert not set(receipt) & set(later.ticket)


def test_on_ones_own_phone_no_page_asks(visitor: Visitor, scene: Scene) -> None:
    visitor.begin(scene.link)

    assert STILL not in visitor.text
