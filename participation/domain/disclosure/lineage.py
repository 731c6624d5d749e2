"""What releases tell of a theme that is no more: merged into another one, or split into parts.

Whoever stood in it stands in one of its heirs now. So it was no larger than they are together,
and a part had no more people, while the whole was told, than the whole. For a merged theme
nothing else has to be reckoned with: for all a reader knows, all of its people stood in the
larger theme already, which so may have grown by newcomers alone.

A whole of about 20 whose other part is "about 10" tells that the hidden part is no zero. So
parts are told beside an earlier whole only where each of them, at any number that its own
figures allow, leaves room for the others to make up the whole.
"""

from collections.abc import Mapping, Sequence

from participation.domain.disclosure.lines import Line
from participation.domain.disclosure.released import Released, ReleasedTable
from participation.domain.disclosure.rounding import NEW_ANSWERS, span

Became = Mapping[str, tuple[str, ...]]
Told = dict[str, dict[int, Released]]
"""By code of a row, its figure at each release that told it; releases are numbered from 1."""

Spans = dict[str, dict[int, tuple[int, int]]]


def figures_of(shown: Sequence[ReleasedTable | None]) -> Told:
    """Return what was told of each row."""
    told: Told = {}
    for number, table in enumerate(shown, start=1):
        for row in () if table is None else table.rows:
            told.setdefault(row.code, {})[number] = row.count
    return told


def with_lineage(told: Told, became: Became) -> Spans:
    """Return the least and the most people of each row where its own or a kindred figure says."""
    spans = {
        code: {number: span(figure) for number, figure in figures.items()}
        for code, figures in told.items()
    }
    for code, number, heirs in _successions(told, became):
        together = sum(span(told[heir][number])[1] for heir in heirs)
        spans[code][number] = (0, together)
    for code, figures in told.items():
        for whole in _wholes(code, became):
            for number, figure in told.get(whole, {}).items():
                if number < min(figures):
                    most = span(figure)[1]
                    known = spans[code].get(number, (0, most))
                    spans[code][number] = (0, min(known[1], most))
    return spans


def parts_are_free(
    told: Told, lines: Mapping[str, Line], bases: Sequence[int], became: Became
) -> bool:
    """Return whether no part is told more of by the whole that was told before it.

    `bases` are the least bases that a reader holds possible, one a release.
    """
    for code, number, heirs in _successions(told, became):
        if len(heirs) < 2:
            continue
        whole = lines[code]
        reach = {heir: _reach(lines[heir], number, bases) for heir in heirs}
        together = sum(reach.values())
        with_least = min(lines[heir].lows[number] + together - reach[heir] for heir in heirs)
        sooner = [before for before in told[code] if before < number]
        if sooner and (whole.highs[max(sooner)] > together or whole.lows[number] > with_least):
            return False
        # Put together again: the whole holds who stood in the parts, and newcomers.
        if any(
            whole.lows[after] - NEW_ANSWERS * (after - number) > with_least
            for after in told[code]
            if after > number
        ):
            return False
    return True


def _successions(told: Told, became: Became) -> list[tuple[str, int, tuple[str, ...]]]:
    """Return each theme with each release that told its heirs in place of it.

    An earlier release did so where the parts were told first and then put together again.
    """
    tables: dict[int, set[str]] = {}
    for code, figures in told.items():
        for number in figures:
            tables.setdefault(number, set()).add(code)
    found = []
    for code, figures in told.items():
        for number, rows in tables.items():
            heirs = tuple(dict.fromkeys(_heirs(code, rows, became, set())))
            if code not in rows and heirs and (number > min(figures) or len(heirs) > 1):
                found.append((code, number, heirs))
    return found


def _heirs(code: str, rows: set[str], became: Became, passed: set[str]) -> list[str]:
    """Return the rows in which the theme's people stand; a theme may come back to itself."""
    if code in rows:
        return [code]
    if code in passed:
        return []
    passed.add(code)
    return [row for heir in became.get(code, ()) for row in _heirs(heir, rows, became, passed)]


def _wholes(code: str, became: Became) -> list[str]:
    """Return the split themes of which this one is a part, or a part of a part."""
    found: list[str] = []
    young = [code]
    while young:
        part = young.pop()
        for whole, heirs in became.items():
            if len(heirs) > 1 and part in heirs and whole not in found:
                found.append(whole)
                young.append(whole)
    return found


def _reach(line: Line, number: int, bases: Sequence[int]) -> int:
    """Return a count that the row may hold at that release whatever the bases are.

    Its most, if those who must have come for it are no more than come between any two releases.
    """
    most = line.highs[number]
    could = most <= bases[number - 1] and all(
        most - line.highs[earlier] <= NEW_ANSWERS * (number - earlier)
        for earlier in range(1, number)
    )
    return most if could else line.lows[number]
