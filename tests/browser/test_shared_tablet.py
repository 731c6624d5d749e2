"""Twelve people on one tablet: nobody meets another's answer or receipt."""

import re

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as BrowserError

from participation.models import Conversation, Submission
from participation.models.database import Database
from participation.web.young.parts import NAME as PARTS
from tests.browser.following import follow, presses

pytestmark = pytest.mark.browser

PEOPLE = 12
TABLET = {"width": 768, "height": 1024}
PLACES = ("/q", "/q/1", "/q/5", "/check", "/send", "/later", "/journey", "/carry-on", "/take-back")


@pytest.fixture
def first_page(first_page: str) -> str:
    """The address of an open consultation, for sharing."""
    return f"{first_page}?together"


def says(page: Page, words: str) -> set[str]:
    """Answer and send, and return the words of the receipt."""
    presses(page, "Start")
    while "/q" in page.url:
        if page.get_by_role("textbox").count():
            page.get_by_role("textbox").fill(words)
        else:
            page.locator("label.option").first.click()
        presses(page, "Next")
    presses(page, "Send")
    receipt = re.findall(r"<li><b>(\w+)</b>", page.content())
    # A list: a word may stand twice in a receipt.
    assert len(receipt) == 5, f"{page.url}\n{page.locator('body').inner_text()}"
    return set(receipt)


def go_back(page: Page, steps: int) -> None:
    """Press Back so often, and then ask for the page again, as far as the browser goes along."""
    for press in [page.go_back] * steps + [page.reload]:
        try:
            press(wait_until="load", timeout=3_000)
        except BrowserError:
            page.wait_for_timeout(50)  # a form's answer is not kept, and the browser says so


def looks_about(page: Page, origin: str) -> str:
    """Return all that can be met by going back, by asking again and by what is remembered."""
    met = []
    for _ in range(4):
        go_back(page, 2)
        met.append(shown(page))
    for place in PLACES:
        opened(page, origin + place)
        typed = page.locator("textarea").all()
        met += [shown(page), *(field.input_value() for field in typed)]
    return "\n".join(met)


def shown(page: Page) -> str:
    """Return the page, also while the browser still goes back somewhere."""
    for _ in range(100):
        try:
            return page.content()
        except BrowserError:
            page.wait_for_timeout(50)
    return page.content()


def opened(page: Page, address: str) -> None:
    """Open the address, also while the browser still goes back somewhere."""
    try:
        page.goto(address)
    except BrowserError:
        page.goto(address)


def holds(met: str, words: str, receipt: set[str]) -> bool:
    """Return whether the answer, or all of the receipt, stands in what was met."""
    return words in met or receipt <= set(re.findall(r"\w+", met))


def test_twelve_answers_on_one_tablet_meet_nobody_elses(
    chromium: Browser, first_page: str, database: Database
) -> None:
    context = chromium.new_context(viewport=TABLET, java_script_enabled=False)
    page = context.new_page()
    origin = first_page.partition("/c/")[0]
    earlier: list[tuple[str, set[str]]] = []
    found = []

    for number in range(PEOPLE):
        page.goto(first_page)
        words = f"zanzibar marmalade number {number} lighthouse"
        receipt = says(page, words)
        met = page.content()
        follow(page.get_by_role("link", name="Next person"))
        earlier.append((words, receipt))
        met_after = looks_about(page, origin)
        found += [number for told in earlier[:-1] if holds(met, *told)]
        found += [number for told in earlier if holds(met_after, *told)]

    context.close()
    with database.reading() as session:
        assert session.query(Submission).count() == PEOPLE
        assert session.query(Conversation).count() == 0
    assert found == []


def test_whoever_walks_away_in_the_middle_leaves_nothing(
    chromium: Browser, first_page: str, database: Database
) -> None:
    context = chromium.new_context(viewport=TABLET, java_script_enabled=False)
    page = context.new_page()
    page.goto(first_page)
    page.get_by_role("button", name="Start").click()
    page.locator("label.option").first.click()
    page.get_by_role("button", name="Next").click()
    follow(page.get_by_role("link", name="Clear this for the next person"))

    met = looks_about(page, first_page.partition("/c/")[0])

    context.close()
    with database.reading() as session:
        assert session.query(Conversation).count() == 0
    assert "What you said so far" not in met


def test_a_page_left_open_clears_itself_without_a_script(
    chromium: Browser, first_page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("participation.web.young.together.IDLE_SECONDS", 1)
    context = chromium.new_context(viewport=TABLET, java_script_enabled=False)
    page = context.new_page()
    page.goto(first_page)
    page.get_by_role("button", name="Start").click()

    page.wait_for_url("**/leave", timeout=15_000)

    assert page.title() == "Calendar"
    context.close()


def test_a_slow_writer_is_asked_first_and_one_tap_keeps_every_word(
    chromium: Browser, app: Flask, first_page: str
) -> None:
    pieces = app.extensions[PARTS].style.pieces
    assert "240s" in pieces["still"]
    pieces["still"] = pieces["still"].replace("240s", "5s")
    context = chromium.new_context(viewport=TABLET, java_script_enabled=False)
    page = context.new_page()
    page.goto(first_page)
    presses(page, "Start")
    while not page.get_by_role("textbox").count():
        page.locator("label.option").first.click()
        presses(page, "Next")
    asks = page.get_by_role("button", name="Are you still there?")
    hidden_at_first = asks.count() == 0
    page.get_by_role("textbox").fill("it takes me long to")

    asks.wait_for(timeout=15_000)
    page.mouse.click(TABLET["width"] / 2, TABLET["height"] - 40)

    page.wait_for_load_state()
    assert hidden_at_first
    assert page.get_by_role("textbox").input_value() == "it takes me long to"
    context.close()
