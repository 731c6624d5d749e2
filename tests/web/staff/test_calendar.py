"""The forward plan for a calendar that follows it, at an address nobody can guess."""

import re

import pytest

from participation.domain.policy import Role
from participation.models import Account

HELD = re.compile(r"(/calendar/[\w-]{43}/forward-plan\.ics)")


@pytest.fixture
def ground(sqlite_ground):
    """One kind of database: an address is looked up alike on both."""
    return sqlite_ground


def test_an_address_follows_the_plan_until_it_ends(house):
    officer, stranger = house.visitor(Role.OFFICER), house.visitor()
    meeting = house.meeting()
    first = HELD.search(officer.post("/meetings/calendar").text)[1]
    again = HELD.search(officer.post("/meetings/calendar").text)[1]

    told = stranger.get(again)
    assert (told.status_code, told.mimetype) == (200, "text/calendar")
    assert str(meeting.id) in told.text
    assert stranger.get(first).status_code == 404
    assert stranger.get("/calendar/x/forward-plan.ics").status_code == 404
    with house.database.writing() as session:
        session.get_one(Account, house.people[Role.OFFICER].id).active = False
    assert stranger.get(again).status_code == 404
