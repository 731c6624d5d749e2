"""How far two readers agree on one theme, beyond what chance alone would bring.

Cohen's kappa (Cohen 1960) with its large-sample standard error (Fleiss, Cohen and Everitt
1969, formula 13): the share of answers on which both said the same, less the share that two
readers of such habits would share by chance, over the most that it could have been.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

ENOUGH_READ = 30
"""Answers that both must have read before anything is said."""
ENOUGH_GIVEN = 5
"""Answers to which each must have given the theme: with fewer, one answer moves kappa by 0.1."""
WIDEST = 0.5
"""An interval wider than this spans from one word for agreement to the next but one."""
_NORMAL = 1.96


class Pair(StrEnum):
    """Whose themes are set side by side."""

    MACHINE = "the machine and the officer"
    OFFICERS = "two officers"
    AMBASSADOR = "an officer and an ambassador"


@dataclass(frozen=True)
class Readings:
    """Answers that two readers read, by who gave them one theme: both, the one, or neither."""

    both: int
    first: int
    second: int
    neither: int

    @property
    def count(self) -> int:
        """Return how many answers both have read."""
        return self.both + self.first + self.second + self.neither


@dataclass(frozen=True)
class Agreement:
    """Kappa (1 is full agreement, 0 what chance brings) with its 95% interval and its count."""

    kappa: float
    low: float
    high: float
    count: int


@dataclass(frozen=True)
class TooLittle:
    """Why nothing can be said of the agreement yet, in a plain sentence."""

    why: str
    count: int


def agreement(readings: Readings) -> Agreement | TooLittle:
    """Return how far two readers agree on a theme, or why there is too little to say."""
    count = readings.count
    if count < ENOUGH_READ:
        return TooLittle(
            f"Both have read {count} of the same answers. From {ENOUGH_READ} on, this says how "
            "far they agree.",
            count,
        )
    given = min(readings.both + readings.first, readings.both + readings.second)
    kept_back = min(readings.neither + readings.first, readings.neither + readings.second)
    if min(given, kept_back) < ENOUGH_GIVEN:
        return TooLittle(
            "One of them gave this theme to almost none of these answers, or to almost all: "
            "that is too few to tell agreement from chance.",
            count,
        )
    kappa, error = cohens_kappa(readings)
    low, high = max(-1.0, kappa - _NORMAL * error), min(1.0, kappa + _NORMAL * error)
    if high - low > WIDEST:
        return TooLittle("What they share so far could still be chance. Read some more.", count)
    return Agreement(kappa, low, high, count)


def cohens_kappa(readings: Readings) -> tuple[float, float]:
    """Return kappa and its standard error; raises ValueError where it is not defined.

    That is for no answers at all, and where both gave the theme to all of them or to none.
    """
    count = readings.count
    if not count:
        raise ValueError("two readers who read nothing neither agree nor differ")
    yes, only_first, only_second, no = (
        part / count for part in (readings.both, readings.first, readings.second, readings.neither)
    )
    first, second = yes + only_first, yes + only_second
    by_chance = first * second + (1 - first) * (1 - second)
    if by_chance == 1:
        raise ValueError("two readers who never differ from themselves cannot be compared")
    kappa = (yes + no - by_chance) / (1 - by_chance)
    same = yes * (1 - (first + second) * (1 - kappa)) ** 2
    same += no * (1 - (2 - first - second) * (1 - kappa)) ** 2
    # Answers of the first alone lie in row "yes", column "no"; of the second alone the other way.
    differing = only_first * (1 - first + second) ** 2 + only_second * (1 - second + first) ** 2
    spread = same + (1 - kappa) ** 2 * differing - (kappa - by_chance * (1 - kappa)) ** 2
    return kappa, sqrt(max(0.0, spread)) / (sqrt(count) * (1 - by_chance))
