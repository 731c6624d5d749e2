"""What a script adds to the young people's pages, and that they are whole without it."""

from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, Page

from participation.core.clock import SetClock
from participation.core.pictures import MOST_BYTES
from participation.models import Submission
from participation.models.database import Database
from participation.services import consultations
from surveys.definition import Kind
from tests.browser.conftest import Serve
from tests.browser.following import presses
from tests.factories import a_council
from tests.surveys.making import question, survey

pytestmark = pytest.mark.browser

DESKTOP_AT_400_PERCENT = {"width": 320, "height": 256}
WORDS = "It is loud at night."


def press_until(page: Page, selector: str, most: int = 60) -> None:
    """Press Tab until the focus stands on the first element that fits."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"Tab never came to {selector} on {page.url}")


def enter(page: Page) -> None:
    """Press Enter and wait for the page that it leads to."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def seen(page: Page) -> bool:
    """Return whether what has the focus is in sight, not under the bar at the top."""
    return page.evaluate(
        "() => { const box = document.activeElement.getBoundingClientRect();"
        " const bar = document.querySelector('.top').getBoundingClientRect();"
        " return box.bottom > bar.bottom && box.top < innerHeight; }"
    )


def test_the_whole_survey_by_keyboard_in_large_letters_at_400_percent_without_a_script(
    chromium: Browser, first_page: str, database: Database
) -> None:
    context = chromium.new_context(
        viewport=DESKTOP_AT_400_PERCENT, device_scale_factor=4, java_script_enabled=False
    )
    page = context.new_page()
    hidden, wide = [], []
    page.goto(first_page.partition("/c/")[0] + "/comfort")
    for wish in ("large", "calm"):
        page.locator(f"input[value={wish}]").check(force=True)
    page.get_by_role("button", name="Done").click()
    page.goto(first_page)

    press_until(page, "form .main")
    enter(page)
    while "/q/" in page.url:
        press_until(page, "input[type=radio], input[type=checkbox], textarea")
        hidden += [] if seen(page) else [page.url]
        typed = page.evaluate("() => document.activeElement.matches('textarea')")
        page.keyboard.type(WORDS) if typed else page.keyboard.press("Space")
        press_until(page, "form .main")
        wide += [page.url] if page.evaluate("document.body.scrollWidth") > 320 else []
        enter(page)
    press_until(page, "form > .on .main")
    enter(page)

    ticket = page.locator(".ticket b").count()
    context.close()
    assert ticket == 5
    assert (hidden, wide) == ([], [])
    with database.reading() as session:
        assert session.query(Submission).count() == 1


def test_on_a_broken_line_the_words_stay_and_are_sent_when_it_is_back(
    chromium: Browser, first_page: str
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(first_page)
    page.get_by_role("button", name="Start").click()
    page.get_by_text("Sad", exact=True).click()
    page.wait_for_load_state("networkidle")

    context.set_offline(True)
    page.get_by_role("button", name="Next").click()
    page.locator(".gone", has_text="What you said is still here").wait_for()
    page.get_by_text("Very sad", exact=True).click()
    context.set_offline(False)
    page.wait_for_url("**/q/2*", timeout=15_000)
    page.goto(first_page.partition("/c/")[0] + "/q/1")

    assert page.locator("input[value=very-sad]").is_checked()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    context.close()


def test_an_answer_sent_twice_by_the_browser_is_taken_once(
    chromium: Browser, first_page: str
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(first_page)
    page.get_by_role("button", name="Start").click()
    page.get_by_text("Sad", exact=True).click()
    sent = []
    # The line breaks after the server has taken the answer and before the phone hears of it.
    page.route("**/q", lambda route: (sent.append(route.fetch(max_redirects=0)), route.abort()))

    page.get_by_role("button", name="Next").click(no_wait_after=True)
    page.wait_for_timeout(500)
    page.unroute("**/q")
    page.goto(first_page.partition("/c/")[0] + "/q/1")
    presses(page, "Next")

    assert [answer.status for answer in sent] == [303]
    assert page.url.partition("#")[0].endswith("/q/2")
    assert page.locator(".mine").count() == 1
    context.close()


def test_shift_three_times_leaves_and_back_shows_nothing(
    chromium: Browser, first_page: str
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(first_page)
    page.get_by_role("button", name="Start").click()
    page.get_by_text("Sad", exact=True).click()

    for _ in range(3):
        page.keyboard.press("Shift")
    page.get_by_role("table").wait_for()
    titles = [page.title()]
    for _ in range(4):
        page.go_back()
        page.get_by_role("table").wait_for()
        titles.append(page.title())

    assert set(titles) == {"Calendar"}
    context.close()


def test_a_picture_is_made_smaller_on_the_phone_and_one_too_big_is_told_before_it_is_sent(
    chromium: Browser, app: Flask, serve: Serve, scene_that_draws: str, tmp_path: Path
) -> None:
    page = chromium.new_page()
    page.goto(f"{serve(app)}/c/{scene_that_draws}")
    page.locator("form button.main").first.click()
    page.locator("#asks").click()
    page.evaluate("async () => { await more; }")
    photo, heavy = tmp_path / "my-home.png", tmp_path / "heavy.jpg"
    Image.new("RGB", (1800, 600), "green").save(photo)
    with heavy.open("wb") as file:
        file.truncate(MOST_BYTES + 1)

    page.locator("#answer").set_input_files(heavy)
    page.wait_for_selector("#big:not(:empty)")
    told, left = page.locator("#big").inner_text(), page.locator("#answer").input_value()
    page.locator("#answer").set_input_files(photo)
    while page.locator("#answer").evaluate("(box) => box.files[0].name") != "picture.jpg":
        page.wait_for_timeout(20)
    with page.expect_navigation(url="**/check"):
        page.locator("form button.main").click()
    shown = page.locator(".drawn img")

    assert told.startswith("That picture is too big.")
    assert left == ""
    assert shown.evaluate("(image) => [image.naturalWidth, image.naturalHeight]") == [160, 53]
    page.close()


@pytest.fixture
def scene_that_draws(database: Database, clock: SetClock) -> str:
    """The way to a survey of one drawing."""
    with database.writing() as session:
        council, today = a_council(session), clock.now().date()
        asked = survey(question("draw", Kind.DRAWING))
        version = consultations.publish_survey(session, council, asked)
        opening = consultations.Opening("paper", "Paper", (), today, today)
        return consultations.open_consultation(session, council, version, opening).link
