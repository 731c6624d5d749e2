"""Answering with help: the helper hands over, and never sees the five words."""

import pytest
from sqlalchemy import select

from participation.models import Origin, Submission
from participation.models.database import Database
from tests.fixtures_databases import SqliteGround
from tests.web.young.conftest import Scene, Visitor


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: nothing here depends on it."""
    return sqlite_ground


@pytest.fixture
def helped(visitor: Visitor, scene: Scene) -> Visitor:
    """A browser on which somebody helps, at the check page."""
    visitor.open(f"/c/{scene.link}?who").send(f"/c/{scene.link}", support="with")
    return visitor.answer_all()


def origins(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(Submission.origin)))


def test_every_question_offers_to_take_over(visitor: Visitor, scene: Scene) -> None:
    visitor.open(f"/c/{scene.link}?who").send(f"/c/{scene.link}", support="with")

    assert visitor.here == "/q/1"
    assert 'href="/your-turn"' in visitor.text


def test_the_check_page_shows_no_send_before_the_phone_is_handed_over(helped: Visitor) -> None:
    assert helped.here == "/check"
    assert ">Send<" not in helped.text
    assert 'href="/your-turn"' in helped.text


def test_a_helper_who_sends_all_the_same_gets_no_receipt(
    helped: Visitor, database: Database
) -> None:
    helped.send("/send")

    assert helped.page.status_code == 400
    assert "Take the phone back first." in helped.text
    assert helped.ticket == []
    assert origins(database) == []


def test_after_handing_over_the_answers_say_that_there_was_help(
    helped: Visitor, database: Database
) -> None:
    helped.open("/your-turn").send("/your-turn").send("/send")

    assert len(helped.ticket) == 5
    assert origins(database) == [Origin.HELPED]


def test_what_someone_says_for_a_child_is_marked_as_such(
    visitor: Visitor, scene: Scene, database: Database
) -> None:
    visitor.open(f"/c/{scene.link}?who").send(f"/c/{scene.link}", support="for")

    visitor.answer_all().send("/send")

    assert len(visitor.ticket) == 5
    assert origins(database) == [Origin.SPOKEN_FOR]


def test_the_eight_words_do_not_undo_the_help(helped: Visitor, scene: Scene) -> None:
    words = " ".join(helped.open("/later").ticket)
    other = Visitor(scene.app.test_client())

    other.open("/carry-on").send("/carry-on", words=words)

    assert other.here == "/check"
    assert ">Send<" not in other.text


@pytest.mark.parametrize("support", ["", "nobody", "handed", "x"])
def test_nothing_else_begins_with_help(
    visitor: Visitor, scene: Scene, database: Database, support: str
) -> None:
    visitor.open(f"/c/{scene.link}").send(f"/c/{scene.link}", support=support)

    visitor.open("/your-turn")

    assert visitor.here == "/q/1"
