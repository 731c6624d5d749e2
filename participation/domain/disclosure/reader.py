"""A careful reader of all releases: which counts could still be true?

The unknowns are the bases n1, n2, ... of the releases. What is told bounds each of them, and
their differences: at least 10 newcomers between two releases, at least as many as the rows of
a table must have gained, and, where everybody stands in a row, at most as many as they can have
gained. Newcomers are places, people in rows have a window of releases in which they came; by
Hall's theorem for windows, and because both sides can be matched at once if each can
(Mendelsohn and Dulmage), these differences are all that a table asks of the bases. The one
exception, a required question with several answers over three releases or more, is tried out
on the smallest, the largest and the middle bases. Differences are solved by longest paths, so
every answer is in whole numbers. The attacker's integer program is a second way to the same.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from participation.domain.disclosure.filling import fills
from participation.domain.disclosure.lines import Line, need, room
from participation.domain.disclosure.rounding import NEW_ANSWERS
from participation.domain.disclosure.views import View

# Stands for "no bound" in a table of differences.
NONE = -(10**9)

Edges = list[list[int]]
Span = tuple[int, int]
Path = Sequence[int]


class Reader:
    """What may be held possible after the releases whose bases lie in these spans.

    `edges[i][j]` is the least by which n_j exceeds n_i. `impossible` names the first table
    that no counts fit together with those before it; empty when all fit.
    """

    def __init__(self, spans: Sequence[Span], views: Sequence[View]) -> None:
        self.impossible = ""
        self._tried: dict[tuple[str, tuple[int, ...]], bool] = {}
        self.edges = _from_spans(spans)
        _close(self.edges)
        for view in views:
            if _add(self.edges, view) and not _close(self.edges):
                self.impossible = view.key
                return
        self._widest = self.edges[0], [-held[0] for held in self.edges]
        self._to_fill = [
            view for view in views if view.complete and not view.single and len(spans) > 2
        ]

    def could(self, view: View, at: int, line: Line | None) -> bool:
        """Return whether row `at` of the table could have gone so."""
        ways = self._ways(view, at, line)
        if line is None or ways is None:
            return False
        if not self._to_fill:
            return True
        lines = [row.line for row in view.rows]
        lines[at] = line
        low, high = ways
        middle = [(least + most) // 2 for least, most in zip(low, high, strict=True)]
        return any(self._fills(path, view, lines) for path in (high, middle, low))

    @property
    def knows(self) -> tuple[object, ...]:
        """Return all that its answers hang on, to tell whether another reader answers the same."""
        return (*map(tuple, self.edges), *map(id, self._to_fill))

    def base_at(self, view: View, at: int, line: Line | None, number: int) -> Span | None:
        """Return the least and the most base of that release if the row went so."""
        ways = self._ways(view, at, line)
        return None if ways is None else (ways[0][number], ways[1][number])

    def _ways(self, view: View, at: int, line: Line | None) -> tuple[Path, Path] | None:
        """Return the smallest and the largest bases if the row went so; None if it cannot."""
        if line is None or _lowers_below_floor(view, at, line):
            return None
        tighter = list(self._tighter(view, at, line))
        if not tighter:
            return self._widest
        edges = [held[:] for held in self.edges]
        for i, j, least in tighter:
            edges[i][j] = max(edges[i][j], least)
        low = earliest(edges)
        return None if low is None else (low, latest(edges))

    def _tighter(self, view: View, at: int, line: Line) -> Iterator[tuple[int, int, int]]:
        """Yield the differences that are larger than those known, if the row went so."""
        old = view.rows[at].line
        for j in range(1, len(self.edges)):
            for i in range(j):
                least = need(line, i, j)
                if view.single:
                    least += view.needs[i][j] - need(old, i, j)
                if least > self.edges[i][j]:
                    yield i, j, least
                if view.complete:
                    most = view.rooms[i][j] - room(old, i, j) + room(line, i, j)
                    if -most > self.edges[j][i]:
                        yield j, i, -most

    def _fills(self, path: Path, view: View, lines: Sequence[Line]) -> bool:
        return all(
            fills(lines, path) if other.key == view.key else self._fits(other, tuple(path))
            for other in self._to_fill
        )

    def _fits(self, view: View, path: tuple[int, ...]) -> bool:
        tried = (view.key, path)
        if tried not in self._tried:
            self._tried[tried] = fills([row.line for row in view.rows], path)
        return self._tried[tried]


def _lowers_below_floor(view: View, at: int, line: Line) -> bool:
    """Return whether the rows would add up to fewer than a table must be about."""
    if not view.floor:
        return False
    others = view.rooms[0][view.first] - view.rows[at].line.highs[view.first]
    return others + line.highs[view.first] < view.floor


def earliest(edges: Edges) -> list[int] | None:
    """Return the smallest bases that keep all differences; None if no bases do."""
    size = range(len(edges))
    path = edges[0][:]
    path[0] = 0
    for _ in size:
        settled = True
        for i in size:
            for j in size:
                if path[i] + edges[i][j] > path[j]:
                    path[j] = path[i] + edges[i][j]
                    settled = False
        if path[0] > 0:
            return None
        if settled:
            return path
    return None


def latest(edges: Edges) -> list[int]:
    """Return the largest bases that keep all differences, which some bases must do."""
    size = range(len(edges))
    path = [-held[0] for held in edges]
    settled = False
    while not settled:
        settled = True
        for i in size:
            for j in size:
                if path[j] - edges[i][j] < path[i]:
                    path[i] = path[j] - edges[i][j]
                    settled = False
    return path


def _from_spans(spans: Sequence[Span]) -> Edges:
    size = len(spans) + 1
    edges = [[0 if i == j else NONE for j in range(size)] for i in range(size)]
    for number, (least, most) in enumerate(spans, start=1):
        edges[0][number] = least
        edges[number][0] = -most
    for i, j in pairwise(range(1, size)):
        edges[i][j] = NEW_ANSWERS
    return edges


def _add(edges: Edges, view: View) -> bool:
    """Put in what the table tells of the bases; return whether that was more than was known."""
    before = [held[:] for held in edges]
    for j in range(1, len(edges)):
        for i in range(j):
            edges[i][j] = max(edges[i][j], view.needs[i][j])
            if view.complete:
                edges[j][i] = max(edges[j][i], -view.rooms[i][j])
    return edges != before


def _close(edges: Edges) -> bool:
    """Draw all conclusions from the differences; return whether they agree."""
    size = range(len(edges))
    for k in size:
        through = edges[k]
        for i in size:
            step = edges[i][k]
            edges[i] = [
                max(known, step + further) for known, further in zip(edges[i], through, strict=True)
            ]
    return all(edges[i][i] <= 0 for i in size)
