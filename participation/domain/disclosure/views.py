"""What all releases together tell of one table: bounds, row by row and release by release.

Releases are numbered from 1; number 0 is the time before the first, when nobody had answered.
A reader may take it that answers only come in (whoever assumes less learns less), so a row
never falls from one release to the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from participation.domain.disclosure.lineage import (
    Became,
    figures_of,
    parts_are_free,
    with_lineage,
)
from participation.domain.disclosure.lines import Line, need, room, tight
from participation.domain.disclosure.released import ReleasedTable
from participation.domain.disclosure.rounding import SMALLEST_GROUP


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


def view_of(
    key: str,
    shown: Sequence[ReleasedTable | None],
    bases: Sequence[tuple[int, int]],
    complete: bool,
    loose: bool,
    became: Became,
) -> View | None:
    """Return the view of a table shown so, one entry a release.

    None if no counts fit it, or if what is told of a theme and of its parts would tell more.
    `bases` are the least and the largest base that a reader holds possible, one a release.
    `became` names for each theme that is no more those in which its people stand now.
    """
    told = figures_of(shown)
    spans = with_lineage(told, became)
    rows = []
    for code, figures in told.items():
        bounds = [spans[code].get(number, (0, most)) for number, (_, most) in enumerate(bases, 1)]
        line = tight([0, *(low for low, _ in bounds)], [0, *(high for _, high in bounds)])
        if line is None:
            return None
        hidden = tuple(number for number, figure in figures.items() if figure.rounded is None)
        rows.append(Row(line, tuple(figures), hidden))
    lines = {code: row.line for code, row in zip(told, rows, strict=True)}
    if not parts_are_free(told, lines, [least for least, _ in bases], became):
        return None
    numbers = [number for number, table in enumerate(shown, start=1) if table is not None]
    single = not any(table.several for table in shown if table is not None)
    size = range(len(shown) + 1)
    join = sum if single else max
    needs = tuple(tuple(join([need(row.line, i, j) for row in rows]) for j in size) for i in size)
    rooms = tuple(tuple(sum(room(row.line, i, j) for row in rows) for j in size) for i in size)
    floor = 0 if loose else SMALLEST_GROUP
    return View(key, single, complete, floor, numbers[0], tuple(rows), needs, rooms)
