"""The days that a council's rules name, counted here anew from the rules alone.

The rules: docs/promises.md; papers five clear days before a meeting, clearances before that;
reminders a week before, on the day and weekly after, on a working day.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import holidays

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
WEEKS = {"first": 0, "second": 1, "third": 2, "fourth": 3}
CLOSED = holidays.country_holidays("GB", subdiv="ENG", years=range(2025, 2033))


def is_worked(day: date) -> bool:
    """Return whether people in England work on the day."""
    return day.weekday() < 5 and day not in CLOSED


def worked_from(day: date, without: Iterable[date] = ()) -> date:
    """Return the first worked day from this one on that is not among those left out."""
    return next(one for one in days_from(day) if is_worked(one) and one not in without)


def worked_before(day: date, many: int) -> date:
    """Return the day so many worked days before."""
    worked = [one for one in days_from(day - 60 * DAY, 60) if is_worked(one)]
    return worked[-many]


def worked_after(day: date, many: int) -> date:
    """Return the day so many worked days after."""
    return [one for one in days_from(day + DAY, 90) if is_worked(one)][many - 1]


def days_from(day: date, many: int = 90) -> list[date]:
    """Return so many days in a row."""
    return [day + number * DAY for number in range(many)]


def meeting_days(months: Sequence[int], week: str, weekday: str, year: int) -> list[date]:
    """Return the year's meetings by a rule such as the third Thursday of each second month."""
    found = []
    for month in months:
        every = days_from(date(year, month, 1), monthrange(year, month)[1])
        named = [day for day in every if day.weekday() == DAYS.index(weekday)]
        day = named[-1] if week == "last" else named[WEEKS[week]]
        while not is_worked(day):
            day += WEEK
        found.append(day)
    return found


@dataclass(frozen=True)
class Given:
    """An answer that stood from one day until another took its place; `due` is its promise."""

    on: date
    due: date
    until: date


@dataclass(frozen=True)
class Outages:
    """The days without the worker, and those on which the mail server refuses."""

    worker: frozenset[date] = field(default_factory=frozenset)
    mail: frozenset[date] = field(default_factory=frozenset)

    def told(self, nominal: date) -> date:
        """Return the day on which somebody who works is told of what falls on a day."""
        return worked_from(nominal, self.worker)

    def delivered(self, asked: date) -> date:
        """Return the first day on which worker and mail server both run."""
        days = days_from(asked)
        return next(day for day in days if day not in self.worker and day not in self.mail)

    def delivered_worked(self, asked: date) -> date:
        """Return the first day on which both run and people work: when a reminder comes."""
        return worked_from(asked, self.worker | self.mail)


def reminded(given: Given, outages: Outages) -> dict[str, date]:
    """Return the day on which each reminder of a promise is noted, by its name."""
    names = ["week-before-0", "on-the-day-0", *(f"still-late-{week}" for week in range(1, 60))]
    nominal = {name: given.due + (place - 1) * WEEK for place, name in enumerate(names)}
    falls = {name: worked_from(day) for name, day in nominal.items() if day <= given.until}
    told = {name: outages.told(day) for name, day in falls.items() if day >= given.on}
    return {name: day for name, day in told.items() if day <= given.until}


def asked_again(by: date, until: date, outages: Outages) -> dict[date, date]:
    """Return the day on which members are reminded to answer in writing by a day, by its name."""
    told = {day: outages.told(day) for day in (worked_from(by - WEEK), by)}
    sent = {last: day for day, last in told.items()}
    return {day: last for last, day in sent.items() if last <= until}


def newest(told: dict[str, date]) -> dict[str, date]:
    """Return the reminders that are sent: of several noted on one day, the newest."""
    last = {day: name for name, day in told.items()}
    return {name: day for day, name in last.items()}


def climbed(since: date, until: date, rungs: dict[str, int], outages: Outages) -> dict[str, date]:
    """Return the day on which each rung is told of what was late from one day until another."""
    told = {code: outages.told(since + days * DAY) for code, days in rungs.items()}
    return {code: day for code, day in told.items() if day <= until}
