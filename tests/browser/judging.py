"""What axe finds on a page."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL = {"runOnly": {"type": "tag", "values": TAGS}}
# What else axe looks at is the same in any width and colour scheme.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
LAYOUT = {"runOnly": {"type": "rule", "values": ["color-contrast", "target-size"]}}


def faults(page: Page, name: str, rules: dict[str, object] = ALL) -> list[str]:
    """Return what axe finds on the page that stands open, a line each."""
    # A page is often judged more than once, and reading half a megabyte of axe takes longer.
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(
        "rules => axe.run(rules).then(found => found.violations)",
        {**rules, "resultTypes": ["violations"]},
    )
    return [
        f"{name}: {fault['id']} {node['html'][:120]}" for fault in found for node in fault["nodes"]
    ]
