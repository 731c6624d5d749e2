"""Merging: the coarser tables to try when the finest one would tell too much.

Merging neighbours and "all other" rows is table redesign, the first of the methods of
statistical disclosure control that ONS describes ("making the categories coarser").
"""

from collections.abc import Iterator, Sequence

from participation.domain.disclosure.counts import Cell, Counts, Kind
from participation.domain.disclosure.released import ReleasedBase, ReleasedTable
from participation.domain.disclosure.rounding import (
    FLOOR,
    HIDDEN_MOST,
    middle,
    round_count,
    row,
    span,
    whole_of,
)

JOIN = "+"
OTHERS = "All other answers"

Groups = tuple[tuple[str, ...], ...]


def groupings(counts: Counts) -> Iterator[Groups]:
    """Yield the ways to group the cells, finest first; only single-choice cells merge.

    People who chose several would be counted twice in a merged row.
    """
    finest = tuple((cell.code,) for cell in counts.cells)
    yield finest
    if counts.kind is not Kind.ONE:
        return
    if counts.ordered:
        yield from _neighbours(finest)
    else:
        yield from _others(counts.cells)


def groups_of(table: ReleasedTable) -> Groups:
    """Return how a table that was already shown grouped its cells."""
    return tuple(tuple(line.code.split(JOIN)) for line in table.rows)


def table_of(counts: Counts, groups: Groups, base: ReleasedBase | None) -> ReleasedTable:
    """Return the table as it would be shown with its cells in these groups.

    Single-choice rows stand in the survey's order. The others stand largest first by their
    rounded figures, then by label, so that the order tells nothing that the figures do not.
    """
    cells = {cell.code: cell for cell in counts.cells}
    figures = [round_count(sum(cells[code].count for code in group)) for group in groups]
    single = counts.kind is Kind.ONE
    whole = whole_of(figures) if single or base is None else middle(base)
    rows = [
        row(JOIN.join(group), _label([cells[code] for code in group], counts), figure, whole)
        for group, figure in zip(groups, figures, strict=True)
    ]
    if not single:
        rows.sort(key=lambda line: (-(line.count.rounded or 0), line.label))
    return ReleasedTable(counts.key, counts.title, tuple(rows), several=not single)


def _label(cells: Sequence[Cell], counts: Counts) -> str:
    if len(cells) == 1:
        return cells[0].label
    if not counts.ordered:
        return OTHERS
    first, *rest = (cell.label for cell in cells)
    return " or ".join([first, *(_lower(label) for label in rest)])


def _lower(label: str) -> str:
    # "I don't know" and "NHS" keep their capitals; "Sad" loses its own.
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def _neighbours(finest: Groups) -> Iterator[Groups]:
    """Yield both ends paired, then two halves: never chosen by the counts themselves."""
    codes = [code for (code,) in finest]
    if len(codes) > 3:
        yield (tuple(codes[:2]), *((code,) for code in codes[2:-2]), tuple(codes[-2:]))
    if len(codes) in (3, 5) or len(codes) > 5:
        half = len(codes) // 2
        yield tuple(codes[:half]), tuple(codes[half:])


def _others(cells: Sequence[Cell]) -> Iterator[Groups]:
    """Yield the hidden cells as one row, then with the smallest shown rows, one at a time."""
    hidden = [cell for cell in cells if cell.count < FLOOR]
    shown = [cell for cell in reversed(cells) if cell.count >= FLOOR]
    # By rounded figures, so that the choice tells no more than they do.
    shown.sort(key=lambda cell: span(round_count(cell.count)))
    for taken in range(len(shown)):
        merged = [*hidden, *shown[:taken]]
        if hidden and len(merged) > 1 and _parts_stay_free(hidden, shown, taken):
            codes = {cell.code for cell in merged}
            kept = tuple((cell.code,) for cell in cells if cell.code not in codes)
            yield (*kept, tuple(cell.code for cell in cells if cell.code in codes))


def _parts_stay_free(hidden: Sequence[Cell], shown: Sequence[Cell], taken: int) -> bool:
    """Return whether a reader who knows how rows are merged still learns nothing of a part.

    Such a reader knows that each hidden part is at most 7, each other part at least 8 and
    no larger, once rounded, than the rows that were left alone.
    """
    merged = round_count(
        sum(cell.count for cell in hidden) + sum(cell.count for cell in shown[:taken])
    )
    low, high = span(merged)
    largest = span(round_count(shown[taken].count))[1]
    others = HIDDEN_MOST * (len(hidden) - 1)
    return low <= others + largest * taken and high >= HIDDEN_MOST + FLOOR * taken
