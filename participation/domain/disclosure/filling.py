"""Whether a required question with several answers can be answered so, given the bases.

Each newcomer must stand in one row at least, and in each once at most. A row's people have a
window of releases: someone counted in its least number must have come by then, someone beyond
its most number cannot have come yet. The most pressing are taken first.
"""

from collections.abc import Sequence

from participation.domain.disclosure.lines import Line


def fills(lines: Sequence[Line], path: Sequence[int]) -> bool:
    """Return whether bases that follow this path were found to fit the rows."""
    held = [0] * len(lines)
    for number in range(1, len(path)):
        newcomers = path[number] - path[number - 1]
        mosts = [
            min(line.highs[number], before + newcomers)
            for line, before in zip(lines, held, strict=True)
        ]
        missing = newcomers + sum(held)
        held = [_due(line, path, number, before) for line, before in zip(lines, held, strict=True)]
        if any(now > most for now, most in zip(held, mosts, strict=True)):
            return False
        missing -= sum(held)
        for due in range(number, len(path)):
            missing = _take(held, [line.lows[due] for line in lines], mosts, missing)
        if _take(held, mosts, mosts, missing) > 0:
            return False
    return True


def _take(held: list[int], ends: Sequence[int], mosts: Sequence[int], people: int) -> int:
    """Put people into the rows up to these ends; return how many are left over."""
    for at, end in enumerate(ends):
        wanted = min(end, mosts[at]) - held[at]
        if wanted > 0 and people > 0:
            taken = min(wanted, people)
            held[at] += taken
            people -= taken
    return people


def _due(line: Line, path: Sequence[int], number: int, before: int) -> int:
    """Return how many the row must hold so that later newcomers can fill it in time."""
    now = path[number]
    return max(before, *(line.lows[n] - path[n] + now for n in range(number, len(path))))
