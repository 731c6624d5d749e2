"""When somebody is there: working days and hours of the day in England, bank holidays left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from participation.core.clock import hour_of

HERE = ZoneInfo("Europe/London")
_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class WorkingHours:
    """The days of the week (Monday is 0), the time of day, and days closed beside holidays.

    There must be at least one day, and `start` before `end`.
    """

    days: frozenset[int] = frozenset(range(5))
    start: time = time(9)
    end: time = time(17)
    closed: frozenset[date] = frozenset()

    def is_open(self, moment: datetime) -> bool:
        """Return whether somebody is there at the moment."""
        here = moment.astimezone(HERE)
        return self.is_working_day(here.date()) and self.start <= here.time() < self.end

    def is_working_day(self, day: date) -> bool:
        """Return whether somebody is there on the day."""
        return (
            day.weekday() in self.days
            and day not in self.closed
            and day not in bank_holidays(day.year)
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
        day = moment.astimezone(HERE).date()
        while days > 0:
            day += _DAY
            days -= self.is_working_day(day)
        return _hour_not_before(datetime.combine(day, self.end, HERE))

    def _stretches(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        day = moment.astimezone(HERE).date()
        while True:
            if self.is_working_day(day):
                begins, ends = (datetime.combine(day, t, HERE) for t in (self.start, self.end))
                # In UTC, or a sum over the night in which clocks change would be an hour off.
                yield begins.astimezone(UTC), ends.astimezone(UTC)
            day += _DAY


def _hour_not_before(moment: datetime) -> datetime:
    hour = hour_of(moment.astimezone(UTC))
    return hour if hour == moment else hour + timedelta(hours=1)


@lru_cache(maxsize=16)
def bank_holidays(year: int) -> frozenset[date]:
    """Return England's bank holidays of a year by their standing rules.

    Source: Banking and Financial Dealings Act 1971, schedule 1, with the substitute days that
    are proclaimed each year. A holiday proclaimed for one year only is a council's closed day.
    """
    easter = easter_sunday(year)
    fixed = {
        easter - 2 * _DAY,
        easter + _DAY,
        _monday_from(date(year, 5, 1)),
        _monday_from(date(year, 5, 25)),
        _monday_from(date(year, 8, 25)),
    }
    for named in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        kept = named
        while kept.weekday() >= _SATURDAY or kept in fixed:
            kept += _DAY
        fixed.add(kept)
    return frozenset(fixed)


def easter_sunday(year: int) -> date:
    """Return Easter Sunday (Meeus, Jones and Butcher's rule for the Gregorian calendar)."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    leaps, rest = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leaps - shift + 15) % 30
    quarters, over = divmod(of_century, 4)
    weekday = (32 + 2 * rest + 2 * quarters - moon - over) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _monday_from(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)
