"""What all releases together tell of one table: bounds, row by row and release by release.

Releases are numbered from 1; number 0 is the time before the first, when nobody had answered.
A reader may take it that answers only come in (whoever assumes less learns less), so a row
never falls from one release to the next.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from participation.domain.disclosure.released import ReleasedTable
from participation.domain.disclosure.rounding import SMALLEST_GROUP, span


@dataclass(frozen=True)
class Line:
    """The least and the most people in one row at each release; neither ever falls."""

    lows: tuple[int, ...]
    highs: tuple[int, ...]

    def pinned(self, values: Mapping[int, int]) -> "Line | None":
        """Return the line if these releases held these values; None if they cannot."""
        lows, highs = list(self.lows), list(self.highs)
        for number, value in values.items():
            lows[number] = max(lows[number], value)
            highs[number] = min(highs[number], value)
        return tight(lows, highs)


@dataclass(frozen=True)
class Row:
    """One row with the releases that told it, and those that hid it as "fewer than 8"."""

    line: Line
    seen: tuple[int, ...]
    hidden: tuple[int, ...]


@dataclass(frozen=True)
class View:
    """One table over all releases.

    `single`: each person stands in one row at most. `complete`: everybody stands in a row.
    `floor`: the least that the rows add up to at release `first`, the first to show the table.
    `needs[i][j]` is the least by which the base must have grown from release i to release j;
    `rooms[i][j]` the most by which it can have grown, told by complete tables only.
    """

    key: str
    single: bool
    complete: bool
    floor: int
    first: int
    rows: tuple[Row, ...]
    needs: tuple[tuple[int, ...], ...]
    rooms: tuple[tuple[int, ...], ...]


def tight(lows: Sequence[int], highs: Sequence[int]) -> Line | None:
    """Return the narrowest bounds of a row that never falls; None if there are none."""
    up = tuple(accumulate(lows, max))
    down = tuple(accumulate(reversed(highs), min))[::-1]
    if any(low > high for low, high in zip(up, down, strict=True)):
        return None
    return Line(up, down)


def need(line: Line, i: int, j: int) -> int:
    """Return how many people at least came into the row between releases i and j."""
    return max(0, line.lows[j] - line.highs[i])


def room(line: Line, i: int, j: int) -> int:
    """Return how many people at most came into the row between releases i and j."""
    return line.highs[j] - line.lows[i]


def view_of(
    key: str,
    shown: Sequence[ReleasedTable | None],
    mosts: Sequence[int],
    complete: bool,
    loose: bool,
    formerly: Mapping[str, Sequence[str]],
) -> View | None:
    """Return the view of a table shown so, one entry a release; None if no counts fit it.

    `mosts` are the largest bases that a reader holds possible, one a release. `formerly` names
    for each theme those that were merged into it. Whoever was in one of them is in it now, so
    none can have been larger. Nothing else has to be reckoned with: for all a reader knows, all
    of them stood in the larger theme already, which so may have grown by newcomers alone.
    """
    rows = _rows(shown, mosts, formerly)
    if rows is None:
        return None
    numbers = [number for number, table in enumerate(shown, start=1) if table is not None]
    single = not any(table.several for table in shown if table is not None)
    size = range(len(shown) + 1)
    join = sum if single else max
    lines = [row.line for row in rows]
    needs = tuple(tuple(join([need(line, i, j) for line in lines]) for j in size) for i in size)
    rooms = tuple(tuple(sum(room(line, i, j) for line in lines) for j in size) for i in size)
    floor = 0 if loose else SMALLEST_GROUP
    return View(key, single, complete, floor, numbers[0], rows, needs, rooms)


def _rows(
    shown: Sequence[ReleasedTable | None],
    mosts: Sequence[int],
    formerly: Mapping[str, Sequence[str]],
) -> tuple[Row, ...] | None:
    told: dict[str, dict[int, int | None]] = {}
    spans: dict[str, dict[int, tuple[int, int]]] = {}
    for number, table in enumerate(shown, start=1):
        for row in () if table is None else table.rows:
            told.setdefault(row.code, {})[number] = row.count.rounded
            spans.setdefault(row.code, {})[number] = span(row.count)
    for row in shown[-1].rows if shown[-1] is not None else ():
        for code in formerly.get(row.code, ()):
            if code in told:
                spans[code].setdefault(len(shown), (0, span(row.count)[1]))
    rows = []
    for code, figures in told.items():
        bounds = [spans[code].get(number, (0, most)) for number, most in enumerate(mosts, start=1)]
        line = tight([0, *(low for low, _ in bounds)], [0, *(high for _, high in bounds)])
        if line is None:
            return None
        hidden = tuple(number for number, figure in figures.items() if figure is None)
        rows.append(Row(line, tuple(figures), hidden))
    return tuple(rows)
