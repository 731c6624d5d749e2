"""Every young page in another language, as axe judges it at 320 px.

Arabic each time; with PARTICIPATION_AUDIT=1 (`make audit`) every language, at both widths and in
both colour schemes.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from participation.core.catalogues import languages
from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.models.database import Database
from participation.services.councils import council_named
from tests.browser import young_tour
from tests.browser.conftest import Serve
from tests.browser.judging import ALL, COLOURS, LAYOUT, faults
from tests.browser.test_young_access import DESKTOP, PHONE
from tests.browser.young_sights import Sights, sights
from tests.browser.young_tour import Tour
from tests.languages.offering import offer
from tests.web.young.conftest import an_app, close

pytestmark = pytest.mark.browser

AUDIT = os.environ.get("PARTICIPATION_AUDIT") == "1"
OTHERS = tuple(code for code in languages() if code != "en")
LOOKED_AT = ("en", *OTHERS) if AUDIT else ("ar",)
VIEWS = ((PHONE, "light", ALL),)
ALL_VIEWS = (
    *VIEWS,
    (PHONE, "dark", COLOURS),
    (DESKTOP, "light", LAYOUT),
    (DESKTOP, "dark", LAYOUT),
)


@pytest.fixture
def place(
    database_url: str, database: Database, keys: KeyFolder, clock: SetClock, tmp_path: Path
) -> Iterator[tuple[Flask, Sights]]:
    """The app on a council that offers every language."""
    with database.writing() as session:
        seen = sights(session, keys, clock)
        offer(session, council_named(session, "testshire"), *OTHERS)
    app = an_app(database_url, keys, clock, tmp_path)
    yield app, seen
    close(app)


def judged(page: Page, name: str) -> list[str]:
    """Return what axe finds, and whether the page is wider than its window, a line each."""
    found = []
    for size, scheme, rules in ALL_VIEWS if AUDIT else VIEWS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        # What stands half under the bar at the top, further down, would be called too small.
        page.evaluate("scrollTo(0, 0)")
        where = f"{name}, {size['width']} px, {scheme}"
        found += faults(page, where, rules)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{where}: wider than the window")
    return found


@pytest.mark.parametrize("language", LOOKED_AT)
def test_axe_finds_nothing_wrong_in_another_language(
    chromium: Browser, place: tuple[Flask, Sights], serve: Serve, language: str
) -> None:
    app, seen = place
    context = chromium.new_context(bypass_csp=True, reduced_motion="reduce", locale=language)
    tour = Tour(app, serve(app), context.new_page(), judged, language)

    tour.watched(lambda tour: young_tour.all_of_it(tour, seen))

    context.close()
    assert tour.found == []
