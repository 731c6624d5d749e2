"""The staff pages as axe judges them: 320 pixels and desktop, light and dark, nothing sideways."""

import pytest
from playwright.sync_api import Page

from participation.domain.policy import Role
from tests.browser.judging import faults
from tests.browser.test_staff_journey import Served, served, signed_in

pytestmark = pytest.mark.browser

__all__ = ["served"]

SIZES = {"phone": {"width": 320, "height": 640}, "desktop": {"width": 1280, "height": 900}}
LIVES = 12


@pytest.fixture
def lived(served: Served) -> dict[Role, list[str]]:
    """A council with something on every page, and the pages of each role."""
    house = served.house
    house.say("My name is Shannon and the wifi never works", many=LIVES)
    house.read_all()
    sent = house.digest("Mend the wifi.", sent=True)
    ask = house.ask_id(sent)
    house.visitor(Role.MEMBER).post(
        f"/asks/{ask}", kind="did", words="Done.", shown_by="A speed test"
    )
    house.say("My name is Shannon. He hurts me.", many=3)
    officer = house.visitor(Role.OFFICER)
    officer.post(f"/queue/{house.waiting_id()}/flag")
    meeting = house.meeting(in_days=40)
    return {
        Role.OFFICER: [
            "/", "/queue", "/consultations", "/consultations/new", "/consultations/home",
            "/consultations/home/poster", "/themes", "/meetings", "/meetings/new",
            f"/meetings/{meeting.id}/digest", f"/digests/{sent.id}", "/asks", f"/asks/{ask}",
            "/one-page", "/flags", "/nothing",
        ],
        Role.SAFEGUARDING: ["/", "/flags", "/contacts", "/overdue"],
        Role.ADMINISTRATOR: ["/accounts"],
    }  # fmt: skip


def sideways(page: Page, path: str) -> list[str]:
    """Return the page's name if it is wider than the screen."""
    width, room = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return [f"{path}: {width} wide on {room}"] if width > room else []


def look(page: Page, served: Served, paths: list[str]) -> list[str]:
    found = []
    for path in paths:
        page.goto(served.address + path)
        found += faults(page, path) + sideways(page, path)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_on_any_page(chromium, served, lived, size, scheme):
    found = []
    for role, paths in lived.items():
        page = signed_in(
            chromium,
            served,
            role,
            viewport=SIZES[size],
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        found += look(page, served, paths)
        page.context.close()

    assert not found, "\n".join(found)


def test_axe_finds_nothing_on_the_draft_and_the_forms_with_problems(chromium, served, lived):
    page = signed_in(chromium, served, Role.OFFICER, viewport=SIZES["phone"])
    meeting = lived[Role.OFFICER][9]
    page.goto(served.address + meeting)
    page.get_by_role("button", name="Build it").click()
    found = faults(page, "nothing chosen")
    page.get_by_label("Where I live").check()
    page.get_by_role("button", name="Build it").click()
    found += faults(page, "unread in the way")
    page.get_by_label("Take them although some answers are unread").check()
    page.get_by_role("button", name="Build it").click()
    found += faults(page, "draft") + sideways(page, "draft")
    page.get_by_role("button", name="Add the ask").click()
    found += faults(page, "no words in the ask")
    page.get_by_role("button", name="Look at it and send it").click()
    found += faults(page, "send") + sideways(page, "send")
    page.goto(f"{served.address}/consultations/new")
    page.get_by_role("button", name="Open it").click()
    found += faults(page, "nothing typed")

    assert not found, "\n".join(found)


def test_axe_finds_nothing_on_the_sign_in(chromium, served):
    page = chromium.new_context(viewport=SIZES["phone"]).new_page()
    page.goto(f"{served.address}/sign-in")
    found = faults(page, "sign in")
    page.get_by_role("button", name="Sign in").click()
    found += faults(page, "nothing typed")

    assert not found, "\n".join(found)
