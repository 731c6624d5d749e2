"""Meetings: the forward plan, and a meeting put on it."""

import pytest

from participation.domain.policy import Role
from participation.services.meetings import forward_plan

FORM = {"board": "board", "meets_on": ["14", "5", "2026"], "focus": "Home"}


def planned(house):
    with house.database.reading() as session:
        return [line.meeting for line in forward_plan(session, house.council)]


def test_a_meeting_is_put_on_the_plan_with_the_day_its_papers_are_due(house, officer):
    officer.post("/meetings/new", **FORM)

    (meeting,) = planned(house)
    page = officer.page("/meetings")
    assert (meeting.focus, str(meeting.meets_on)) == ("Home", "2026-05-14")
    assert "14 May 2026" in page
    assert "6 May 2026" in page


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"board": "none"}, "Choose one from the list."),
        ({"meets_on": ["14", "13", "2026"]}, "Write a real date"),
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


def test_a_meetings_page_says_what_is_due_and_who_sits_there(house, officer):
    meeting = house.meeting()

    page = officer.page(f"/meetings/{meeting.id}")

    assert "Papers go out, 5 clear working days before" in page
    assert "Move it to another day" in page


def test_a_member_reads_a_meeting_and_changes_nothing(house):
    meeting = house.meeting()
    member = house.visitor(Role.MEMBER)

    page = member.page(f"/meetings/{meeting.id}")
    refused = member.post(f"/meetings/{meeting.id}/not-held", state="cancelled", why="Snow.")

    assert "Move it" not in page
    assert refused.status_code == 403
    assert [row.state for row in planned(house)] == ["planned"]


def test_a_meeting_moves_with_its_papers_and_says_why(house, officer):
    meeting = house.meeting()

    officer.post(f"/meetings/{meeting.id}/move", meets_on=["14", "5", "2026"], why="Elections.")

    (moved,) = planned(house)
    page = officer.page(f"/meetings/{meeting.id}")
    assert str(moved.papers_due_on) == "2026-05-06"
    assert "Moved from 1 April 2026: Elections." in page


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"why": " "}, "Say why in a few words."),
        ({"meets_on": ["1", "1", "2026"]}, "still to come"),
        ({"meets_on": []}, "Write the new day"),
    ],
)
def test_a_move_that_cannot_be_is_said_and_keeps_what_was_typed(house, officer, change, told):
    meeting = house.meeting()
    typed = {"meets_on": ["14", "5", "2026"], "why": "Elections.", **change}

    answer = officer.post(f"/meetings/{meeting.id}/move", **typed)

    assert answer.status_code == 400
    assert told in answer.text
    assert [row.moved_from for row in planned(house)] == [None]


def test_a_meeting_called_off_says_where_its_asks_are_answered(house, officer):
    meeting = house.meeting()

    form = officer.page(f"/meetings/{meeting.id}/not-held")
    fell = {"state": "cancelled", "why": "Snow.", "asks_go": "writing"}
    officer.post(f"/meetings/{meeting.id}/not-held", **fell)

    page = officer.page(f"/meetings/{meeting.id}")
    assert "To members, who answer in writing by 10 April 2026" in form
    assert "Its asks are answered in writing by 10 April 2026" in page
    assert "Not held" in officer.page("/meetings")


def test_the_plan_is_handed_out_as_a_calendar(house, officer):
    meeting = house.meeting()

    answer = officer.get("/meetings/forward-plan.ics")

    assert answer.mimetype == "text/calendar"
    assert f"{meeting.id}@participation" in answer.text
