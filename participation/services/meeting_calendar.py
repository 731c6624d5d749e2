"""The forward plan as a calendar file that other calendars read (iCalendar, RFC 5545)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from participation.core.clock import HERE
from participation.domain.forward_plan import Deadline
from participation.models import Council, Meeting, MeetingState
from participation.services.meeting_changes import deadlines_of

if TYPE_CHECKING:
    from icalendar import Event

LENGTH = timedelta(hours=2)
"""How long a meeting is taken to be, for nobody knows beforehand."""


def plan_as_calendar(council: Council, meetings: Sequence[Meeting], now: datetime) -> bytes:
    """Return the meetings, their papers and clearances as an iCalendar file in UTF-8.

    A meeting keeps its key, so one that moves or is cancelled changes in a calendar that
    follows it. Nothing but dates, boards and topics is in it.
    """
    # Here, for few commands and pages need it and it takes a while to load.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Participation//Forward plan//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{council.title}: forward plan")
    for meeting in meetings:
        calendar.add_component(_event(meeting, now))
        if meeting.state == MeetingState.PLANNED:
            for line in _days(council, meeting):
                calendar.add_component(_day(meeting, line, now))
    written: bytes = calendar.to_ical()
    return written


def _event(meeting: Meeting, now: datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{meeting.id}@participation")
    event.add("dtstamp", now)
    event.add("summary", _summary(meeting))
    if meeting.begins_at:
        starts = datetime.combine(meeting.meets_on, time.fromisoformat(meeting.begins_at), HERE)
        event.add("dtstart", starts)
        event.add("dtend", starts + LENGTH)
    else:
        event.add("dtstart", meeting.meets_on)
    event.add("status", "CONFIRMED" if meeting.state == MeetingState.PLANNED else "CANCELLED")
    if meeting.why:
        event.add("description", meeting.why)
    return event


def _summary(meeting: Meeting) -> str:
    return f"{meeting.board.name}: {meeting.focus}" if meeting.focus else meeting.board.name


def _days(council: Council, meeting: Meeting) -> Iterator[Deadline]:
    yield from deadlines_of(council, meeting)
    yield Deadline(meeting.papers_due_on, "Papers")


def _day(meeting: Meeting, line: Deadline, now: datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{meeting.id}-{line.name.lower().replace(' ', '-')}@participation")
    event.add("dtstamp", now)
    event.add("summary", f"{line.name} due: {meeting.board.name}, {_short(meeting.meets_on)}")
    event.add("dtstart", line.due_on)
    return event


def _short(day: date) -> str:
    return f"{day.day} {day:%b}"
