"""Fifty answers read in a real browser, with the keyboard alone."""

from itertools import product

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from participation.domain.policy import Role
from participation.models import Answer, Coding, Flag, Reading, Submission, Theme, ToneHeard
from tests.browser.judging import faults
from tests.browser.test_staff_journey import Served, served, signed_in
from tests.web.staff.test_suggested import SAME, look

pytestmark = pytest.mark.browser

__all__ = ["served"]

OTHERS = 38
DEEDS = {
    3: ["t", *"pocket", "Enter", "c"],
    7: ["9", "1", "c"],
    11: ["f", "Enter"],
    15: ["l"],
    19: ["s"],
    23: ["1", "c", "u", "1", "c"],
    27: ["p", "1", "c"],
    31: ["e", "Control+a", *"Typed", "Escape", "m", "n", "c"],
}
"""What is pressed for the answer of this turn; for the others the first suggestion and clear."""
LEADS_ON = frozenset([*"claspuy", "Enter"])


def press(page: Page, keys: list[str]) -> None:
    typing = False
    for key in keys:
        if not typing and key in LEADS_ON:
            with page.expect_navigation(wait_until="domcontentloaded"):
                page.keyboard.press(key)
        else:
            page.keyboard.press(key)
        typing = key in ("t", "e") or (typing and key not in ("Enter", "Escape"))


def test_fifty_answers_are_read_with_the_keyboard_alone(chromium, served: Served):
    house = served.house
    for first, second in list(product("abcdefg", repeat=2))[:OTHERS]:
        house.say(f"the wifi is slow in {first}{second}, my room")
    house.say(SAME, many=50 - OTHERS)
    look(house, "wifi")
    with house.database.writing() as session:
        for submission in session.scalars(select(Submission)):
            submission.receipt_hash = submission.id.bytes * 2
    page = signed_in(chromium, served, Role.OFFICER)
    page.goto(f"{served.address}/queue")

    turn = 0
    while page.locator("#decide").count():
        if page.locator("[data-key=a]").count():
            press(page, ["1", "a"])
            assert faults(page, "what says the same") == []
            while page.locator("[data-key=y]").count():
                press(page, ["y"])
        else:
            turn += 1
            assert turn < 50, "the queue does not end"
            press(page, DEEDS.get(turn, ["1", "c"]))

    expect(page.get_by_role("heading", name="Everything is read")).to_be_visible()
    with house.database.reading() as session:
        readings = dict(
            session.execute(select(Answer.reading, func.count()).group_by(Answer.reading)).all()
        )
        given = dict(session.execute(
            select(Theme.code, func.count()).join(Coding).group_by(Theme.code)
        ).all())  # fmt: skip
        assert readings.get(Reading.UNREAD) is None
        assert (readings["cleared"], readings["flagged"], readings["left-out"]) == (48, 1, 1)
        assert given == {"wifi-and-phones": 46, "money": 1}
        assert session.scalars(select(ToneHeard.tone)).all() == ["sad"]
        assert session.scalar(select(func.count()).where(Submission.may_be_complaint)) == 1
        assert session.scalar(select(func.count()).select_from(Flag)) == 1
        assert session.scalar(select(func.count()).where(Answer.cleared == "Typed")) == 1
