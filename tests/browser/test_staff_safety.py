"""The pages of invites, reminders, thanks and flags as axe judges them, on a phone in the dark."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from participation.domain.policy import Role
from participation.models import Council, Flag
from participation.services.consultations import Opening, open_consultation, publish_survey
from tests import factories
from tests.browser.following import presses
from tests.browser.judging import faults
from tests.browser.test_staff_access import SIZES, look, sideways
from tests.browser.test_staff_journey import Served, served, signed_in

pytestmark = pytest.mark.browser

__all__ = ["served"]

VOUCHER = "a £10 voucher from the youth centre"
MESSAGE = "Some of you said that home is hard. You can call Childline on 0800 1111."
UNTIL = ["27", "3", "2026"]


@pytest.fixture
def places(served: Served) -> dict[Role, list[str]]:
    """A consultation by codes, and two flags: one to check on, one to write to all about."""
    house = served.house
    with house.database.writing() as session:
        council = session.get_one(Council, house.council.id)
        version = publish_survey(session, council, factories.a_survey())
        days = house.today, house.today + timedelta(days=30)
        opening = Opening("codes", "Where I live", ("foster-care",), *days, True, VOUCHER)
        open_consultation(session, council, version, opening)
    house.say("He hurts me when nobody is there.", many=3)
    officer, lead = house.visitor(Role.OFFICER), house.visitor(Role.SAFEGUARDING)
    for _ in range(3):
        officer.post(f"/queue/{house.waiting_id()}/flag")
    with house.database.reading() as session:
        check, tell, told = session.scalars(select(Flag.id)).all()
    lead.post(f"/flags/{check}", decision="check-on-group", reason="Nobody knows who wrote it.")
    for one in (tell, told):
        lead.post(f"/flags/{one}", decision="message-to-all", reason="Others may be in need.")
    lead.post(f"/flags/{told}/message", message=MESSAGE, last_day=UNTIL, cleared="y")
    home = "/consultations/codes"
    return {
        Role.OFFICER: [home, f"{home}/invites", f"{home}/thanks", f"{home}/reminder"],
        Role.SAFEGUARDING: ["/flags", *(f"/flags/{one}" for one in (check, tell, told))],
    }


def test_axe_finds_nothing_on_the_pages_that_keep_somebody_safe(chromium, served, places):
    found = []
    for role, paths in places.items():
        page = signed_in(chromium, served, role, viewport=SIZES["phone"], color_scheme="dark")
        found += look(page, served, paths)
        page.context.close()

    assert not found, "\n".join(found)


def test_slips_are_printed_with_a_cover_and_fit_a_phone(chromium, served, places):
    page = signed_in(chromium, served, Role.OFFICER, viewport=SIZES["phone"])
    page.goto(f"{served.address}/consultations/codes/invites")
    page.get_by_role("radio", name="Carer", exact=True).check()
    page.get_by_label("How many?").fill("9")
    presses(page, "Make the slips")

    assert page.locator(".slip svg").count() == 9
    assert "Passed on by: Carer" in page.locator(".cover").inner_text()
    assert faults(page, "slips") + sideways(page, "slips") == []
    page.context.close()
