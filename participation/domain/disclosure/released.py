"""Figures that have passed the gate: the only ones that a paper, wall, export or message takes.

Made in this package and nowhere else; a house test holds this.
"""

from dataclasses import dataclass

from participation.core.speech import said


@dataclass(frozen=True)
class Released:
    """One figure as the world may see it: a count to the nearest 5, or None for 0 to 7."""

    rounded: int | None

    @property
    def words(self) -> str:
        """Return the figure in words: "fewer than 8" or "about 15"."""
        if self.rounded is None:
            return said("fewer than 8")
        return said("about %(many)s", many=self.rounded)


@dataclass(frozen=True)
class ReleasedBase:
    """How many young people answered, told once for each release, as a band."""

    low: int
    high: int

    @property
    def words(self) -> str:
        """Return the band in words: "between 30 and 39 young people"."""
        return f"between {self.low} and {self.high} young people"


@dataclass(frozen=True)
class ReleasedRow:
    """One line of a released table; percent comes from rounded figures only."""

    code: str
    label: str
    count: Released
    percent: int | None


@dataclass(frozen=True)
class ReleasedTable:
    """One question or one frame of themes, line by line, with no total beside it.

    `several` says that one young person may stand in more than one row. A row of merged
    answers has their codes, joined by plus signs, as its code.
    """

    key: str
    title: str
    rows: tuple[ReleasedRow, ...]
    several: bool = False


@dataclass(frozen=True)
class Withheld:
    """A table that may not be shown, and why, in a sentence for the reader."""

    key: str
    title: str
    reason: str
