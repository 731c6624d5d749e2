"""Leaving quickly, and help."""

import pytest

from tests.fixtures_databases import SqliteGround
from tests.web.young.conftest import Scene, Visitor


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: nothing here depends on it."""
    return sqlite_ground


@pytest.fixture
def left(visitor: Visitor, scene: Scene) -> Visitor:
    """A browser whose holder left in the middle."""
    return visitor.begin(scene.link).answer("sad").open("/leave")


def test_leaving_shows_a_page_that_could_be_anyones(left: Visitor) -> None:
    assert left.page.status_code == 200
    assert "<title>Calendar</title>" in left.text
    assert "11 March 2026" in left.text
    assert "views" not in left.text.lower().split("</style>")[1]


@pytest.mark.parametrize("path", ["/q", "/q/1", "/q/2", "/check", "/later"])
def test_back_shows_the_same_page_and_no_answer(left: Visitor, path: str) -> None:
    left.open(path)

    assert "<title>Calendar</title>" in left.text
    assert "sad" not in left.text.lower().split("</style>")[1]


@pytest.mark.parametrize("path", ["/q", "/check", "/send", "/carry-on", "/journey"])
def test_a_form_sent_again_after_leaving_tells_nothing(
    visitor: Visitor, scene: Scene, path: str
) -> None:
    visitor.begin(scene.link).answer_all()
    form = {**visitor.hidden, "receipt": "my five words", "words": "my eight words", "value": "sad"}
    visitor.open("/leave")

    visitor.send(path, form)

    assert "<title>Calendar</title>" in visitor.text
    assert "words" not in visitor.text.split("</style>")[1]


def test_the_eight_words_bring_the_answers_back(visitor: Visitor, scene: Scene) -> None:
    visitor.begin(scene.link).answer("sad")
    words = " ".join(visitor.open("/later").ticket)
    visitor.open("/leave").open("/carry-on")

    visitor.send("/carry-on", words=words)

    assert visitor.here == "/q/2"


def test_the_same_browser_may_begin_anew(left: Visitor, scene: Scene) -> None:
    left.begin(scene.link)

    assert left.here == "/q/1"
    assert 'value="sad" checked' not in left.text


def test_leaving_works_from_a_form_without_a_token(visitor: Visitor) -> None:
    page = visitor.client.post("/leave")

    assert page.status_code == 200


EVERYWHERE = ("/", "/c/{link}", "/q/1", "/check", "/later", "/carry-on", "/journey", "/nowhere")


@pytest.mark.parametrize("path", [*EVERYWHERE, "/wall/testshire", "/help/testshire"])
def test_every_page_has_the_way_out_and_someone_to_talk_to(
    visitor: Visitor, scene: Scene, path: str
) -> None:
    visitor.begin(scene.link).answer("ok")

    visitor.open(path.format(link=scene.link))

    assert 'href="/leave"' in visitor.text
    assert "tel:08001111" in visitor.text
    assert "tel:999" in visitor.text


def test_the_help_page_names_who_can_fix_something(visitor: Visitor) -> None:
    visitor.open("/help/testshire")

    for words in ("An advocate", "Your reviewing officer", "Make a complaint", "01632 960147"):
        assert words in visitor.text
