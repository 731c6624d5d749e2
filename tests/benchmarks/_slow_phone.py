"""A phone on a slow line: Chromium with the figures by which Lighthouse slows one down.

Lighthouse 12 takes 150 ms and 1.6 Mbit/s for a slow 4G line, and lets Chromium wait 3.75 times
as long for each answer and pass nine tenths of that, since it slows requests and not packets;
and the processor works at a quarter of its speed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS

ROUND_TRIP_MS = 150
BITS_A_SECOND = 1_638_400
SLOWER_PROCESSOR = 4
SLOW_4G = {
    "offline": False,
    "latency": ROUND_TRIP_MS * 3.75,
    "downloadThroughput": BITS_A_SECOND * 0.9 / 8,
    "uploadThroughput": 675_000 / 8,
}
PHONE = {"width": 412, "height": 823}
LAST_PAINT = """new Promise((done) => {
  new PerformanceObserver((all) => done(all.getEntries().at(-1).startTime))
    .observe({type: "largest-contentful-paint", buffered: true});
  setTimeout(() => done(NaN), 3000);
})"""
TIMES = 3

Cookie = tuple[str, str] | None


@dataclass(frozen=True)
class Seen:
    """What a page took: requests, bytes over the wire, and milliseconds to its largest paint."""

    requests: int
    size: int
    paint: float

    def told(self, name: str, more: str = "") -> str:
        """Return it as a line of figures."""
        figures = f"{self.requests:3} requests {self.size:9,} bytes {self.paint:7,.0f} ms"
        return f"{name:46} {figures}{more}"


@contextmanager
def chromium() -> Iterator[Chromium | None]:
    """Give a Chromium, or None where there is none."""
    if not CHROMIUM.exists():
        yield None
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        yield browser
        browser.close()


def opened(browser: Chromium, address: str, cookie: Cookie = None, after: str = "") -> Seen:
    """Return what opening the address takes a phone that has kept nothing.

    Or nothing but what it kept of the page that it saw before.
    """
    all_seen = [_once(browser, address, cookie, after) for _ in range(TIMES)]
    first = all_seen[0]
    return Seen(first.requests, first.size, median(seen.paint for seen in all_seen))


def pressed(browser: Chromium, address: str, cookie: Cookie, button: str) -> Seen:
    """Return what the page after this button takes; the page with the button is there already."""
    with _context(browser, address, cookie) as context:
        page = context.new_page()
        page.goto(address)
        return _seen(page, lambda: _press(page, button))


def _once(browser: Chromium, address: str, cookie: Cookie, after: str) -> Seen:
    with _context(browser, address, cookie) as context:
        page = context.new_page()
        if after:
            page.goto(after)
        return _seen(page, lambda: page.goto(address))


def _press(page: Page, button: str) -> None:
    # A script sends some forms itself and goes on when the answer has come.
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).first.click()


@contextmanager
def _context(browser: Chromium, address: str, cookie: Cookie) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=PHONE, device_scale_factor=1.75, is_mobile=True)
    if cookie is not None:
        context.add_cookies([{"name": cookie[0], "value": cookie[1], "url": address}])
    yield context
    context.close()


def _seen(page: Page, go: Callable[[], object]) -> Seen:
    line = page.context.new_cdp_session(page)
    asked: set[str] = set()
    kept: set[str] = set()
    sizes: list[float] = []

    def note(request: dict[str, dict[str, str]]) -> None:
        if request["request"]["url"].startswith("http"):
            asked.add(str(request["requestId"]))

    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW_4G)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_PROCESSOR})
    line.on("Network.requestWillBeSent", note)
    line.on("Network.requestServedFromCache", lambda found: kept.add(found["requestId"]))
    line.on("Network.loadingFinished", lambda done: sizes.append(done["encodedDataLength"]))
    go()
    page.wait_for_load_state("networkidle")
    paint = float(page.evaluate(LAST_PAINT))
    return Seen(len(asked - kept), round(sum(sizes)), paint)
