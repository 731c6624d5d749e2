"""What goes into the gate: exact counts, which no paper, wall, export or message may see."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Kind(StrEnum):
    """How many of a table's lines one young person may stand in."""

    ONE = "one"
    SEVERAL = "several"
    THEMES = "themes"


@dataclass(frozen=True)
class Cell:
    """One possible answer, or one theme, and exactly how many young people gave it."""

    code: str
    label: str
    count: int


@dataclass(frozen=True)
class Whole:
    """A theme that was split, with everyone who stands in one of its parts or more."""

    cell: Cell
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Counts:
    """The exact counts of one question, or of one frame of themes.

    Kind ONE: everyone who answered stands in one cell. SEVERAL: in one or more. THEMES: in
    any number, or none. `answered` is how many answered the question, or wrote a text.
    `ordered` marks cells that run from one end to the other (faces, verdicts), so that only
    neighbours may be merged. `follows` names the questions whose answers decided who was
    asked this one; empty when everyone was asked. `became` names for each theme that is no
    more those in which its people stand now: one that it was merged into, or its parts.
    `wholes` are the split themes that may be told in place of their parts.
    """

    key: str
    title: str
    kind: Kind
    cells: tuple[Cell, ...]
    answered: int
    ordered: bool = False
    follows: tuple[str, ...] = ()
    became: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    wholes: tuple[Whole, ...] = ()

    def __post_init__(self) -> None:
        codes = [cell.code for cell in self.cells]
        if len(set(codes)) < len(codes) or any("+" in code for code in codes):
            raise ValueError(f"{self.key}: give each cell its own code, without a plus sign")
        if any(not 0 <= cell.count <= self.answered for cell in self.cells):
            raise ValueError(f"{self.key}: a cell holds from nobody to all who answered")
        if self.kind is Kind.ONE and self.total > self.answered:
            raise ValueError(f"{self.key}: the cells hold more people than answered")

    @property
    def total(self) -> int:
        """Return the sum of the cells: people for kind ONE, ticks for the others."""
        return sum(cell.count for cell in self.cells)

    @property
    def standing(self) -> int:
        """Return how many people the table is about."""
        return self.total if self.kind is Kind.ONE else self.answered

    @property
    def may_leave_out(self) -> bool:
        """Return whether someone who answered may stand in no cell, as with themes."""
        return self.kind is Kind.THEMES

    def in_wholes(self, told: Collection[str]) -> "Counts | None":
        """Return the counts with the parts of these themes as one again; None if none is split."""
        wholes = [whole for whole in self.wholes if whole.cell.code in told]
        parts = {code for whole in wholes for code in whole.parts}
        kept = (cell for cell in self.cells if cell.code not in parts)
        cells = (*kept, *(whole.cell for whole in wholes))
        return replace(self, cells=cells, wholes=()) if wholes else None

    def leaves_nobody_out(self, people: int) -> bool:
        """Return whether each of so many people stands in a cell, as with a required question.

        A reader who knows the survey then knows that the cells add up to the base.
        """
        if self.kind is Kind.ONE:
            return self.total == people
        return self.kind is Kind.SEVERAL and self.answered == people <= self.total
