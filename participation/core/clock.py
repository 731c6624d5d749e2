"""The two clocks: the world's, and one that stands where it is put."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta


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


def working_days_after(day: date, count: int) -> date:
    """Return the day that many working days later, Monday to Friday."""
    while count > 0:
        day += timedelta(days=1)
        if day.weekday() < 5:
            count -= 1
    return day
