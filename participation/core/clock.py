"""The two clocks, the world's and one that stands where it is put; and which days are worked."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Europe/London")
"""The zone of every council: what day it is, it is there."""

_SATURDAY = 5


class Nation(StrEnum):
    """Whose bank holidays are kept."""

    ENGLAND = "england"
    WALES = "wales"


_PARTS = {Nation.ENGLAND: "ENG", Nation.WALES: "WLS"}
"""What the list of holidays calls each."""


class SystemClock:
    """Tells the world's time."""

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        return datetime.now(UTC)


@dataclass
class SetClock:
    """Tells the time it was last set to; for tests and for a made-up year."""

    moment: datetime

    def now(self) -> datetime:
        """Return the moment that was set."""
        return self.moment

    def set_day(self, day: date) -> None:
        """Put the clock at noon of the day, UTC."""
        self.moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def hour_of(moment: datetime) -> datetime:
    """Return the moment cut down to its hour."""
    return moment.replace(minute=0, second=0, microsecond=0)


def day_of(moment: datetime) -> date:
    """Return the day that it is for the councils: in summer it begins an hour before UTC's."""
    return moment.astimezone(HERE).date()


def start_of(day: date) -> datetime:
    """Return the moment at which the day begins for the councils, in UTC."""
    return datetime.combine(day, time(), HERE).astimezone(UTC)


def working_days_after(day: date, count: int, nation: Nation = Nation.ENGLAND) -> date:
    """Return the day that many working days later: Monday to Friday, bank holidays left out."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day, nation)
    return day


def is_working_day(day: date, nation: Nation = Nation.ENGLAND) -> bool:
    """Return whether the day is from Monday to Friday and no bank holiday."""
    return day.weekday() < _SATURDAY and day not in bank_holidays(day.year, nation)


@lru_cache(maxsize=64)
def bank_holidays(year: int, nation: Nation = Nation.ENGLAND) -> frozenset[date]:
    """Return the nation's bank holidays of a year, with substitutes and days proclaimed once.

    Source: the package `holidays`, which follows the lists at gov.uk/bank-holidays. What is
    proclaimed after its release is a council's closed day until then.
    """
    # Here, for it takes a tenth of a second to load, and most commands count no days.
    from holidays.countries.united_kingdom import UnitedKingdom

    listed = UnitedKingdom(subdiv=_PARTS[nation], years=year)  # type: ignore[no-untyped-call]
    return frozenset(listed)
