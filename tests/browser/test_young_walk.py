"""A young person's way to the receipt in a real browser, with scripts off, on a small phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from participation.models import Submission
from participation.models.database import Database
from tests.browser.following import follow

pytestmark = pytest.mark.browser

PHONE = {"width": 320, "height": 640}


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    """A phone of 320 px with scripts turned off."""
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    yield context
    context.close()


def addresses_asked_by(page: Page) -> list[str]:
    """Return a list that every request of the page adds its address to."""
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    return asked


def to_the_words(page: Page, address: str) -> None:
    """Answer up to the question that is answered in words."""
    page.goto(address)
    page.get_by_role("button", name="Start").click()
    page.get_by_label("Sad", exact=True).check(force=True)
    page.get_by_role("button", name="Next").click()
    page.get_by_text("My room").click()
    page.get_by_role("button", name="Next").click()
    for _ in range(2):
        page.locator("fieldset").get_by_text("I don't want to say").click()
        page.get_by_role("button", name="Next").click()


def test_the_walk_to_the_receipt_without_a_script(
    phone: BrowserContext, first_page: str, database: Database
) -> None:
    page = phone.new_page()
    asked = addresses_asked_by(page)

    to_the_words(page, first_page)
    page.get_by_role("textbox").fill("It is loud at night.")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("textbox").fill("A lock on my door.")
    page.get_by_role("button", name="Next").click()
    page.get_by_text("You may show my words").first.click()
    page.get_by_role("button", name="Send", exact=True).click()

    expect(page.locator(".ticket b")).to_have_count(5)
    origin = first_page.partition("/c/")[0]
    assert page.url == f"{origin}/send"
    assert all(address.startswith(origin) for address in asked)
    assert len(phone.cookies()) == 1
    with database.reading() as session:
        assert session.query(Submission).count() == 1


def test_each_page_is_one_request(phone: BrowserContext, first_page: str) -> None:
    page = phone.new_page()
    asked = addresses_asked_by(page)

    page.goto(first_page)

    assert asked == [first_page]


def test_no_page_scrolls_sideways_at_320(phone: BrowserContext, first_page: str) -> None:
    page = phone.new_page()
    widths = []

    to_the_words(page, first_page)
    for path in ("/", "/q/1", "/q/2", "/check", "/later", "/carry-on", "/help/testshire"):
        page.goto(first_page.partition("/c/")[0] + path)
        widths.append(page.locator("html").bounding_box()["width"])
        cut_off = page.locator("main :visible").evaluate_all(
            "all => all.filter(e => e.getBoundingClientRect().right > 320.5"
            " && !e.closest('svg')).map(e => e.outerHTML.slice(0, 80))"
        )
        assert cut_off == [], path

    assert set(widths) == {320}


def test_after_leaving_back_shows_a_neutral_page(phone: BrowserContext, first_page: str) -> None:
    page = phone.new_page()
    to_the_words(page, first_page)

    follow(page.get_by_role("link", name="Leave quickly"))
    titles = [page.title()]
    page.go_back()
    titles.append(page.title())

    assert titles == ["Calendar", "Calendar"]
    assert page.get_by_text("My room").count() == 0


def test_a_mistake_takes_the_reader_to_its_sentence(chromium: Browser, first_page: str) -> None:
    context = chromium.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(first_page)
    page.get_by_role("button", name="Start").click()

    page.get_by_role("button", name="Next").click()

    expect(page.locator("#fix")).to_be_focused()
    assert page.locator("#fix").bounding_box()["y"] < PHONE["height"]
    context.close()
