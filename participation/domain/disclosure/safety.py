"""What a set of releases must not tell, checked against the careful reader.

Differencing (taking one table from another to find a small count) is the risk that statistical
offices name for tables that are released again; "one gate" of the design asks that every hidden
cell could still be anything from 0 to 7 given all earlier releases.
"""

from itertools import product

from participation.domain.disclosure.lines import Line
from participation.domain.disclosure.reader import Reader
from participation.domain.disclosure.rounding import FLOOR, HIDDEN_MOST, NEW_ANSWERS
from participation.domain.disclosure.views import Row, View


def is_safe(reader: Reader, view: View) -> bool:
    """Return whether the table keeps small numbers hidden, in it and by taking away."""
    rows = range(len(view.rows))
    return all(
        _hidden_are_free(reader, view, at)
        and _growth_is_loose(reader, view, at)
        and (view.single or _remainder_is_free(reader, view, at))
        for at in rows
    )


def _hidden_are_free(reader: Reader, view: View, at: int) -> bool:
    """Return whether each hidden count of the row could be 0, and 7, and so all between."""
    row = view.rows[at]
    if not row.hidden:
        return True
    for value, bounds in ((0, row.line.lows), (HIDDEN_MOST, row.line.highs)):
        if any(bounds[number] != value for number in row.hidden):
            return False
        # One path through all of them will mostly do; else each is tried by itself.
        if reader.could(view, at, Line(bounds, bounds)):
            continue
        if not all(
            reader.could(view, at, row.line.pinned({number: value})) for number in row.hidden
        ):
            return False
    return True


def _growth_is_loose(reader: Reader, view: View, at: int) -> bool:
    """Return whether no growth of the row below 10 can be worked out exactly."""
    row = view.rows[at]
    lows, highs = row.line.lows, row.line.highs
    if len(row.seen) < 2:
        return True
    lowest = reader.could(view, at, Line(lows, lows))
    # Two paths that grow differently between any two releases will mostly do.
    stairs = _stairs(row)
    if lowest and stairs and reader.could(view, at, Line(stairs, stairs)):
        return True
    for place, later in enumerate(row.seen[1:], start=1):
        jump = (*lows[:later], *highs[later:])
        if lowest and highs[later] > lows[later] and reader.could(view, at, Line(jump, jump)):
            continue
        if not all(_pair_is_loose(reader, view, at, s, later) for s in row.seen[:place]):
            return False
    return True


def _stairs(row: Row) -> tuple[int, ...]:
    """Return the least path, one higher at each further release; empty if that is too high."""
    steps = (sum(seen <= number for seen in row.seen[1:]) for number in range(len(row.line.lows)))
    path = tuple(low + step for low, step in zip(row.line.lows, steps, strict=True))
    fits = all(value <= high for value, high in zip(path, row.line.highs, strict=True))
    return path if fits else ()


def _pair_is_loose(reader: Reader, view: View, at: int, sooner: int, later: int) -> bool:
    line = view.rows[at].line
    if line.lows[later] - line.highs[sooner] >= NEW_ANSWERS:
        return True
    growths: set[int] = set()
    befores = range(line.lows[sooner], line.highs[sooner] + 1)
    afters = range(line.lows[later], line.highs[later] + 1)
    for before, after in product(befores, afters):
        growth = after - before
        if (
            growth >= 0
            and growth not in growths
            and reader.could(view, at, line.pinned({sooner: before, later: after}))
        ):
            growths.add(growth)
            if len(growths) > 1:
                return True
    return bool(growths) and min(growths) >= NEW_ANSWERS


def _remainder_is_free(reader: Reader, view: View, at: int) -> bool:
    """Return whether those who do not stand in a shown row are many, or of unknown number.

    "Nearly everyone said so" tells of each person: class disclosure.
    """
    row = view.rows[at]
    for number in row.seen:
        if number in row.hidden or reader.edges[0][number] - row.line.highs[number] >= FLOOR:
            continue
        remainders: list[int] = []
        for value in range(row.line.lows[number], row.line.highs[number] + 1):
            base = reader.base_at(view, at, row.line.pinned({number: value}), number)
            if base is not None:
                remainders += [base[0] - value, base[1] - value]
        if not remainders:
            return False
        if min(remainders) < FLOOR and max(remainders) - min(remainders) < HIDDEN_MOST:
            return False
    return True
