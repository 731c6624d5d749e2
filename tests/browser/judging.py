"""What axe finds on a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def faults(page: Page, name: str) -> list[str]:
    """Return what axe finds on the page that stands open, a line each."""
    only = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=only)
    return [
        f"{name}: {fault['id']} {node['html'][:120]}"
        for fault in found.response["violations"]
        for node in fault["nodes"]
    ]
