"""When somebody is there: working days and hours of the day, bank holidays left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from participation.core.clock import HERE, Nation, bank_holidays, day_of, hour_of

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class WorkingHours:
    """The days of the week (Monday is 0), the time of day, and days closed beside holidays.

    There must be at least one day, and `start` before `end`.
    """

    days: frozenset[int] = frozenset(range(5))
    start: time = time(9)
    end: time = time(17)
    closed: frozenset[date] = frozenset()
    nation: Nation = Nation.ENGLAND

    def is_open(self, moment: datetime) -> bool:
        """Return whether somebody is there at the moment."""
        here = moment.astimezone(HERE)
        return self.is_working_day(here.date()) and self.start <= here.time() < self.end

    def is_working_day(self, day: date) -> bool:
        """Return whether somebody is there on the day."""
        return (
            day.weekday() in self.days
            and day not in self.closed
            and day not in bank_holidays(day.year, self.nation)
        )

    def after(self, moment: datetime, hours: int) -> datetime:
        """Return the hour by which this many whole working hours have passed, in UTC.

        Rounded up: a finer time would tell when somebody sent.
        """
        left = timedelta(hours=hours)
        for begins, ends in self._stretches(moment):
            begun = max(begins, moment)
            if begun + left <= ends:
                return _hour_not_before(begun + left)
            left -= max(ends - begun, timedelta())
        raise AssertionError("unreachable: the stretches never end")

    def after_days(self, moment: datetime, days: int) -> datetime:
        """Return the end of the working day that many working days after the moment's day."""
        day = day_of(moment)
        while days > 0:
            day += _DAY
            days -= self.is_working_day(day)
        return _hour_not_before(datetime.combine(day, self.end, HERE))

    def _stretches(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        day = day_of(moment)
        while True:
            if self.is_working_day(day):
                begins, ends = (datetime.combine(day, t, HERE) for t in (self.start, self.end))
                # In UTC, or a sum over the night in which clocks change would be an hour off.
                yield begins.astimezone(UTC), ends.astimezone(UTC)
            day += _DAY


def _hour_not_before(moment: datetime) -> datetime:
    hour = hour_of(moment.astimezone(UTC))
    return hour if hour == moment else hour + timedelta(hours=1)
