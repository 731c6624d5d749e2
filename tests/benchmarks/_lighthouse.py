"""Lighthouse's own verdict on the young people's pages: phone, slow 4G, as it reckons them.

    python -m tests.benchmarks._lighthouse

Not part of `make bench`, for it needs npm, the network and some minutes: the first run fetches
Lighthouse into ~/.cache/participation-lighthouse. It needs Node 18.20 or newer and Chromium.
Nothing is kept by the browser from page to page, so each page is seen as if it came first.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.benchmarks._server import FIELD, Browser, served
from tests.benchmarks._surveys import prepared
from tests.benchmarks.bench_pages import MIDDLE, QUESTIONS, an_answered_wall
from tests.browser.conftest import CHROMIUM, FLAGS

VERSION = "12.8.2"
CACHE = Path.home() / ".cache" / "participation-lighthouse"
JUDGED = ("performance", "accessibility", "best-practices")
PAINT = "largest-contentful-paint"
SENT = "/sent"
WALL = "/wall/testshire"

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def program() -> Path:
    """Return Lighthouse's program, fetched if it is not there."""
    found = CACHE / "node_modules" / ".bin" / "lighthouse"
    if not found.exists():
        npm = shutil.which("npm")
        if npm is None:
            sys.exit("npm is not here. Install Node 18.20 or newer, then try again.")
        CACHE.mkdir(parents=True, exist_ok=True)
        fetch = [npm, "install", "--legacy-peer-deps", "--no-save", f"lighthouse@{VERSION}"]
        if subprocess.run(fetch, cwd=CACHE, check=False, capture_output=True).returncode:
            sys.exit("npm could not fetch Lighthouse. Look at the network, then try again.")
    return found


def receipt_by_address(app: Wsgi) -> Wsgi:
    """Return the app with its receipt at an address: Lighthouse can send no form.

    The form stands in the query. Sent again, it is answered with the same receipt.
    """

    def answer(asked: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if asked["PATH_INFO"] == SENT:
            form = asked["QUERY_STRING"].encode()
            asked |= {"REQUEST_METHOD": "POST", "PATH_INFO": "/send", "QUERY_STRING": ""}
            asked |= {"CONTENT_LENGTH": str(len(form)), "wsgi.input": BytesIO(form)}
            asked |= {"CONTENT_TYPE": "application/x-www-form-urlencoded"}
        return app(asked, start)

    return answer


def places(port: int, link: str) -> dict[str, tuple[str, str]]:
    """Return the address and the cookie of each page that is judged."""
    begun, half, done = (Browser(port) for _ in range(3))
    for browser, answers in ((begun, 0), (half, MIDDLE - 1), (done, QUESTIONS)):
        browser.begin(link)
        for _ in range(answers):
            browser.answer()
    # Whoever comes first after a restart waits for what is made once; the others were asked before.
    Browser(port).ask("GET", WALL)
    sent = urlencode(dict(FIELD.findall(done.page)))
    return {
        "the page before the questions": (f"/c/{link}", ""),
        "the first question": ("/q/1", begun.cookie),
        f"question {MIDDLE}": (f"/q/{MIDDLE}", half.cookie),
        "the check page": ("/check", done.cookie),
        "the receipt": (f"{SENT}?{sent}", done.cookie),
        "the wall": (WALL, ""),
    }


def judged(lighthouse: Path, address: str, cookie: str, report: Path) -> str:
    """Return the scores of the page and when its largest part is painted."""
    command = [
        str(lighthouse),
        address,
        "--quiet",
        "--output=json",
        f"--output-path={report}",
        f"--only-categories={','.join(JUDGED)}",
        f"--extra-headers={json.dumps({'Cookie': cookie})}",
        f"--chrome-flags=--headless {' '.join(FLAGS)}",
    ]
    environment = {**os.environ, "CHROME_PATH": str(CHROMIUM)}
    if subprocess.run(command, env=environment, check=False, capture_output=True).returncode:
        return "Lighthouse broke off"
    found = json.loads(report.read_text("utf-8"))
    scores = " ".join(f"{name} {found['categories'][name]['score']:.2f}" for name in JUDGED)
    return f"{scores}, {found['audits'][PAINT]['numericValue']:.0f} ms to the largest paint"


def main() -> None:
    """Print Lighthouse's scores of each page."""
    lighthouse = program()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        asking = prepared(folder, QUESTIONS)
        an_answered_wall(folder)
        with served(lambda: receipt_by_address(asking.make_app())) as server:
            home = f"http://127.0.0.1:{server.port}"
            for name, (path, cookie) in places(server.port, asking.link).items():
                verdict = judged(lighthouse, home + path, cookie, folder / "report.json")
                print(f"{name:32} {verdict}", flush=True)


if __name__ == "__main__":
    main()
