"""The young people's pages as axe judges them: small phone and desktop, light and dark."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.models.database import Database
from tests.browser.conftest import Serve
from tests.factories import a_consultation, a_council
from tests.fixtures_databases import SqliteGround
from tests.web.young.answered import DONE, Story, a_story
from tests.web.young.conftest import an_app, close

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: a browser sees no difference."""
    return sqlite_ground


@pytest.fixture
def place(
    database_url: str,
    database: Database,
    keys: KeyFolder,
    clock: SetClock,
    tmp_path: Path,
    serve: Serve,
) -> Iterator[tuple[str, str, Story]]:
    """The app's address, an open link, and a loop that has gone round."""
    with database.writing() as session:
        link = a_consultation(session, a_council(session), clock.now().date()).link
        story = a_story(session, keys, clock, link, DONE)
    app = an_app(database_url, keys, clock, tmp_path)
    yield serve(app), link, story
    close(app)


def faults(page: Page, name: str) -> list[str]:
    """Return what axe finds on the page that stands open, a line each."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    return [
        f"{name}: {fault['id']} {node['html'][:120]}"
        for fault in found.response["violations"]
        for node in fault["nodes"]
    ]


def walk(page: Page, address: str, link: str, story: Story) -> list[str]:
    """Return what axe finds on every page of the walk."""
    found: list[str] = []

    def look(name: str) -> None:
        found.extend(faults(page, name))

    for path in ("/", f"/c/{link}", "/wall/testshire", "/help/testshire", "/carry-on", "/nowhere"):
        page.goto(address + path)
        look(path)
    page.goto(f"{address}/c/{link}")
    page.get_by_role("button", name="Start").click()
    look("faces")
    page.get_by_role("button", name="Next").click()
    look("an error")
    for answer in ("Sad", "My room", "Yes", "No"):
        page.get_by_text(answer, exact=True).click()
        page.get_by_role("button", name="Next").click()
        look(f"after {answer}")
    page.get_by_role("textbox").fill("He hits me. Ring Sharon on 07700 900123.")
    page.get_by_role("button", name="Next").click()
    look("a worry word")
    page.get_by_role("button", name="Next").click()
    look("check")
    page.goto(f"{address}/later")
    look("later")
    page.goto(f"{address}/check")
    page.get_by_role("button", name="Send", exact=True).click()
    look("receipt")
    page.goto(f"{address}/journey")
    look("five words")
    page.get_by_role("textbox").fill(story.receipt)
    page.get_by_role("button", name="See where my words are").click()
    look("journey")
    page.goto(f"{address}/leave")
    look("left")
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_wrong(
    chromium: Browser, place: tuple[str, str, Story], width: int, scheme: str
) -> None:
    # Our own policy would keep axe out of the page.
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
    )

    found = walk(context.new_page(), *place)

    context.close()
    assert found == []
