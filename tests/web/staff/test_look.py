"""The colour of young people's pages, set on screen."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from participation.domain.policy import Role
from participation.services.councils import council_named, pack_of
from tests.web.staff.conftest import Visitor
from tests.web.young.test_drawing import Endless


def test_a_colour_that_reads_is_worn(house, officer):
    page = officer.post("/look", colour="#0A5C2B")

    assert page.status_code == 303
    with house.database.reading() as session:
        assert pack_of(council_named(session, house.council.name)).look.brand == "#0a5c2b"
    assert "wear it now" in officer.page("/look")


@pytest.mark.parametrize(
    ("typed", "told"), [("#ffd166", "too pale to read"), ("}body{", "Write a colour")]
)
def test_another_is_refused_with_what_to_do_and_stays_typed(house, officer, typed, told):
    page = officer.post("/look", colour=typed)

    assert page.status_code == 400
    assert told in page.text
    assert f'value="{typed}"' in page.text
    with house.database.reading() as session:
        assert pack_of(council_named(session, house.council.name)).look.brand == ""


def test_nothing_typed_gives_ours_back(house, officer):
    officer.post("/look", colour="#0a5c2b")

    officer.post("/look", colour="")

    with house.database.reading() as session:
        assert pack_of(council_named(session, house.council.name)).look.brand == ""


def test_a_member_may_not_change_it(house):
    assert house.visitor(Role.MEMBER).post("/look", colour="#0a5c2b").status_code == 403


def a_logo(colour: str = "#96643c") -> bytes:
    """Return a round logo on a clear ground, in a colour that is seen on every page."""
    sheet, kept = Image.new("RGBA", (900, 500)), BytesIO()
    ImageDraw.Draw(sheet).ellipse((10, 10, 880, 480), fill=colour)
    notes = PngInfo()
    notes.add_text("Author", "PLANTED")
    sheet.save(kept, "PNG", pnginfo=notes)
    return kept.getvalue()


def show(officer: Visitor, content: bytes, name: str = "logo.png"):
    officer.get("/look")
    return officer.post("/look/logo", logo=(BytesIO(content), name))


def test_a_logo_is_made_small_shown_and_taken_off_again(house, officer):
    officer.post("/look", colour="#0A5C2B")
    shown = show(officer, a_logo())
    page, sent = officer.page("/look"), officer.get("/look/logo.png")
    with house.database.reading() as session:
        look = pack_of(council_named(session, house.council.name)).look
    officer.post("/look/logo/remove")

    assert shown.status_code == 303
    assert 'alt="Voices of Testshire, on a dark page"' in page
    assert "It can be seen on light and on dark pages." in page
    assert (look.brand, look.logo.height, look.logo.ground) == ("#0a5c2b", 160, "")
    assert sent.data == look.logo.content
    assert len(sent.data) <= 4_096 and b"PLANTED" not in sent.data
    assert "Take it off" not in officer.page("/look")
    assert officer.get("/look/logo.png").status_code == 404


@pytest.mark.parametrize(
    ("colour", "said"),
    [("#2a1a5c", "It stands on a white card there."), ("#ffffff", "It stands on a dark card")],
)
def test_a_logo_that_a_page_would_swallow_stands_on_a_card_and_says_so(officer, colour, said):
    show(officer, a_logo(colour))

    assert said in officer.page("/look")


@pytest.mark.parametrize("content", [b"", b"no picture", a_logo()[:200], b"<svg></svg>"])
def test_what_is_no_logo_is_refused_at_its_field(officer, content):
    answer = show(officer, content)

    assert answer.status_code == 400
    assert 'id="logo-error"' in answer.text
    assert "Save the logo as PNG or JPEG" in answer.text


def test_forty_megabytes_are_no_logo(officer):
    officer.get("/look")
    body = Endless(40_000_000)

    answer = officer.client.post(
        "/look/logo",
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"wsgi.input": body, "CONTENT_LENGTH": str(body.left)},
    )

    assert answer.status_code == 413
    assert "Save the logo as PNG or JPEG" in answer.text
    assert body.largest == 64 * 1024
