"""Types that carry a promise from floor to floor."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ClearedText:
    """Words that an officer has read and cleared.

    Made by `services.clearing` and nowhere else (a house test holds this), so whoever is
    handed one may show it wherever its `may_show` allows.
    """

    text: str
    may_show: bool


@dataclass(frozen=True, order=True)
class Week:
    """An ISO week, the finest time that is kept of what a young person did."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Week":
        """Return the ISO week in which the day falls."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def parse(cls, text: str) -> "Week":
        """Return the week written as 2026-W07; raises ValueError for anything else."""
        year, separator, number = text.partition("-W")
        if not separator:
            raise ValueError("a week is written 2026-W07")
        return cls(int(year), int(number))

    def monday(self) -> date:
        """Return the first day of the week."""
        return date.fromisocalendar(self.year, self.number, 1)

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02d}"
