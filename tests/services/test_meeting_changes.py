"""The forward plan by rule, and what becomes of asks when a meeting moves or falls."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from participation.core.errors import BadInput, Refused
from participation.models import Ask, Digest, MeetingState
from participation.services.councils import add_shipped_council
from participation.services.meeting_calendar import plan_as_calendar
from participation.services.meeting_changes import (
    answered_at,
    call_off,
    deadlines_of,
    move_meeting,
    plan_ahead,
    plan_year,
)
from participation.services.meetings import forward_plan
from participation.services.standings import asks_that_came_over
from participation.services.wall import wall
from tests.factories import a_consultation

TODAY = date(2026, 3, 11)
PER_YEAR = {"leicester": 12, "dorset": 10, "hampshire": 5, "cambridgeshire": 5}


@pytest.fixture
def session(database):
    with database.writing() as session:
        yield session


@pytest.fixture
def leicester(session):
    return add_shipped_council(session, "leicester")


def days(meetings):
    return [row.meets_on for row in meetings]


def test_a_year_is_planned_by_the_boards_rule_with_a_topic_in_turn(session, leicester):
    made = plan_year(session, leicester, "forum", 2026)

    assert days(made)[:3] == [date(2026, 1, 15), date(2026, 3, 19), date(2026, 5, 21)]
    assert [row.focus for row in made][:2] == ["Fit and healthy", "Safe from harm"]
    assert {row.begins_at for row in made} == {"17:30"}


def test_planning_again_adds_nothing_even_after_a_move(session, leicester):
    first = plan_year(session, leicester, "forum", 2026)
    move_meeting(session, leicester, first[2], date(2026, 6, 4), "Elections.", TODAY)

    again = plan_year(session, leicester, "forum", 2026)

    assert again == []


@pytest.mark.parametrize("council", sorted(PER_YEAR))
def test_twelve_months_ahead_hold_every_meeting_of_every_body(session, council):
    made = plan_ahead(session, add_shipped_council(session, council), TODAY)

    assert len(made) == PER_YEAR[council]
    assert days(made) == sorted(days(made))
    assert all(TODAY < row.papers_due_on < row.meets_on for row in made[2:])


def test_clearances_are_needed_before_the_papers(session, leicester):
    (meeting, *_) = plan_year(session, leicester, "forum", 2026, after=TODAY)

    lines = deadlines_of(leicester, meeting)

    assert [line.name for line in lines] == ["Finance", "Equality", "Legal", "Communications"]
    assert lines[-1].due_on < meeting.papers_due_on


def test_asks_of_a_forum_that_falls_go_to_the_executive_group_and_the_wall_says_so(
    session, leicester
):
    plan_ahead(session, leicester, TODAY)
    forum = forward_plan(session, leicester)[0].meeting
    home = a_consultation(session, leicester, TODAY)
    of_council = {"council_id": leicester.id}
    digest = Digest(**of_council, meeting_id=forum.id, framing="", sent_on=TODAY)
    session.add(digest)
    session.flush()
    about = {"consultation_id": home.id, "promise": "", "number": 1, "words": "Mend the wifi."}
    session.add(Ask(**of_council, digest_id=digest.id, **about))

    where = call_off(session, leicester, forum, MeetingState.CANCELLED, "No chair.", TODAY)

    assert where.meeting is not None
    assert (where.meeting.board.code, where.on) == ("executive-group", date(2026, 4, 14))
    (over,) = asks_that_came_over(session, leicester, where.meeting, TODAY)
    (card,) = wall(session, leicester, TODAY)
    assert over.words == card.said == "Mend the wifi."
    assert (card.board, card.asked_on) == (where.meeting.board.name, where.on)
    assert (card.fell.board, card.fell.why) == (forum.board.name, "No chair.")


def test_they_roll_on_when_that_meeting_falls_too(session, leicester):
    plan_ahead(session, leicester, TODAY)
    forum = forward_plan(session, leicester)[0].meeting
    first = call_off(session, leicester, forum, MeetingState.CANCELLED, "No chair.", TODAY)

    call_off(session, leicester, first.meeting, MeetingState.CANCELLED, "Snow.", TODAY)

    where = answered_at(forum)
    assert where.meeting is None
    assert where.on == date(2026, 4, 10)


def test_a_meeting_that_moved_takes_its_asks_along(session, leicester):
    (meeting, *_) = plan_year(session, leicester, "forum", 2026, after=TODAY)

    move_meeting(session, leicester, meeting, date(2026, 4, 2), "Elections.", TODAY)

    assert answered_at(meeting).on == date(2026, 4, 2)
    assert meeting.moved_from == date(2026, 3, 19)
    assert meeting.papers_due_on == date(2026, 3, 25)


@pytest.mark.parametrize("why", ["", "  "])
def test_nothing_happens_to_a_meeting_without_a_reason(session, leicester, why):
    (meeting, *_) = plan_year(session, leicester, "forum", 2026, after=TODAY)

    with pytest.raises(BadInput, match="why"):
        call_off(session, leicester, meeting, MeetingState.CANCELLED, why, TODAY)
    with pytest.raises(BadInput, match="why"):
        move_meeting(session, leicester, meeting, date(2026, 4, 2), why, TODAY)

    assert (meeting.state, meeting.moved_from) == (MeetingState.PLANNED, None)


def test_what_has_fallen_neither_moves_nor_falls_again(session, leicester):
    (meeting, *_) = plan_year(session, leicester, "forum", 2026, after=TODAY)
    call_off(session, leicester, meeting, MeetingState.CANCELLED, "Snow.", TODAY)

    with pytest.raises(Refused):
        move_meeting(session, leicester, meeting, date(2026, 4, 2), "Thaw.", TODAY)
    with pytest.raises(Refused):
        call_off(session, leicester, meeting, MeetingState.INQUORATE, "Snow.", TODAY)


def test_too_few_can_only_have_come_to_a_meeting_that_was(session, leicester):
    (meeting, *_) = plan_year(session, leicester, "forum", 2026, after=TODAY)

    with pytest.raises(Refused, match="still to come"):
        call_off(session, leicester, meeting, MeetingState.INQUORATE, "Two came.", TODAY)


def test_the_calendar_holds_meetings_at_their_hour_and_days_that_are_due(session, leicester, clock):
    made = plan_year(session, leicester, "forum", 2026)
    call_off(session, leicester, made[5], MeetingState.CANCELLED, "Snow.", TODAY)

    events = Calendar.from_ical(plan_as_calendar(leicester, made, clock.now())).events

    summer = next(e for e in events if e["uid"] == f"{made[3].id}@participation")
    fallen = [e for e in events if str(made[5].id) in e["uid"]]
    assert summer.start.utcoffset() == timedelta(hours=1)
    assert len(events) == 5 * 6 + 1
    assert [e["status"] for e in fallen] == ["CANCELLED"]
