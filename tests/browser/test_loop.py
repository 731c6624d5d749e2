"""The whole loop in a real browser: a phone without scripts, an officer, a member's tablet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.core.settings import read_settings
from participation.domain.policy import Role
from participation.models.database import Database
from participation.services import clearing, reading
from participation.web import staff, young
from participation.web.young.door import NAME
from tests.browser.conftest import Serve
from tests.browser.following import presses
from tests.factories import PASSWORD, a_consultation, a_council, a_meeting, an_account, say

pytestmark = pytest.mark.browser

PHONE = {"width": 320, "height": 640}
TABLET = {"width": 810, "height": 1080}
DESKTOP = {"width": 1280, "height": 900}


@dataclass
class Served:
    """Where both apps are served, and the link of an open consultation."""

    young: str
    staff: str
    link: str


@pytest.fixture
def world(
    sqlite_database: Database, keys: KeyFolder, clock: SetClock, tmp_path: Path, serve: Serve
) -> Iterator[Served]:
    url = sqlite_database.engine.url.render_as_string(hide_password=False)
    settings = read_settings(tmp_path, {"PARTICIPATION_DATABASE_URL": url})
    today = clock.now().date()
    with sqlite_database.writing() as session:
        council = a_council(session)
        officer = an_account(session, council, Role.OFFICER)
        an_account(session, council, Role.MEMBER)
        consultation = a_consultation(session, council, today)
        a_meeting(session, council, today + timedelta(weeks=4))
        for number in range(23):
            text = "no wifi at all" if number < 12 else ""
            say(session, keys, consultation, clock.now(), text=text)
        while unread := reading.next_unread(session, council, keys.reading()):
            decision = clearing.Decision(unread.masked, ("wifi-and-phones",))
            clearing.clear(session, council, officer, unread.answer_id, decision, clock.now())
    young_app = young.create_app(settings, keys.young(), keys.read("young-session"), clock)
    staff_app = staff.create_app(settings, keys.reading(), keys.sign_in(), clock)
    yield Served(serve(young_app), serve(staff_app), consultation.link)
    young_app.extensions[NAME].database.close()
    staff_app.extensions["office"].database.close()


def test_the_whole_loop_told_in_a_browser(chromium: Browser, world: Served) -> None:
    phone = chromium.new_context(viewport=PHONE, java_script_enabled=False).new_page()
    receipt = says(phone, world)
    officer = signed_in(chromium, world, Role.OFFICER, DESKTOP)
    reads(officer, world)
    takes(officer, world)
    answers(signed_in(chromium, world, Role.MEMBER, TABLET), world)
    publishes(officer, world)

    phone.goto(f"{world.young}/journey")
    phone.get_by_role("textbox").fill(receipt)
    phone.get_by_role("button", name="See where my words are").click()

    expect(phone.get_by_text("We mended the wifi in every home.")).to_be_visible()
    phone.get_by_role("button", name="Not really").click()
    expect(phone.get_by_text("Thank you. You can change it.")).to_be_visible()
    phone.goto(f"{world.young}/wall/testshire")
    expect(phone.get_by_text("We mended the wifi in every home.")).to_be_visible()


def says(phone: Page, world: Served) -> str:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto(f"{world.young}/c/{world.link}")
    presses(phone, "Start")
    while "/q" in phone.url:
        if phone.get_by_role("textbox").count():
            phone.get_by_role("textbox").fill("the wifi in my room never works")
        else:
            phone.locator("label.option").first.click()
        presses(phone, "Next")
    phone.locator('input[name="show"]').check(force=True)
    presses(phone, "Send")
    words = re.findall(r"<li><b>(\w+)</b>", phone.content())

    assert len(words) == 5
    assert len(phone.context.cookies()) <= 1
    assert all(url.startswith(world.young) for url in asked)
    return " ".join(words)


def signed_in(chromium: Browser, world: Served, role: Role, size: dict[str, int]) -> Page:
    page = chromium.new_context(viewport=size).new_page()
    page.goto(f"{world.staff}/")
    page.get_by_label("E-mail address").fill(f"{role.value}@testshire.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    return page


def reads(officer: Page, world: Served) -> None:
    officer.goto(f"{world.staff}/queue")
    expect(officer.get_by_text("the wifi in my room never works").first).to_be_visible()
    officer.get_by_role("button", name="Clear").click()


def takes(officer: Page, world: Served) -> None:
    officer.goto(f"{world.staff}/meetings")
    officer.get_by_role("link", name="Build").click()
    officer.get_by_label("Where I live").check()
    officer.get_by_role("button", name="Build it").click()
    form = officer.locator("form", has=officer.get_by_role("button", name="Add the ask"))
    form.get_by_role("textbox").fill("Mend the wifi.")
    form.locator("select[name=consultation]").select_option(label="Where I live")
    form.get_by_role("button", name="Add the ask").click()
    officer.get_by_text("Look at it and send it").click()
    officer.get_by_role("button", name="Send it to the members").click()


def answers(member: Page, world: Served) -> None:
    member.goto(f"{world.staff}/asks")
    member.get_by_role("link", name="Answer").click()
    member.get_by_label("Did", exact=True).check()
    member.locator("[name=shown_by]").fill("A speed test in every home")
    member.locator("[name=words]").fill("New lines are in.")
    member.get_by_role("button", name="Keep the answer").click()


def publishes(officer: Page, world: Served) -> None:
    officer.goto(f"{world.staff}/asks")
    officer.get_by_role("link", name="Publish").click()
    officer.locator("[name=plain]").fill("We mended the wifi in every home.")
    officer.get_by_role("button", name="Publish it").click()
