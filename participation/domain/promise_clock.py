"""The promise clock: where a promise with a date stands, who is reminded, and who is told next.

No state can be hidden: each follows from dates and from what was published, and from nothing
that somebody could set.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from participation.core.clock import Nation, is_working_day, working_days_after

GRACE_DAYS = 2
"""Working days in which the chair may say why, before the wall says that it is late."""
WARNED_BEFORE = timedelta(days=7)
WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


class PromiseState(StrEnum):
    """Where a promise with a date stands."""

    ON_TIME = "on-time"
    MOVED = "moved"
    GRACE = "grace"
    LATE = "late"
    LATE_BECAUSE = "late-because"


@dataclass(frozen=True)
class PromiseDates:
    """The dates of a promise: the one that holds, and the first one if it was moved.

    `reason` is why it is late, in the chair's words; empty until given.
    """

    due: date
    first_due: date | None = None
    reason: str = ""

    def state(self, today: date, nation: Nation = Nation.ENGLAND) -> PromiseState:
        """Return where the promise stands today."""
        if today <= self.due:
            moved = self.first_due is not None and self.first_due != self.due
            return PromiseState.MOVED if moved else PromiseState.ON_TIME
        if self.reason:
            return PromiseState.LATE_BECAUSE
        if today <= self.reason_by(nation):
            return PromiseState.GRACE
        return PromiseState.LATE

    def reason_by(self, nation: Nation = Nation.ENGLAND) -> date:
        """Return the last day on which the chair can say why before the wall says late."""
        return working_days_after(self.due, GRACE_DAYS, nation)

    def days_late(self, today: date) -> int:
        """Return how many days the promise is past its date; 0 when it is not."""
        return max(0, (today - self.due).days)


class Occasion(StrEnum):
    """Why somebody is reminded."""

    WEEK_BEFORE = "week-before"
    ON_THE_DAY = "on-the-day"
    STILL_LATE = "still-late"


@dataclass(frozen=True)
class Reminder:
    """One reminder of a promise: `number` counts the weeks that it is late, 0 before that.

    Its occasion and number name it for good, so it is sent once however often it is planned.
    """

    occasion: Occasion
    number: int
    on: date

    @property
    def name(self) -> str:
        """Return what tells this reminder from the promise's others."""
        return f"{self.occasion}-{self.number}"


def reminders(due: date, until: date, nation: Nation = Nation.ENGLAND) -> Iterator[Reminder]:
    """Yield the reminders of a promise up to and on the day: a week before, on it, weekly after.

    One that falls on a day when nobody works is sent on the next day when somebody does.
    """
    weeks = 0
    nominal = due - WARNED_BEFORE
    while (day := _worked(nominal, nation)) <= until:
        if nominal < due:
            yield Reminder(Occasion.WEEK_BEFORE, 0, day)
        elif nominal == due:
            yield Reminder(Occasion.ON_THE_DAY, 0, day)
        else:
            weeks += 1
            yield Reminder(Occasion.STILL_LATE, weeks, day)
        nominal += WEEK


def _worked(day: date, nation: Nation) -> date:
    while not is_working_day(day, nation):
        day += _DAY
    return day


@dataclass(frozen=True)
class Rung:
    """Who hears of a promise once it is so many days late."""

    who: str
    after_days: int
    code: str = ""


def rungs_reached(ladder: Sequence[Rung], days_late: int) -> tuple[Rung, ...]:
    """Return who has been told by now, the first to be told first; nobody while it is on time."""
    if days_late <= 0:
        return ()
    reached = (rung for rung in ladder if rung.after_days <= days_late)
    return tuple(sorted(reached, key=lambda rung: rung.after_days))
