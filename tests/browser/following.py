"""Pressing what leads to another page: a click alone returns while that page still comes."""

from playwright.sync_api import Locator, Page


def follow(pressed: Locator) -> None:
    """Press it and wait for all of the page that comes of it."""
    with pressed.page.expect_navigation():
        pressed.click()


def presses(page: Page, button: str) -> None:
    """Press the button of that name and wait for all of the page that comes of it."""
    follow(page.get_by_role("button", name=button, exact=True))
