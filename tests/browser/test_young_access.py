"""Every young page as axe judges it: small phone and desktop, light and dark."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.models.database import Database
from tests.browser import young_tour
from tests.browser.conftest import Serve
from tests.browser.judging import ALL, COLOURS, LAYOUT, faults
from tests.browser.young_sights import Sights, sights
from tests.browser.young_tour import Tour
from tests.web.young.conftest import an_app, close

pytestmark = pytest.mark.browser

PHONE, DESKTOP = {"width": 320, "height": 800}, {"width": 1280, "height": 800}


@pytest.fixture
def place(
    database_url: str, database: Database, keys: KeyFolder, clock: SetClock, tmp_path: Path
) -> Iterator[tuple[Flask, Sights]]:
    """The app on a council with something behind every door."""
    with database.writing() as session:
        seen = sights(session, keys, clock)
    app = an_app(database_url, keys, clock, tmp_path)
    yield app, seen
    close(app)


def judged(page: Page, name: str) -> list[str]:
    """Return what axe finds on the page that stands open, a line each."""
    found = []
    for size, scheme, rules in (
        (PHONE, "light", ALL),
        (PHONE, "dark", COLOURS),
        (DESKTOP, "light", LAYOUT),
    ):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        found += faults(page, f"{name}, {size['width']} px, {scheme}", rules)
    return found


def test_axe_finds_nothing_wrong_on_any_page(
    chromium: Browser, place: tuple[Flask, Sights], serve: Serve
) -> None:
    app, seen = place
    # Our own policy would keep axe out of the page.
    context = chromium.new_context(bypass_csp=True, reduced_motion="reduce")
    tour = Tour(app, serve(app), context.new_page(), judged)

    tour.watched(lambda tour: young_tour.all_of_it(tour, seen))

    context.close()
    assert tour.found == []
    assert tour.left_out() == []
