"""When a council's safeguarding contacts are there, and whom to turn to when they are not."""

from datetime import date, datetime, time

from participation.core.clock import Nation
from participation.domain.working_hours import WorkingHours
from participation.models import Council
from participation.services.councils import pack_of
from surveys.pack_board import WEEKDAYS


def hours_of(council: Council) -> WorkingHours:
    """Return the working hours that the council's pack sets."""
    clock = pack_of(council).safeguarding.clock
    return WorkingHours(
        frozenset(WEEKDAYS.index(day) for day in clock.days),
        time.fromisoformat(clock.start),
        time.fromisoformat(clock.end),
        frozenset(date.fromisoformat(day) for day in clock.closed),
        Nation(clock.nation),
    )


def route_when_closed(council: Council, now: datetime) -> str:
    """Return the council's out-of-hours route in words, or nothing while somebody is there."""
    return "" if hours_of(council).is_open(now) else pack_of(council).safeguarding.out_of_hours
