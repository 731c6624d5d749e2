"""Every kind of question on a small phone without a script, and as axe judges it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.models.database import Database
from participation.services import consultations
from surveys.loader import load_survey_file
from tests.browser.conftest import Serve
from tests.browser.following import follow
from tests.browser.test_young_access import ALL
from tests.core.test_pictures import a_photo
from tests.factories import a_council
from tests.fixtures_databases import SqliteGround
from tests.web.young.conftest import an_app, close

pytestmark = pytest.mark.browser

EVERY = load_survey_file(Path(__file__).parents[1] / "surveys" / "every-kind.toml")
PHONE = {"width": 320, "height": 640}
JUDGED = {
    "draw", "hello", "colour", "rate-place", "life", "low-why", "moves", "since", "matters", "nice",
}  # fmt: skip
PICKED = {
    "feel": "ok",
    "colour": "other",
    "help": "talk",
    "place": "own-place",
    "rate-place": "good",
    "rate-review": "skip",
    "safe": "yes",
    "listen": "kept",
    "life": "3",
    "nice": "pet",
}
TYPED = {"low-why": "the noise", "moves": "4", "better": "more time outside"}
ANSWERED = ("a bit orange", "3", "May 2024", "1 A quiet room, 2 Good food", "Time with an animal")


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: a browser sees no difference."""
    return sqlite_ground


@pytest.fixture
def link(
    database_url: str,
    database: Database,
    keys: KeyFolder,
    clock: SetClock,
    tmp_path: Path,
    serve: Serve,
) -> Iterator[str]:
    """Where the survey of every kind begins."""
    with database.writing() as session:
        council = a_council(session)
        version = consultations.publish_survey(session, council, EVERY)
        today = clock.now().date()
        opening = consultations.Opening("kinds", "Kinds", (), today, today)
        code = consultations.open_consultation(session, council, version, opening).link
    app = an_app(database_url, keys, clock, tmp_path)
    yield f"{serve(app)}/c/{code}"
    close(app)


def test_every_kind_is_answered_without_a_script_and_axe_finds_nothing_wrong(
    chromium: Browser, link: str
) -> None:
    plain = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    judge = chromium.new_context(viewport=PHONE, bypass_csp=True, reduced_motion="reduce")
    page, found = plain.new_page(), []
    page.goto(link)
    follow(page.locator("form button.main").first)

    while "/check" not in page.url:
        name = page.locator("input[name=question]").input_value()
        if name in JUDGED:
            found += judged(judge, plain, page, name)
        answer(page, name)

    answered = page.locator("main").inner_text()
    found += judged(judge, plain, page, "check")
    for context in (plain, judge):
        context.close()
    assert found == []
    assert [words for words in ANSWERED if words not in answered] == []


def answer(page: Page, name: str) -> None:
    """Answer the question by what its page offers, and go on."""
    if name in PICKED:
        page.locator(f"input[value='{PICKED[name]}']").check(force=True)
    if name in TYPED:
        page.locator("#answer").fill(TYPED[name])
    if name == "draw":
        photo = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": a_photo()}
        page.locator("#answer").set_input_files(photo)
    if name == "colour":
        page.locator("#words").fill("a bit orange")
    if name == "since":
        page.locator("select").select_option(index=5)
        page.locator("input[name=value]").fill("2024")
    if name == "matters":
        page.locator("select").nth(0).select_option("food:2")
        page.locator("select").nth(2).select_option("quiet:1")
    follow(page.locator("form button.main"))


def judged(judge: BrowserContext, owner: BrowserContext, page: Page, name: str) -> list[str]:
    """Return what is wrong with the page that its owner has open, a line each."""
    judge.add_cookies(owner.cookies())
    looked = judge.new_page()
    looked.goto(page.url)
    wide = looked.evaluate("document.documentElement.scrollWidth > innerWidth")
    violations = Axe().run(looked, options=ALL).response["violations"]
    looked.close()
    faults = [f"{name}: {fault['id']} {fault['nodes'][0]['html'][:120]}" for fault in violations]
    return [*faults, *([f"{name}: wider than the phone"] if wide else [])]
