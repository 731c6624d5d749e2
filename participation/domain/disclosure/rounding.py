"""Rounding, bands and percentages: how an exact count becomes words.

The floor and the step are those of NHS Digital's method for Hospital Episode Statistics
(since September 2018: 1 to 7 hidden, the others to the nearest 5). Here 0 is hidden too,
so that "fewer than 8" may mean nobody. Ten people as the least group is the threshold of
ONS's advice on its Longitudinal Study.
"""

from collections.abc import Sequence

from participation.domain.disclosure.released import (
    Released,
    ReleasedBase,
    ReleasedRow,
    ReleasedTable,
)

FLOOR = 8
HIDDEN_MOST = FLOOR - 1
STEP = 5
SMALLEST_GROUP = 10
NEW_ANSWERS = 10

# Below the first number of people, bands are as wide as the second.
BAND_WIDTHS = ((100, 10), (500, 50), (1_000, 100), (5_000, 500))
WIDEST_BAND = 1_000

# A hidden cell counts as the middle of 0 to 7, rounded up, when rows are added together.
HIDDEN_MIDDLE = 4


def round_count(count: int) -> Released:
    """Return the count as it may be shown: hidden from 0 to 7, else to the nearest 5."""
    if count < FLOOR:
        return Released(None)
    return Released((count + STEP // 2) // STEP * STEP)


def span(figure: Released) -> tuple[int, int]:
    """Return the least and the most people that the figure may stand for."""
    if figure.rounded is None:
        return 0, HIDDEN_MOST
    return max(FLOOR, figure.rounded - STEP // 2), figure.rounded + STEP // 2


def band(people: int) -> ReleasedBase:
    """Return the band in which the base is told.

    Ten wide below 100 (the least group, and the least step between two releases), about a
    tenth of the base above, so that a band never tells more than a rounded cell would.
    """
    width = next((width for below, width in BAND_WIDTHS if people < below), WIDEST_BAND)
    low = people // width * width
    return ReleasedBase(low, low + width - 1)


def percent(figure: Released, whole: float) -> int | None:
    """Return the share of a whole that was itself made from released figures; None if hidden.

    It holds nothing that the rounded figures do not. To the nearest 5 when the whole is
    under 100, where a step of 5 people moves the share by more than that; at most 100.
    """
    if figure.rounded is None or whole <= 0:
        return None
    share = min(100.0, 100 * figure.rounded / whole)
    return round(share / STEP) * STEP if whole < 100 else round(share)


def whole_of(figures: Sequence[Released]) -> int:
    """Return what the rounded figures of a single-choice table add up to.

    A hidden figure counts as 4: were it left out, few large rows would look larger.
    """
    return sum(HIDDEN_MIDDLE if f.rounded is None else f.rounded for f in figures)


def middle(base: ReleasedBase) -> float:
    """Return the middle of the band, the whole of which several-choice rows are shares."""
    return (base.low + base.high) / 2


def row(code: str, label: str, count: Released, whole: float) -> ReleasedRow:
    """Return one line of a released table."""
    return ReleasedRow(code, label, count, percent(count, whole))


def outweighs(table: ReleasedTable, code: str) -> bool:
    """Return whether one row is larger than all others together, by released figures alone.

    A hidden or merged row never outweighs; what it says may stand beside the table, because
    any reader of the table can work it out.
    """
    own = next((line.count.rounded for line in table.rows if line.code == code), None)
    others = [line.count for line in table.rows if line.code != code]
    return own is not None and own > whole_of(others)
