"""The staff pages as axe judges them: 320 pixels and desktop, light and dark, nothing sideways."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.routing import Rule

from participation.domain.policy import Role
from tests.browser.judging import faults
from tests.browser.test_staff_journey import Served, served
from tests.web.staff.conftest import Visitor, found_house
from tests.web.staff.lived import AT_THE_DOOR, BETWEEN, Lived, live

pytestmark = pytest.mark.browser

__all__ = ["served"]

SIZES = {"phone": {"width": 320, "height": 640}, "desktop": {"width": 1280, "height": 900}}


@dataclass
class Tour:
    """A council with something on every page, and a window for each of its people."""

    lived: Lived
    address: str
    chromium: Browser
    windows: dict[object, Page] = field(default_factory=dict)

    def window(self, who: object) -> Page:
        """Return the window of a role, of nobody, or of whoever has typed a password."""
        if who not in self.windows:
            page = self.chromium.new_context(reduced_motion="reduce").new_page()
            page.context.add_cookies(self._cookies(who))
            self.windows[who] = page
        return self.windows[who]

    def _cookies(self, who: object) -> list:
        house = self.lived.house
        visitor = house.visitor(who) if isinstance(who, Role) else self._visitor(who)
        return [
            {"name": cookie.key, "value": cookie.value, "url": self.address}
            for cookie in visitor.client._cookies.values()
        ]

    def _visitor(self, who: object) -> Visitor:
        return self.lived.between() if who == "between" else self.lived.house.visitor()

    def whose(self, rule: Rule) -> list[object]:
        """Return who looks at the page."""
        if rule.endpoint in AT_THE_DOOR:
            return ["nobody"]
        if rule.endpoint in BETWEEN:
            return ["between"]
        return list(Role) if rule.endpoint == "start.show" else [self.lived.whose(rule)]

    def look(self, who: object, path: str) -> list[str]:
        """Return what is wrong with the page on a phone by day and on a desk by night."""
        page, found = self.window(who), []
        page.set_viewport_size(SIZES["phone"])
        page.emulate_media(color_scheme="light")
        answer = page.goto(self.address + path)
        if answer.status != 200 or page.url != self.address + path:
            return [f"{path}: {answer.status} at {page.url}"]
        found += faults(page, f"{path} on a phone") + sideways(page, path)
        page.set_viewport_size(SIZES["desktop"])
        page.emulate_media(color_scheme="dark")
        return found + faults(page, f"{path} on a desk in the dark") + sideways(page, path)


@pytest.fixture
def tour(chromium, sqlite_database, keys, clock, tmp_path, serve) -> Iterator[Tour]:
    url = sqlite_database.engine.url.render_as_string(hide_password=False)
    house = found_house(url, keys, clock, tmp_path, made_up=False)
    tour = Tour(live(house), serve(house.app), chromium)
    yield tour
    for page in tour.windows.values():
        page.context.close()
    house.app.extensions["office"].database.close()
    house.database.close()


def sideways(page: Page, path: str) -> list[str]:
    """Return the page's name if it is wider than the screen."""
    width, room = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return [f"{path}: {width} wide on {room}"] if width > room else []


def look(page: Page, served: Served, paths: list[str]) -> list[str]:
    found = []
    for path in paths:
        page.goto(served.address + path)
        found += faults(page, path) + sideways(page, path)
    return found


def test_axe_finds_nothing_on_any_page_that_the_app_has(tour):
    found = []
    for rule in tour.lived.rules():
        for who in tour.whose(rule):
            found += tour.look(who, tour.lived.address(rule))

    assert not found, "\n".join(found)


def test_axe_finds_nothing_on_the_draft_and_the_forms_with_problems(tour):
    page = tour.window(Role.OFFICER)
    page.set_viewport_size(SIZES["phone"])
    page.goto(f"{tour.address}/meetings/{tour.lived.values['meeting_id']}/digest")
    page.get_by_role("button", name="Build it").click()
    found = faults(page, "nothing chosen") + sideways(page, "nothing chosen")
    page.get_by_role("link", name="Take a consultation").click()
    page.locator("input[value=home]").check()
    page.get_by_role("button", name="Bring it up to date").click()
    found += faults(page, "unread in the way")
    page.get_by_label("Take them although some answers are unread").check()
    page.get_by_role("button", name="Bring it up to date").click()
    found += faults(page, "draft") + sideways(page, "draft")
    page.get_by_role("button", name="Add the ask").click()
    found += faults(page, "no words in the ask")
    page.get_by_role("button", name="Look at it and send it").click()
    found += faults(page, "send") + sideways(page, "send")
    page.goto(f"{tour.address}/consultations/new")
    page.get_by_role("button", name="Open it").click()
    found += faults(page, "nothing typed")

    assert not found, "\n".join(found)


def test_axe_finds_nothing_on_the_sign_in(chromium, served):
    page = chromium.new_context(viewport=SIZES["phone"]).new_page()
    page.goto(f"{served.address}/sign-in")
    found = faults(page, "sign in")
    page.get_by_role("button", name="Sign in").click()
    found += faults(page, "nothing typed")

    assert not found, "\n".join(found)
