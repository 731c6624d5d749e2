"""What a council sets of its boards: when each meets, who sits on it, and how it is reported to."""

from dataclasses import dataclass
from typing import Annotated, Literal, get_args

from surveys.codes import Code, NotNegative, Plain, Positive, is_clock_time, refuse_twice
from surveys.tables import Checked, Place, keyed

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
ClockTime = Annotated[str, Checked(is_clock_time, "write a time of day as in 09:00")]
AtLeastOne = Checked(bool, "name at least one here")
Month = Annotated[int, Checked(lambda number: 1 <= number <= 12, "write months as 1 to 12")]
Week = Literal["first", "second", "third", "fourth", "last"]


@dataclass(frozen=True)
class Calendar:
    """The rule by which a board meets, as in: the third Thursday of these months."""

    months: Annotated[tuple[Month, ...], AtLeastOne]
    week: Week
    day: Weekday
    time: ClockTime


@dataclass(frozen=True)
class Clearance:
    """A check that a paper passes before it goes out, so many working days before that day."""

    name: Plain
    days_before: Positive


@dataclass(frozen=True)
class Seat:
    """So many places on a board for one kind of person; `decides` says whether they vote."""

    who: Plain
    side: Literal["councillor", "officer", "partner", "young-person"]
    places: Positive = 1
    decides: bool = False


Part = Literal[
    "young-people",
    "purpose",
    "recommendations",
    "background",
    "since-last-time",
    "themes",
    "pledge",
    "figures",
    "asks",
    "promises",
    "cards",
    "implications",
    "clearance",
    "appendices",
]
PARTS: tuple[Part, ...] = get_args(Part)


@dataclass(frozen=True)
class ReportPart:
    """One heading of a board's report, in the council's words, and what stands under it."""

    part: Part
    heading: Plain


@dataclass(frozen=True)
class Board:
    """A body that answers; `papers_due_days` counts clear working days before a meeting.

    `parent` is the body that it reports to, `reports_to` those that receive its papers next,
    `between` the code of the board that acts when a meeting falls; without one its members answer
    in writing, within `written_days` working days. `protocol` is what a yearly paper to it is for.
    `withheld` says by which rules something is kept from the public: Schedule 12A to the Local
    Government Act 1972, or "confidential to members" for bodies outside that Act. Without a
    calendar, an officer plans each meeting by hand.
    """

    code: Code
    name: Plain
    short: Plain
    meets_per_year: Positive
    members: Plain
    papers_due_days: NotNegative = 5
    quorum: int | None = None
    quorum_councillors: int | None = None
    parent: str | None = None
    public: bool = False
    withheld: Literal["schedule-12a", "members"] = "schedule-12a"
    between: Code | None = None
    written_days: Positive = 20
    protocol: Plain | None = None
    calendar: Calendar | None = None
    focus: tuple[Plain, ...] = ()
    standing: tuple[Plain, ...] = ()
    reports_to: tuple[Plain, ...] = ()
    implications: tuple[Plain, ...] = ()
    seats: tuple[Seat, ...] = keyed("seat", ())
    clearances: tuple[Clearance, ...] = keyed("clearance", ())
    report: tuple[ReportPart, ...] = ()


def check_boards(boards: tuple[Board, ...], place: Place) -> None:
    """Raise BadFile if a board contradicts itself or names another that is not there."""
    codes = [board.code for board in boards]
    refuse_twice(codes, "boards", place)
    for board in boards:
        here = place.inside(f"board {board.code}")
        calendar = board.calendar
        if calendar is not None:
            refuse_twice((str(month) for month in calendar.months), "months", here)
            if len(calendar.months) != board.meets_per_year:
                raise here.inside("calendar").bad(
                    f"name {board.meets_per_year} months, one for each meeting of the year, "
                    "or change meets_per_year"
                )
        if board.between is not None and board.between not in codes:
            raise here.inside("between").bad(f'there is no board called "{board.between}"')
        refuse_twice((part.part for part in board.report), "parts of a report", here)
        if len(board.focus) > board.meets_per_year:
            raise here.inside("focus").bad("name at most one for each meeting of the year")
