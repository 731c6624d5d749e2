"""An action plan: how far each action is, and how that adds up under promises and outcomes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from participation.domain.exempt_item import ExemptItem


class Progress(StrEnum):
    """How far an action is; only one that can be shown is done."""

    NOT_BEGUN = "not-begun"
    UNDER_WAY = "under-way"
    DONE = "done"
    STOPPED = "stopped"


PROGRESS_WORDS = {
    Progress.NOT_BEGUN: "Not begun",
    Progress.UNDER_WAY: "Under way",
    Progress.DONE: "Done",
    Progress.STOPPED: "Stopped",
}


@dataclass(frozen=True)
class MilestoneLine:
    """A step on the way, and the day on which it was passed."""

    words: str
    due_on: date
    done_on: date | None


@dataclass(frozen=True)
class ActionLine:
    """One action as the plan shows it, under its promise and the headings of its theme."""

    words: str
    ask: str
    promise: str
    headings: tuple[str, ...]
    owner: str
    partner: str
    due_on: date
    first_due_on: date
    progress: Progress
    evidence: str
    milestones: tuple[MilestoneLine, ...] = ()
    exempt: ExemptItem | None = None

    def days_late(self, today: date) -> int:
        """Return how many days it is past its date; 0 once it is done or stopped."""
        if self.progress in (Progress.DONE, Progress.STOPPED):
            return 0
        return max(0, (today - self.due_on).days)

    @property
    def passed(self) -> int:
        """How many of its milestones are passed."""
        return sum(one.done_on is not None for one in self.milestones)


@dataclass(frozen=True)
class Sum:
    """How many actions under one promise or outcome are how far."""

    heading: str
    actions: int
    under_way: int
    done: int
    late: int


def summed(lines: Sequence[ActionLine], headings: Iterable[str], today: date) -> tuple[Sum, ...]:
    """Return a sum for each heading in this order that has an action, by promise or by outcome."""
    sums = []
    for heading in headings:
        under = [line for line in lines if line.promise == heading or heading in line.headings]
        if under:
            sums.append(
                Sum(
                    heading,
                    len(under),
                    sum(line.progress is Progress.UNDER_WAY for line in under),
                    sum(line.progress is Progress.DONE for line in under),
                    sum(line.days_late(today) > 0 for line in under),
                )
            )
    return tuple(sums)


@dataclass(frozen=True)
class ActionPlan:
    """The plan as it stands on a day, under the council's promises and outcomes."""

    on: date
    lines: tuple[ActionLine, ...]
    promises: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()

    @property
    def by_promise(self) -> tuple[Sum, ...]:
        """The sums by promise, of the actions that the plan shows and no other."""
        return summed(self.lines, self.promises, self.on)

    @property
    def by_heading(self) -> tuple[Sum, ...]:
        """The sums by outcome, of the actions that the plan shows and no other."""
        return summed(self.lines, self.headings, self.on)
