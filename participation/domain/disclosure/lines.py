"""One row of a table over all releases: the least and the most people that it may have held."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate


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
