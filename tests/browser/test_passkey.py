"""A passkey in a real Chromium, with a device in software: added, used, removed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.judging import faults
from tests.browser.test_staff_journey import Served
from tests.web.staff.conftest import APP, PASSWORD, found_house

pytestmark = pytest.mark.browser

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def served(sqlite_database, keys, clock, tmp_path, serve) -> Iterator[Served]:
    """A council that is not made up, at the one address of this machine that has a name."""
    url = sqlite_database.engine.url.render_as_string(hide_password=False)
    house = found_house(url, keys, clock, tmp_path, made_up=False)
    yield Served(serve(house.app).replace("127.0.0.1", "localhost"), house)
    house.app.extensions["office"].database.close()
    house.database.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A narrow phone that keeps passkeys."""
    context = chromium.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    protocol = context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")
    protocol.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    yield page
    context.close()


def by_password(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/sign-in")
    page.get_by_label("E-mail address").fill("officer@testshire.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Code from your app").fill(APP.generate().token)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="What waits for you")).to_be_visible()


def by_passkey(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/sign-in")
    page.get_by_role("button", name="Sign in with a passkey").click()


def add(page: Page, served: Served) -> list[str]:
    page.goto(f"{served.address}/own")
    page.get_by_role("link", name="Passkeys").click()
    found = faults(page, "no passkey yet")
    page.get_by_label("Name of the passkey").fill("Work phone")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("rowheader", name="Work phone")).to_be_visible()
    return found + faults(page, "one passkey")


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_passkey_is_added_signs_in_and_is_removed(page, served):
    by_password(page, served)

    found = add(page, served)
    sign_out(page)
    by_passkey(page, served)
    expect(page.get_by_role("heading", name="What waits for you")).to_be_visible()
    page.goto(f"{served.address}/own/passkeys")
    page.get_by_role("button", name="Remove Work phone").click()
    expect(page.get_by_role("rowheader", name="Work phone")).to_have_count(0)
    sign_out(page)
    by_passkey(page, served)

    expect(page.get_by_role("heading", name="This passkey was not taken")).to_be_visible()
    assert not found, "\n".join(found)
