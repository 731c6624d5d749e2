"""Themes over time, and under the headings that a council reports by: released figures alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from participation.domain.disclosure.released import ReleasedRow
from participation.models import Consultation, Council
from participation.services.codebook_record import ThemeState, states
from participation.services.councils import pack_of
from participation.services.figures import theme_rows
from participation.services.loop import Way
from surveys.packs import lenses_of

PROMISES = "promises"
REACHES_BACK = 4
"""Consultations that are compared side by side: more do not fit a page."""


@dataclass(frozen=True)
class Trend:
    """One theme with what each of the consultations told of it, oldest first, None for nothing."""

    code: str
    name: str
    told: tuple[ReleasedRow | None, ...]

    @property
    def is_quiet(self) -> bool:
        """Return whether no consultation told more than "fewer than 8"."""
        return all(row is None or row.count.rounded is None for row in self.told)


@dataclass(frozen=True)
class Trends:
    """Every theme that was told, the one most often told of last first."""

    consultations: tuple[Consultation, ...]
    lines: tuple[Trend, ...]

    @property
    def told_of(self) -> tuple[Trend, ...]:
        """Return the themes with a number in one consultation at least."""
        return tuple(line for line in self.lines if not line.is_quiet)

    @property
    def quiet(self) -> tuple[Trend, ...]:
        """Return the themes that were hidden each time."""
        return tuple(line for line in self.lines if line.is_quiet)


@dataclass(frozen=True)
class Frame:
    """A way to order themes: the pledge, or a lens."""

    code: str
    title: str


@dataclass(frozen=True)
class ThemesUnder:
    """The themes under one promise or heading, as one consultation told them."""

    title: str
    rows: tuple[ReleasedRow, ...]

    @property
    def told_of(self) -> tuple[ReleasedRow, ...]:
        """Return the rows with a number."""
        return tuple(row for row in self.rows if row.count.rounded is not None)

    @property
    def quiet(self) -> tuple[ReleasedRow, ...]:
        """Return the hidden rows."""
        return tuple(row for row in self.rows if row.count.rounded is None)


def trends(found: Sequence[Way]) -> Trends:
    """Return the themes of the last consultations that told any."""
    shown = with_themes(found)[:REACHES_BACK][::-1]
    tables = [{row.code: row for row in _rows(way)} for way in shown]
    names = {row.code: row.label for table in tables for row in table.values()}
    lines = [
        Trend(code, name, tuple(table.get(code) for table in tables))
        for code, name in names.items()
    ]
    lines.sort(key=lambda line: ([-_size(row) for row in line.told[::-1]], line.name))
    return Trends(tuple(way.consultation for way in shown), tuple(lines))


def with_themes(found: Sequence[Way]) -> list[Way]:
    """Return the consultations that told themes."""
    return [way for way in found if _rows(way)]


def frames(council: Council) -> tuple[Frame, ...]:
    """Return the ways to order themes: by promise first, then by each lens of the council."""
    pack = pack_of(council)
    lenses = (Frame(lens.code, lens.title) for lens in lenses_of(pack))
    return (Frame(PROMISES, pack.words.pledge), *lenses)


def themes_under(
    session: Session, council: Council, way: Way, frame: str
) -> tuple[ThemesUnder, ...]:
    """Return the themes of one consultation under the headings of the frame that hold any.

    A theme may stand under several; one that stands under none comes last.
    """
    standing, rows = states(session, council), _rows(way)
    found = []
    placed: set[str] = set()
    for code, title in _headings(council, frame):
        under = tuple(row for row in rows if _stands(standing.get(row.code), frame, code))
        placed.update(row.code for row in under)
        if under:
            found.append(ThemesUnder(title, under))
    rest = tuple(row for row in rows if row.code not in placed)
    return (*found, ThemesUnder("Under none of these", rest)) if rest else tuple(found)


def _headings(council: Council, frame: str) -> list[tuple[str, str]]:
    pack = pack_of(council)
    if frame == PROMISES:
        return [(promise.code, promise.short) for promise in pack.pledge.promises]
    lenses = [lens for lens in lenses_of(pack) if lens.code == frame]
    return [(heading.code, heading.words) for lens in lenses for heading in lens.headings]


def _stands(state: ThemeState | None, frame: str, heading: str) -> bool:
    if state is None:
        return False
    return state.promise == heading if frame == PROMISES else f"{frame}.{heading}" in state.lenses


def _rows(way: Way) -> tuple[ReleasedRow, ...]:
    return () if way.told is None else theme_rows(way.told)


def _size(row: ReleasedRow | None) -> int:
    return 0 if row is None else row.count.rounded or 0
