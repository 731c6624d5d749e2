"""Easy Read, as whoever wished for it is asked."""

import re

import pytest

from tests.fixtures_databases import SqliteGround
from tests.web.young.conftest import Scene, Visitor


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: nothing here depends on it."""
    return sqlite_ground


@pytest.fixture
def eased(visitor: Visitor) -> Visitor:
    """Somebody who asked for Easy Read."""
    return visitor.open("/comfort").send("/comfort", wish=["easy"])


def test_the_easy_words_stand_one_idea_a_line_with_their_picture(
    eased: Visitor, scene: Scene
) -> None:
    eased.begin(scene.link)
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", eased.text, re.DOTALL).group(1)

    assert heading == "Think about where you live now.\n\nHow do you feel about it?"
    assert '<img class="shown" src="/picture/house.svg"' in eased.text
    assert "white-space:pre-line" in eased.text
    assert eased.client.get("/picture/house.svg").status_code == 200


def test_whoever_did_not_ask_gets_none_of_it(visitor: Visitor, scene: Scene) -> None:
    visitor.begin(scene.link)

    assert "How do you feel about where you live?" in visitor.text
    assert "<img" not in visitor.text
    assert "pre-line" not in visitor.text


def test_it_is_answered_and_sent_like_any_other_with_the_easy_words_on_the_check_page(
    eased: Visitor, scene: Scene
) -> None:
    eased.begin(scene.link).answer("sad")
    said_before = re.search(r"<summary>(.*?)</summary>", eased.text, re.DOTALL).group(1)

    eased.answer_all()
    check = eased.text
    eased.send("/send")

    assert said_before.endswith("How do you feel about it?")
    assert "Think about where you live now." in check
    assert len(eased.ticket) == 5


def test_a_question_that_was_answered_wrongly_stays_easy(eased: Visitor, scene: Scene) -> None:
    eased.begin(scene.link).answer("nonsense")

    assert "Pick from the answers shown." in eased.text
    assert "Think about where you live now." in eased.text
