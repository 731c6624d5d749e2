"""Meetings: the forward plan, and a meeting put on it."""

import pytest

from participation.domain.policy import Role
from participation.services.meetings import forward_plan

FORM = {"board": "board", "meets_on": ["9", "4", "2026"], "focus": "Home"}


def planned(house):
    with house.database.reading() as session:
        return [line.meeting for line in forward_plan(session, house.council)]


def test_a_meeting_is_put_on_the_plan_with_the_day_its_papers_are_due(house, officer):
    officer.post("/meetings/new", **FORM)

    (meeting,) = planned(house)
    page = officer.page("/meetings")
    assert (meeting.focus, str(meeting.meets_on)) == ("Home", "2026-04-09")
    assert "9 Apr 2026" in page
    assert "1 Apr 2026" in page


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"board": "none"}, "Choose one from the list."),
        ({"meets_on": ["9", "13", "2026"]}, "Write a real date"),
        ({"meets_on": []}, "Write the day of the meeting."),
        ({"focus": "x" * 121}, "Use at most 120 characters."),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(house, officer, change, told):
    answer = officer.post("/meetings/new", **{**FORM, **change})

    assert answer.status_code == 400
    assert told.lower() in answer.text.lower()
    assert f'value="{change.get("focus", "Home")}"' in answer.text
    assert planned(house) == []


def test_the_same_meeting_twice_is_refused(house, officer):
    officer.post("/meetings/new", **FORM)

    answer = officer.post("/meetings/new", **FORM)

    assert "already meets on that day" in answer.text
    assert len(planned(house)) == 1


def test_each_line_ends_with_what_comes_next_for_the_role(house, officer):
    house.say("the wifi never works")
    meeting = house.meeting()
    member = house.visitor(Role.MEMBER)

    assert f"/meetings/{meeting.id}/digest" in officer.page("/meetings")
    assert f"/meetings/{meeting.id}/digest" not in member.page("/meetings")


def test_a_meeting_whose_papers_are_overdue_says_so(house, officer):
    meeting = house.meeting()
    house.clock.set_day(meeting.meets_on)

    assert "Missing" in officer.page("/meetings")
