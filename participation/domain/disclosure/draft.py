"""A release in the making: for each table the finest grouping that tells nothing small."""

from collections.abc import Sequence

from participation.domain.disclosure.counts import Counts
from participation.domain.disclosure.ledger import FrozenRelease, keys_of
from participation.domain.disclosure.merging import groupings, groups_of, table_of
from participation.domain.disclosure.reader import Reader, Span
from participation.domain.disclosure.released import ReleasedBase, ReleasedTable
from participation.domain.disclosure.safety import is_safe
from participation.domain.disclosure.views import View, view_of


class Draft:
    """The tables of one release, coarsened until a reader of all releases learns nothing small.

    Every choice is made from rounded figures. A table that was shown before keeps its
    grouping: two groupings of the same answers could be taken from each other.
    """

    def __init__(
        self,
        people: int,
        base: ReleasedBase | None,
        span: Span,
        tables: Sequence[Counts],
        told: Sequence[FrozenRelease],
    ) -> None:
        self._told = told
        self._spans = [*((frozen.least, frozen.most) for frozen in told), span]
        self._counts = {counts.key: counts for counts in tables}
        self._people = people
        self._options = {counts.key: self._ladder(counts, base) for counts in tables}
        self._views: dict[tuple[str, int], View | None] = {}
        self._safe: set[tuple[object, ...]] = set()

    def settle(self) -> dict[str, ReleasedTable] | None:
        """Return the tables to show, by key; None if even the base alone tells too much."""
        keys = dict.fromkeys((*keys_of(self._told), *self._options))
        while True:
            views = [view for key in keys if (view := self._view_now(key))]
            telling = self._telling(views)
            if not telling:
                return {key: ladder[0] for key, ladder in self._options.items() if ladder}
            shown = [key for key, ladder in self._options.items() if ladder]
            if not shown:
                return None
            # Where an earlier table or a withheld one tells, the last shown gives way to it.
            self._options[telling if telling in shown else shown[-1]].pop(0)

    def _telling(self, views: Sequence[View]) -> str:
        """Return the key of the first table that tells too much; empty if none does."""
        reader = Reader(self._spans, views)
        if reader.impossible:
            return reader.impossible
        for view in views:
            checked = (*reader.knows, id(view))
            if checked not in self._safe and not is_safe(reader, view):
                return view.key
            self._safe.add(checked)
        return ""

    def _view_now(self, key: str) -> View | None:
        """Return the table as its next grouping would leave it; None if it was never shown."""
        ladder = self._options.get(key, [])
        step = key, len(ladder)
        if step not in self._views:
            self._views[step] = self._view(key, ladder[0] if ladder else None)
        if self._views[step] is None and ladder:
            ladder.pop(0)
            return self._view_now(key)
        return self._views[step]

    def _view(self, key: str, table: ReleasedTable | None) -> View | None:
        shown = [*(frozen.shown(key) for frozen in self._told), table]
        counts = self._counts.get(key)
        became = counts.became if counts else {}
        return view_of(key, shown, self._spans, *self._nature(key), became) if any(shown) else None

    def _nature(self, key: str) -> tuple[bool, bool]:
        """Return whether everybody stands in a row, and whether someone may stand nowhere."""
        before = [frozen for frozen in self._told if frozen.holds(key)]
        complete = all(key in frozen.complete for frozen in before)
        loose = any(key in frozen.loose for frozen in before)
        counts = self._counts.get(key)
        if counts is not None:
            complete = complete and counts.leaves_nobody_out(self._people)
            loose = loose or counts.may_leave_out
        return complete, loose

    def _ladder(self, counts: Counts, base: ReleasedBase | None) -> list[ReleasedTable]:
        """Return the groupings to try, finest first; the one shown before, if there is one."""
        shown = [table for frozen in self._told if (table := frozen.shown(counts.key))]
        if not shown or shown[0].several:
            # A theme that was told whole may be told whole again where its parts would tell.
            whole = counts.in_wholes({row.code for row in shown[-1].rows}) if shown else None
            ways = [each for each in (counts, whole) if each is not None]
            return [table_of(each, groups, base) for each in ways for groups in groupings(each)]
        groups = groups_of(shown[0])
        now = sorted(cell.code for cell in counts.cells)
        if sorted(code for group in groups for code in group) != now:
            return []
        return [table_of(counts, groups, base)]
