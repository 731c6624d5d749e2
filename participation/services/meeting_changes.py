"""What happens to a meeting on the forward plan: planned by rule, moved, or not held."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.clock import working_days_after
from participation.core.errors import BadInput, Refused
from participation.domain.forward_plan import Deadline, MeetingRule, clearances_due
from participation.models import Board, Council, Meeting, MeetingState
from participation.services.councils import pack_of
from participation.services.meetings import (
    arrangement_of,
    board_named,
    nation_of,
    papers_due_for,
    plan_meeting,
    refuse_taken,
)
from surveys.pack_board import WEEKDAYS

WEEKS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}


@dataclass(frozen=True)
class AnsweredAt:
    """Where the asks of a meeting are answered: at a meeting, or in writing by a day."""

    meeting: Meeting | None
    on: date


def plan_year(
    session: Session,
    council: Council,
    board_code: str,
    year: int,
    after: date = date.min,
    before: date = date.max,
) -> list[Meeting]:
    """Return the meetings put on the plan by the board's rule, in order; those there stay.

    Only days after `after` and before `before` are taken. A month in which the board already
    has a meeting is left alone, so one that was moved is not planned a second time.
    Raises Refused for a board without a rule.
    """
    arrangement = arrangement_of(council, board_code)
    calendar = arrangement.calendar
    if calendar is None:
        raise Refused(
            f"{arrangement.name} has no calendar, so plan each of its meetings by its day."
        )
    rule = MeetingRule(calendar.months, WEEKS[calendar.week], WEEKDAYS.index(calendar.day))
    board = board_named(session, council, board_code)
    there = _months_with_a_meeting(session, board)
    days = rule.days(year, nation_of(council))
    focus = dict(zip(days, _focus_in_turn(arrangement.focus, len(days)), strict=True))
    return [
        plan_meeting(session, council, board_code, day, focus[day], calendar.time)
        for day in days
        if after < day < before and (day.year, day.month) not in there
    ]


def plan_ahead(session: Session, council: Council, today: date) -> list[Meeting]:
    """Return the meetings of the next twelve months, newly put on the plan by each rule."""
    until = today.replace(year=today.year + 1, day=1)
    made = [
        meeting
        for board in pack_of(council).boards
        if board.calendar is not None
        for year in (today.year, today.year + 1)
        for meeting in plan_year(session, council, board.code, year, today, until)
    ]
    return sorted(made, key=lambda meeting: meeting.meets_on)


def _focus_in_turn(listed: tuple[str, ...], many: int) -> list[str]:
    return [listed[place] if place < len(listed) else "" for place in range(many)]


def _months_with_a_meeting(session: Session, board: Board) -> set[tuple[int, int]]:
    rows = session.scalars(select(Meeting).where(Meeting.board_id == board.id))
    days = [row.moved_from or row.meets_on for row in rows]
    return {(day.year, day.month) for day in days}


def move_meeting(
    session: Session, council: Council, meeting: Meeting, day: date, why: str, today: date
) -> None:
    """Move a planned meeting to another day, with the reason that is told; raises BadInput.

    The day on which it was first planned is kept. Papers that went out stay as they are.
    """
    _refuse_not_planned(meeting)
    if day < today:
        raise BadInput("Choose a day that is still to come.")
    if day != meeting.meets_on:
        refuse_taken(session, meeting.board, day)
    meeting.why = _reason(why)
    meeting.moved_from = meeting.moved_from or meeting.meets_on
    meeting.meets_on = day
    meeting.papers_due_on = papers_due_for(council, meeting.board.code, day)
    session.flush()


def call_off(
    session: Session,
    council: Council,
    meeting: Meeting,
    state: MeetingState,
    why: str,
    today: date,
    in_writing: bool = False,
) -> AnsweredAt:
    """Return where the asks go now that the meeting is cancelled, or had too few members.

    They go to the next meeting of the body that acts between meetings, where the council has
    one; else, or when `in_writing` is chosen, members answer in writing. Raises BadInput without
    a reason, and Refused for a meeting to come that is said to have had too few.
    """
    _refuse_not_planned(meeting)
    if state is MeetingState.INQUORATE and meeting.meets_on > today:
        raise Refused("That meeting is still to come. Cancel it, or move it.")
    meeting.why = _reason(why)
    meeting.state, meeting.fell_on = state, today
    meeting.rolls_to = None if in_writing else acting_between(session, council, meeting, today)
    if meeting.rolls_to is None:
        meeting.written_by = answer_in_writing_by(council, meeting, today)
    session.flush()
    return answered_at(meeting)


def answered_at(meeting: Meeting) -> AnsweredAt:
    """Return where the asks of the meeting are answered, after all that happened to it."""
    end = end_of(meeting)
    if end.state == MeetingState.PLANNED:
        return AnsweredAt(end, end.meets_on)
    return AnsweredAt(None, end.written_by or end.meets_on)


def end_of(meeting: Meeting) -> Meeting:
    """Return the last meeting that the asks went to: it takes them, or fell with them in turn."""
    seen = {meeting.id}
    while meeting.state != MeetingState.PLANNED:
        if meeting.rolls_to is None or meeting.rolls_to.id in seen:
            return meeting
        meeting = meeting.rolls_to
        seen.add(meeting.id)
    return meeting


def board_answering(meeting: Meeting) -> Board:
    """Return the board whose members answer what was put to the meeting."""
    return (answered_at(meeting).meeting or meeting).board


def answer_in_writing_by(council: Council, meeting: Meeting, today: date) -> date:
    """Return by when the board's members answer in writing if they are asked to today."""
    days = arrangement_of(council, meeting.board.code).written_days
    return working_days_after(today, days, nation_of(council))


def acting_between(
    session: Session, council: Council, meeting: Meeting, today: date
) -> Meeting | None:
    """Return the next meeting of the body that acts when the meeting falls, if there is one."""
    between = arrangement_of(council, meeting.board.code).between
    if between is None:
        return None
    return session.scalar(
        select(Meeting)
        .where(
            Meeting.board_id == board_named(session, council, between).id,
            Meeting.state == MeetingState.PLANNED,
            Meeting.meets_on >= today,
        )
        .order_by(Meeting.meets_on)
        .limit(1)
    )


def deadlines_of(council: Council, meeting: Meeting) -> tuple[Deadline, ...]:
    """Return by when each clearance of the meeting's paper is needed, the earliest first."""
    clearances = arrangement_of(council, meeting.board.code).clearances
    days = {clearance.name: clearance.days_before for clearance in clearances}
    return clearances_due(meeting.papers_due_on, days, nation_of(council))


def _refuse_not_planned(meeting: Meeting) -> None:
    if meeting.state != MeetingState.PLANNED:
        raise Refused("That meeting is no longer on the plan. Plan another one.")


def _reason(why: str) -> str:
    reason = why.strip()
    if not reason:
        raise BadInput("Say why in a few words.")
    return reason
