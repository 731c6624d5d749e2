"""The staff side in a real browser: read by keyboard, taken, answered, published."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.domain.policy import Role
from participation.models import Answer, Reading
from participation.models.database import Database
from tests.browser.conftest import Serve
from tests.web.staff.conftest import PASSWORD, House, found_house

pytestmark = pytest.mark.browser

WORDS = "My name is Shannon and the wifi never works in my room"


@dataclass
class Served:
    """The staff app's address, and what stands behind it."""

    address: str
    house: House


@pytest.fixture
def served(
    sqlite_database: Database, keys: KeyFolder, clock: SetClock, tmp_path: Path, serve: Serve
) -> Iterator[Served]:
    url = sqlite_database.engine.url.render_as_string(hide_password=False)
    house = found_house(url, keys, clock, tmp_path)
    yield Served(serve(house.app), house)
    house.app.extensions["office"].database.close()
    house.database.close()


def signed_in(chromium: Browser, served: Served, role: Role, **options: object) -> Page:
    page = chromium.new_context(**options).new_page()
    page.goto(served.address)
    page.get_by_label("E-mail address").fill(f"{role.value}@testshire.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="What waits for you")).to_be_visible()
    return page


def cleared(house: House) -> list[str | None]:
    with house.database.reading() as session:
        rows = session.scalars(select(Answer.cleared).where(Answer.reading == Reading.CLEARED))
        return sorted(str(words) for words in rows)


def test_an_officer_reads_by_keyboard_and_the_loop_goes_on(chromium, served):
    served.house.say("the wifi is slow", many=12)
    served.house.read_all()
    served.house.meeting()
    served.house.say(WORDS, many=2)
    officer = signed_in(chromium, served, Role.OFFICER)

    reads_two(officer, served)
    takes(officer, served)
    answers(signed_in(chromium, served, Role.MEMBER), served)
    publishes(officer, served)

    expect(officer.get_by_text("Published: it stands on the wall")).to_be_visible()


def reads_two(officer: Page, served: Served) -> None:
    keys = officer.keyboard
    officer.goto(f"{served.address}/queue")
    expect(officer.get_by_text("Shannon").first).to_be_hidden()
    keys.press("m")
    expect(officer.get_by_text("Shannon").first).to_be_visible()
    keys.press("t")
    keys.type("money")
    keys.press("Enter")
    expect(officer.get_by_text("Also ticked: Money")).to_be_visible()
    keys.press("c")
    expect(officer.get_by_role("status")).to_contain_text("Cleared.")
    keys.press("u")
    expect(officer.get_by_role("status")).to_contain_text("Undone.")
    keys.press("e")
    keys.press("Control+a")
    keys.type("The wifi never works. sclf")
    keys.press("Escape")
    keys.press("c")
    expect(officer.get_by_text("1 left to read")).to_be_visible()
    keys.press("c")
    expect(officer.get_by_role("heading", name="Everything is read")).to_be_visible()

    assert "The wifi never works. sclf" in cleared(served.house)
    assert "My name is [name] and the wifi never works in my room" in cleared(served.house)


def takes(officer: Page, served: Served) -> None:
    officer.goto(f"{served.address}/meetings")
    officer.get_by_role("link", name="Build").click()
    officer.get_by_label("Where I live").check()
    officer.get_by_role("button", name="Build it").click()
    officer.get_by_label("What is the board asked to do?").fill("Mend the wifi.")
    officer.get_by_role("button", name="Add the ask").click()
    officer.get_by_role("button", name="Look at it and send it").click()
    officer.get_by_role("button", name="Send it to the members").click()
    expect(officer.get_by_role("link", name="Download as PDF")).to_be_visible()


def answers(member: Page, served: Served) -> None:
    member.goto(f"{served.address}/asks")
    member.get_by_role("link", name="Answer").click()
    expect(member.get_by_label("What shows that it was done?")).to_be_hidden()
    member.get_by_label("Did", exact=True).check()
    member.get_by_label("What shows that it was done?").fill("A speed test in every home")
    member.get_by_label("Your answer, in a sentence or two").fill("New lines are in.")
    member.get_by_role("button", name="Keep the answer").click()
    expect(member.get_by_role("status")).to_contain_text("Answer kept.")


def publishes(officer: Page, served: Served) -> None:
    officer.goto(f"{served.address}/asks")
    officer.get_by_role("link", name="Publish").click()
    officer.get_by_label("The answer in plain words").fill("We mended the wifi.")
    officer.get_by_role("button", name="Publish it").click()


def test_a_word_that_gives_nobody_away_is_put_back_with_a_tap(chromium, served):
    served.house.say(WORDS)
    officer = signed_in(chromium, served, Role.OFFICER)
    officer.goto(f"{served.address}/queue")

    officer.locator(".staff-mark summary").click()
    officer.get_by_role("button", name="Put “Shannon” back").click()

    expect(officer.get_by_label("Words as they are kept")).to_have_value(WORDS)


def test_keys_can_be_turned_off_and_stay_off(chromium, served):
    served.house.say(WORDS, many=2)
    officer = signed_in(chromium, served, Role.OFFICER)
    officer.goto(f"{served.address}/queue")

    officer.get_by_role("button", name="Turn keys off").click()
    officer.reload()
    officer.keyboard.press("l")

    expect(officer.get_by_text("2 left to read")).to_be_visible()
    expect(officer.locator("kbd").first).to_be_hidden()


def test_a_flag_takes_more_than_one_key(chromium, served):
    served.house.say(WORDS)
    officer = signed_in(chromium, served, Role.OFFICER)
    officer.goto(f"{served.address}/queue")

    officer.keyboard.press("f")

    expect(officer.get_by_role("button", name="Flag to safeguarding lead")).to_be_focused()
    officer.keyboard.press("Enter")
    expect(officer.get_by_role("status")).to_contain_text("Flagged.")


def test_every_step_can_be_taken_without_scripts_at_320_pixels(chromium, served):
    served.house.say(WORDS, many=12)
    served.house.read_all()
    digest = served.house.digest("Mend the wifi.", sent=True)
    ask = served.house.ask_id(digest)
    phone = {"width": 320, "height": 640}
    member = signed_in(chromium, served, Role.MEMBER, viewport=phone, java_script_enabled=False)

    member.goto(f"{served.address}/asks/{ask}")
    member.get_by_label("Cannot", exact=True).check()
    member.get_by_label("How can a young person challenge this?").fill("Ask an advocate.")
    member.get_by_label("Your answer, in a sentence or two").fill("There is no line.")
    member.get_by_role("button", name="Keep the answer").click()

    expect(member.get_by_role("status")).to_contain_text("Answer kept.")
