"""The dates of a forward plan: when a board meets, and by when its papers must be ready."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from participation.core.clock import Nation, is_working_day

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class MeetingRule:
    """A day of the week (Monday is 0) in some months: the `week`-th of each, or -1 for the last."""

    months: tuple[int, ...]
    week: int
    weekday: int

    def days(self, year: int, nation: Nation = Nation.ENGLAND) -> tuple[date, ...]:
        """Return the days of the year's meetings, in order.

        One that falls on a bank holiday is held a week later, so it keeps its day of the week.
        """
        return tuple(self._day(year, month, nation) for month in sorted(self.months))

    def _day(self, year: int, month: int, nation: Nation) -> date:
        if self.week < 0:
            end = date(year, month, monthrange(year, month)[1])
            day = end - timedelta(days=(end.weekday() - self.weekday) % 7)
        else:
            start = date(year, month, 1)
            first = start + timedelta(days=(self.weekday - start.weekday()) % 7)
            day = first + (self.week - 1) * _WEEK
        while not is_working_day(day, nation):
            day += _WEEK
        return day


@dataclass(frozen=True, order=True)
class Deadline:
    """A day by which something must be ready; the earlier comes first."""

    due_on: date
    name: str


def papers_due(meets_on: date, clear_days: int, nation: Nation = Nation.ENGLAND) -> date:
    """Return the last working day on which papers still give that many clear working days.

    Clear days count neither the day the papers go out nor the day of the meeting (Local
    Government Act 1972, s.100B and Schedule 12, para. 4), nor weekends and bank holidays.
    """
    return _working_days_before(meets_on, clear_days + 1, nation)


def clearances_due(
    papers_due_on: date, days_before: Mapping[str, int], nation: Nation = Nation.ENGLAND
) -> tuple[Deadline, ...]:
    """Return by when each clearance is needed, so many working days before papers go out."""
    found = (
        Deadline(_working_days_before(papers_due_on, days, nation), name)
        for name, days in days_before.items()
    )
    return tuple(sorted(found))


def _working_days_before(day: date, count: int, nation: Nation) -> date:
    while count > 0:
        day -= _DAY
        count -= is_working_day(day, nation)
    return day
