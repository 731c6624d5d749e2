"""A member who has the paper's mail and nothing else answers an ask in few clicks."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from participation.domain.policy import Role
from participation.services.notices import digest_mail
from tests.browser.following import follow
from tests.browser.test_staff_journey import Served, served
from tests.web.staff.conftest import PASSWORD

pytestmark = pytest.mark.browser

__all__ = ["served"]

TABLET = {"width": 820, "height": 1180}
MOST_CLICKS = 10
ANSWER = "A person picks up on every night, from 1 May."
COUNT = (
    "addEventListener('click', event => { if (event.isTrusted && event.detail) clicked(); }, true)"
)


def link_in_mail(served: Served) -> str:
    house = served.house
    house.say("nobody answers at night", many=12)
    house.read_all()
    sent = house.digest("Have a person answer at night.", sent=True)
    member = house.people[Role.MEMBER].id
    with house.database.reading() as session:
        mail = digest_mail(session, sent.id, member, served.address, house.today)
    assert mail is not None
    (link,) = set(re.findall(rf"{served.address}/asks/[0-9a-f-]+", mail.plain))
    return str(link)


def types(page: Page, into: Locator, words: str) -> None:
    into.click()
    page.keyboard.type(words)


def test_from_the_mail_to_an_answered_ask_in_ten_clicks(chromium: Browser, served: Served) -> None:
    clicks: list[str] = []
    context = chromium.new_context(viewport=TABLET)
    context.expose_binding("clicked", lambda source: clicks.append(source["page"].url))
    context.add_init_script(COUNT)
    page = context.new_page()

    page.goto(link_in_mail(served))
    types(page, page.get_by_label("E-mail address"), f"{Role.MEMBER.value}@testshire.example")
    types(page, page.get_by_label("Password", exact=True), PASSWORD)
    follow(page.get_by_role("button", name="Sign in"))
    page.get_by_label("Did", exact=True).click()
    types(page, page.get_by_label("What shows that it was done?"), "The duty rota")
    types(page, page.get_by_label("Your answer, in a sentence or two"), ANSWER)
    follow(page.get_by_role("button", name="Keep the answer"))

    expect(page.get_by_role("status")).to_contain_text("Answer kept.")
    assert 0 < len(clicks) <= MOST_CLICKS
    context.close()
