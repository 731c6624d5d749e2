"""What a young person's pages weigh and when they are seen, on a phone with a slow line.

Beside the first question stands the same question as SurveyJS and as GOV.UK Frontend ask it,
served from loopback and compressed alike, measured in the same run.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser as Chromium

from participation.core.clock import SetClock, SystemClock
from participation.core.keys import KeyFolder
from participation.core.settings import read_settings
from participation.models import Council
from participation.models.database import Database
from tests.benchmarks._other_forms import other_forms
from tests.benchmarks._server import Browser, served
from tests.benchmarks._slow_phone import Cookie, Seen, chromium, opened, pressed
from tests.benchmarks._surveys import Asking, prepared
from tests.factories import a_consultation
from tests.languages.offering import offer
from tests.web.young.answered import DONE, a_story

QUESTIONS = 10
MIDDLE = 5
PAINT_MS = 900
LARGEST_PAGE = 6_000
LANGUAGES = {"cy": "Welsh", "ar": "Arabic"}


def an_answered_wall(folder: Path) -> None:
    """Have the council offer two more languages, and answer one consultation."""
    settings = read_settings(folder, {})
    keys = KeyFolder(settings.key_folder)
    database = Database(settings.database_url)
    clock = SetClock(SystemClock().now())
    with database.writing() as session:
        council = session.query(Council).one()
        told = a_consultation(session, council, clock.now().date(), "told").link
        a_story(session, keys, clock, told, DONE)
        offer(session, council, *LANGUAGES)
    database.close()


def cookie_of(browser: Browser) -> Cookie:
    """Return the cookie that holds where this browser's conversation has come to."""
    name, _, value = browser.cookie.partition("=")
    return name, value


def at(port: int, link: str, answers: int) -> Cookie:
    """Return the cookie of somebody who has given so many answers."""
    browser = Browser(port)
    browser.begin(link)
    for _ in range(answers):
        browser.answer()
    return cookie_of(browser)


def pages(phone: Chromium, port: int, link: str) -> dict[str, Seen]:
    """Return what each page takes."""
    home = f"http://127.0.0.1:{port}"
    begun, half = at(port, link, 0), at(port, link, MIDDLE - 1)
    done, before = at(port, link, QUESTIONS), f"{home}/q/{MIDDLE - 1}"
    question, check = f"{home}/q/{MIDDLE}", f"{home}/check"
    return {
        "the page before the questions": opened(phone, f"{home}/c/{link}"),
        "the first question": opened(phone, f"{home}/q/1", begun),
        f"question {MIDDLE}, after question {MIDDLE - 1}": opened(phone, question, half, before),
        "the check page, after it": opened(phone, check, done, question),
        "the receipt, after Send": pressed(phone, check, done, "Send"),
        "the wall": opened(phone, f"{home}/wall/testshire"),
        f"question {MIDDLE}, nothing kept": opened(phone, question, half),
    }


def sizes(port: int, link: str) -> None:
    """Print what the first question weighs in three languages."""
    for code, name in {"en": "English", **LANGUAGES}.items():
        browser = Browser(port, code)
        browser.begin(link)
        line = f"the first question in {name}"
        print(f"{line:46}   1 request  {browser.size:9,} bytes (limit {LARGEST_PAGE:,})")


def compare(phone: Chromium, folder: Path, ours: Seen) -> None:
    """Print the first question beside others'."""
    print("\nthe same question")
    print(ours.told("here"))
    with other_forms(folder) as forms:
        for form in forms:
            print(opened(phone, form.address).told(form.name))


def measure(asking: Asking, folder: Path) -> None:
    """Print all figures."""
    with served(asking.make_app) as server:
        sizes(server.port, asking.link)
        with chromium() as phone:
            if phone is None:
                print("The rest is left out: Chromium is not here. apt-get install chromium")
                return
            print("\non a slow line: requests, bytes, milliseconds to the largest paint")
            taken = pages(phone, server.port, asking.link)
            for name, seen in taken.items():
                print(seen.told(name))
            print(f"aim, as tests/benchmarks/_lighthouse.py reckons it: {PAINT_MS} ms")
            compare(phone, folder, taken["the first question"])


def main() -> None:
    """Print what the pages take."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        asking = prepared(folder, QUESTIONS)
        an_answered_wall(folder)
        measure(asking, folder)


if __name__ == "__main__":
    main()
