"""A tour of every page that the young people's app can show, for whoever judges pages."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, request, template_rendered
from playwright.sync_api import Page

from participation.core.files import templates_dir
from participation.core.speech import said, speaking
from tests.browser.young_sights import Sights

WORDS = "He hits me. Ring Sharon on 07700 900123."

NO_PAGE = {
    "start.find": "goes on to the link, or shows the start page again",
    "questions.now": "goes on to the question",
    "checking.sent_before": "goes on to the five words",
    "taking_back.ask_receipt": "goes on to the five words",
    "contacting.ask_again": "goes on to the come-back code",
    "ticketing.ask_receipt": "goes on to the five words",
    "together.go": "goes on to the first page",
    "helping.robots": "a file",
    "parts.send": "a file",
    "questions.show_picture": "a picture",
    "logos.send": "a picture",
    "questions.line": "says only that the line holds",
}
"""Places that show no page of their own, and why."""


@dataclass
class Tour:
    """A browser on its way, and what it has seen."""

    app: Flask
    address: str
    page: Page
    judge: Callable[[Page, str], list[str]]
    language: str = "en"
    found: list[str] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    templates: set[str] = field(default_factory=set)

    def watched(self, act: Callable[["Tour"], None]) -> "Tour":
        """Return the tour after the act, with every place and template noted that answered."""

        def note(_app: Flask, template: Any, **_more: Any) -> None:
            self.templates.add(template.name)
            if request.method in ("GET", "HEAD"):
                self.places.add(request.endpoint or "")

        with template_rendered.connected_to(note, self.app):
            act(self)
        return self

    def words(self, text: str) -> str:
        """Return what the page says for this English text."""
        with speaking(self.language):
            return said(text)

    def look(self, name: str = "") -> None:
        """Have the page that stands open judged."""
        shown = name or urlsplit(self.page.url).path
        self.found.extend(self.judge(self.page, shown))

    def go(self, path: str, name: str = "") -> None:
        self.page.goto(self.address + path)
        self.look(name or path)

    def press(self, button: str, name: str = "") -> None:
        # A script sends some forms itself and goes on when the answer has come.
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=self.words(button), exact=True).first.click()
        self.look(name or f"after {button}")

    def fill(self, words: str) -> None:
        self.page.get_by_role("textbox").first.fill(words)

    def left_out(self) -> list[str]:
        """Return each page of the app that was not seen, by its place or its template."""
        places = {
            rule.endpoint for rule in self.app.url_map.iter_rules() if "GET" in (rule.methods or ())
        }
        return sorted(
            (places - self.places - set(NO_PAGE)) | (whole_pages() - self.templates),
        )


def whole_pages() -> set[str]:
    """Return the templates that are pages of their own."""
    folder: Path = templates_dir() / "young"
    return {
        path.name for path in folder.glob("*.html") if path.read_text().startswith("{% extends")
    }


def answer(page: Page) -> None:
    """Answer the question that stands open, whatever its kind."""
    picks = page.locator("main input:is([type=radio],[type=checkbox])")
    if picks.count():
        picks.first.check(force=True)
        return
    for place, choice in enumerate(page.locator("main select").all(), 1):
        choice.select_option(index=place)
    for box in page.locator("main :is(textarea,input[type=text])").all():
        box.fill(WORDS)
    for box in page.locator("main input:is([type=number],[inputmode=numeric])").all():
        box.fill("2019" if page.locator("main select").count() == 1 else "3")


def ways_in(tour: Tour, sights: Sights) -> None:
    """Look at every page that stands open to anybody."""
    for path in (
        "/",
        "/find?link=nothere2",
        "/i",
        f"/i/{sights.code}",
        f"/c/{sights.link}",
        f"/c/{sights.link}/later",
        f"/c/{sights.by_invite}",
        f"/c/{sights.ended}",
        "/wall/testshire",
        "/list/testshire",
        "/cards/testshire",
        "/help",
        "/help/testshire",
        "/contact/othershire",
        "/carry-on",
        "/comfort",
        "/what-stays",
        "/journey",
        "/language",
        "/nowhere",
    ):
        tour.go(path)


def the_questions(tour: Tour, sights: Sights) -> None:
    """Answer a question of each kind, wrongly once, to the check page."""
    tour.page.goto(f"{tour.address}/c/{sights.link}?in={tour.language}")
    tour.press("Start", "the first question")
    while tour.page.url.partition("#")[0] != f"{tour.address}/check":
        place = tour.page.url
        answer(tour.page)
        tour.press("Next")
        assert tour.page.url != place, f"{place} takes no answer: {tour.page.inner_text('main')}"
    tour.go("/later")


def the_receipt(tour: Tour) -> None:
    """Change the first answer while something breaks, and send all that was said."""
    tour.page.goto(f"{tour.address}/check")
    tour.page.get_by_role("button", name=tour.words("Change")).first.click()
    answer(tour.page)
    whole = tour.app.view_functions["questions.answer"]
    tour.app.view_functions["questions.answer"] = None  # type: ignore[assignment]
    tour.press("Next", "something broke")
    tour.app.view_functions["questions.answer"] = whole
    tour.page.get_by_role("button", name=tour.words("Try again")).click()
    tour.press("Send", "the receipt")


def what_came_of_it(tour: Tour, sights: Sights) -> None:
    """Look at two journeys, judge an answer, answer a word back and take words back."""
    tour.page.goto(f"{tour.address}/journey")
    tour.fill("brave otter lemon river kite")
    tour.press("See where my words are", "unknown words")
    tour.fill(sights.told)
    tour.press("See where my words are", "a journey")
    tour.press("For the next meeting")
    with tour.page.expect_navigation():
        tour.page.locator(".verdicts.one button").first.click()
    tour.look("a topic wanted")
    tour.page.goto(f"{tour.address}/journey")
    tour.fill(sights.worried)
    tour.press("See where my words are", "a word back")
    tour.fill("Yes, please ring me.")
    tour.press("Send my answer")
    tour.press("Take my words back")
    tour.press("Yes, take them back")


def somebody_to_reach_me(tour: Tour) -> None:
    """Fill the contact form, wrongly once, and come back with its code."""
    tour.go("/contact/testshire")
    tour.press("Send it, sealed", "a contact form left empty")
    tour.page.get_by_label(tour.words("What should we call you?")).fill("Sam")
    tour.page.get_by_label(tour.words("How can we reach you?")).fill("through my advocate")
    tour.press("Send it, sealed")
    code = " ".join(tour.page.locator(".ticket li b").all_inner_texts())
    tour.go("/contact/code")
    tour.fill("brave otter lemon river kite")
    tour.press("Look", "an unknown code")
    tour.fill(code)
    tour.press("Look")


def a_shared_tablet(tour: Tour, sights: Sights) -> None:
    """Send a little on a shared tablet, and look away until its pages ask."""
    page = tour.page
    page.goto(f"{tour.address}/c/{sights.link}?together&in={tour.language}")
    page.get_by_role("button", name=tour.words("Start")).click()
    for _ in range(2):  # the first is a page that asks nothing
        answer(page)
        with page.expect_navigation():
            page.get_by_role("button", name=tour.words("Next"), exact=True).click()
    page.add_style_tag(content=".still{animation:none!important;visibility:visible!important}")
    tour.look("still there?")
    page.goto(f"{tour.address}/check")
    tour.press("Send", "the receipt on a shared tablet")
    page.evaluate("document.querySelector('.still form').submit()")
    page.wait_for_url("**/ticket")
    tour.look("the words once more")


def with_somebody(tour: Tour, sights: Sights) -> None:
    """Begin with a supporting adult, and take over."""
    tour.go(f"/c/{sights.link}?who", "with help")
    tour.press("Start together")
    tour.go("/your-turn")
    tour.press("I have it now, and nobody is looking")


def the_way_out(tour: Tour) -> None:
    """Leave quickly."""
    tour.go("/leave")
    tour.go("/q", "back after leaving")


def all_of_it(tour: Tour, sights: Sights) -> None:
    """Go the whole way round."""
    ways_in(tour, sights)
    the_questions(tour, sights)
    the_receipt(tour)
    what_came_of_it(tour, sights)
    somebody_to_reach_me(tour)
    with_somebody(tour, sights)
    a_shared_tablet(tour, sights)
    the_way_out(tour)
