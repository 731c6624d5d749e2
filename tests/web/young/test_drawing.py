"""A question answered with a picture: kept sealed, made anew, refused kindly, sent to be read."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.core.sealed import open_original, open_picture
from participation.models import Answer, Drawing, KeptDrawing, Reading, Waiting
from participation.models.database import Database
from participation.services import consultations
from participation.services.councils import council_named
from surveys.definition import Kind
from tests.core.test_pictures import MARK, a_photo
from tests.fixtures_databases import SqliteGround
from tests.surveys.making import question, survey
from tests.web.young.conftest import Scene, Visitor

BIG = "That picture is too big."
NOT_ONE = "We can't open that as a picture."


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: a picture is taken and stored on both in `test_every_kind`."""
    return sqlite_ground


@pytest.fixture
def begun(visitor: Visitor, scene: Scene, database: Database, clock: SetClock) -> Visitor:
    """A browser at a drawing, with a question in words after it."""
    asked = survey(question("draw", Kind.DRAWING), question("why"))
    with database.writing() as session:
        council = council_named(session, "testshire")
        version = consultations.publish_survey(session, council, asked)
        today = clock.now().date()
        opening = consultations.Opening("paper", "On paper", (), today, today)
        link = consultations.open_consultation(session, council, version, opening).link
    return visitor.begin(link)


def add(visitor: Visitor, content: bytes, name: str = "photo.jpg", **more: str) -> Visitor:
    """Send the form of the drawing as a browser does."""
    form = {**visitor.hidden, "picture": (BytesIO(content), name), **more}
    visitor.page = visitor.client.post("/q/1/drawing", data=form, follow_redirects=True)
    return visitor


def kept(database: Database) -> int:
    with database.reading() as session:
        return len(session.scalars(select(KeptDrawing)).all())


def test_the_page_offers_a_picture_and_says_how_large(begun: Visitor) -> None:
    assert 'action="/q/1/drawing" enctype="multipart/form-data"' in begun.text
    assert '<input class="file" type="file" id="answer" name="picture"' in begun.text
    assert '<label for="answer">draw?</label>' in begun.text
    assert "Up to 10 MB." in begun.text


def test_a_picture_is_kept_checked_and_sent_to_be_read(
    begun: Visitor, database: Database, keys: KeyFolder
) -> None:
    add(begun, a_photo())
    begun.answer("")
    check = begun.text
    begun.send("/send", show="draw")

    assert 'src="data:image/jpeg;base64,' in check
    assert "Someone types up what your picture says." in check
    assert len(begun.ticket) == 5
    private = keys.reading().reading_private
    with database.reading() as session:
        answer = session.scalars(select(Answer)).one()
        drawing = session.scalars(select(Drawing)).one()
        sent = open_picture(private, drawing.sealed)
        assert session.get(Waiting, answer.id) is not None
        assert (answer.question, answer.codes, answer.reading) == ("draw", "", Reading.UNREAD)
        assert answer.may_show
        assert open_original(private, answer.original) == ""
        assert not drawing.typed_up
    assert Image.open(BytesIO(sent)).format == "JPEG"
    assert MARK not in sent
    assert kept(database) == 0


def test_a_picture_can_be_seen_again_replaced_and_taken_out(
    begun: Visitor, database: Database
) -> None:
    add(begun, a_photo()).send("/q", value="because")
    begun.send("/check", show=["draw", "why"], change="draw")
    first = re.search(r'class="drawn"><img src="([^"]+)"', begun.text).group(1)

    green = BytesIO()
    Image.new("RGB", (30, 30), "green").save(green, "PNG")
    add(begun, green.getvalue())
    replaced = begun.text
    taken_out = begun.open("/q/1").send("/q/1/drawing", remove="1").text

    assert first not in replaced and 'src="data:image/jpeg' in replaced
    assert re.findall(r'name="show" value="(\w+)" checked', replaced) == ["why"]
    assert "data:image/jpeg" not in taken_out
    assert kept(database) == 0
    assert "I don't want to say" in begun.send("/q/1/drawing").text


def test_next_without_a_new_picture_keeps_the_one_before(begun: Visitor) -> None:
    add(begun, a_photo()).open("/q/1")

    begun.send("/q/1/drawing")

    assert begun.here == "/q/2"
    assert "A picture" in begun.text


def test_nothing_chosen_leaves_it_out(begun: Visitor, database: Database) -> None:
    begun.send("/q/1/drawing")

    assert begun.here == "/q/2"
    assert kept(database) == 0


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        pytest.param(b"Dear council, here is a text.", "letter.jpg", NOT_ONE, id="a text"),
        pytest.param(a_photo()[:300], "photo.jpg", NOT_ONE, id="cut short"),
        pytest.param(b"\xff" * 10_000_001, "photo.jpg", BIG, id="over ten MB"),
    ],
)
def test_what_is_no_picture_is_refused_at_the_question(
    begun: Visitor, database: Database, content: bytes, name: str, sentence: str
) -> None:
    add(begun, content, name)

    assert begun.hidden["question"] == "draw"
    assert f'id="fix" tabindex="-1">{sentence}' in begun.text
    assert re.search(r'id="answer"[^>]*aria-describedby="[^"]*fix"[^>]*aria-invalid', begun.text)
    assert kept(database) == 0


def test_a_refused_picture_leaves_the_one_before(begun: Visitor, database: Database) -> None:
    add(begun, a_photo()).open("/q/1")

    add(begun, b"no picture")

    assert NOT_ONE in begun.text
    assert 'class="drawn"><img src="data:image/jpeg' in begun.text
    assert kept(database) == 1


class Endless:
    """A stream of so many bytes that counts what is read of it at most at once."""

    def __init__(self, size: int) -> None:
        self.left, self.largest = size, 0

    def read(self, size: int = -1) -> bytes:
        taken = self.left if size < 0 else min(size, self.left)
        self.left -= taken
        self.largest = max(self.largest, taken)
        return b"\x00" * taken


def test_forty_megabytes_are_refused_with_the_conversation_kept(begun: Visitor) -> None:
    add(begun, a_photo()).open("/q/1")
    body = Endless(40_000_000)

    begun.page = begun.client.post(
        "/q/1/drawing",
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"wsgi.input": body, "CONTENT_LENGTH": str(body.left)},
    )

    assert begun.page.status_code == 413
    assert f'id="fix" tabindex="-1" autofocus>{BIG}' in begun.text
    assert 'class="drawn"><img src="data:image/jpeg' in begun.text
    assert (body.left, body.largest) == (0, 64 * 1024)
    assert begun.open("/check").text.count("data:image/jpeg") == 1


def test_a_page_that_was_open_too_long_asks_for_the_picture_again(begun: Visitor) -> None:
    form = {"question": "draw", "picture": (BytesIO(a_photo()), "photo.jpg")}

    begun.page = begun.client.post("/q/1/drawing", data=form)

    assert begun.page.status_code == 400
    assert "This page had been open for a while. Choose a picture" in begun.text


def test_nothing_of_the_file_stands_in_the_database_before_or_after_sending(
    begun: Visitor, database: Database
) -> None:
    add(begun, a_photo())
    database.forget_log()
    before = file_of(database)
    begun.answer("").send("/send")
    database.forget_log()
    after = file_of(database)

    assert b"JFIF" not in before + after
    assert MARK not in before + after
    assert b"photo.jpg" not in before + after


def file_of(database: Database) -> bytes:
    """Return all that stands in the database's file."""
    return Path(str(database.engine.url.database)).read_bytes()
