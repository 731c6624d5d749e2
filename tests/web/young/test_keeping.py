"""Five words as a picture."""

import pytest

from tests.fixtures_databases import SqliteGround
from tests.web.young.conftest import Scene, Visitor


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: nothing here depends on it."""
    return sqlite_ground


def test_the_receipt_is_saved_as_a_picture_that_says_nothing_else(
    visitor: Visitor, scene: Scene
) -> None:
    visitor.begin(scene.link).answer_all().send("/send")

    page = visitor.send("/words.png").page

    assert page.data.startswith(b"\x89PNG\r\n")
    assert b"tEXt" not in page.data
    assert page.headers["Content-Disposition"] == 'attachment; filename="words.png"'
    assert page.headers["Cache-Control"] == "no-store"


def test_the_picture_stands_in_no_address(visitor: Visitor) -> None:
    assert visitor.open("/words.png").page.status_code == 405


def test_words_that_are_no_receipt_give_the_page_for_all_of_them(visitor: Visitor) -> None:
    visitor.open("/journey").send("/words.png", receipt="one two three")

    assert visitor.page.status_code == 404
    assert "We can't find anything under those words" in visitor.text


def test_a_shared_tablet_keeps_no_picture(visitor: Visitor, scene: Scene) -> None:
    visitor.open(f"/c/{scene.link}").send(f"/c/{scene.link}", shared="on")

    visitor.answer_all().send("/send")

    assert len(visitor.ticket) == 5
    assert "Save as a picture" not in visitor.text
