"""The council's codebook: what stands in it, and what was counted under which theme."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, aliased

from participation.models import Council, Theme, ThemeExample
from participation.services.councils import themes_of


@dataclass(frozen=True)
class CodebookEntry:
    """A theme, and phrases that show what it means."""

    theme: Theme
    examples: tuple[str, ...]


@dataclass(frozen=True)
class CountableTheme:
    """A theme that the gate is told of, and the keys of those whose codings count as its own.

    These are itself alone, or with its parts where it was split. `parts` are the codes that
    are told in place of it.
    """

    theme: Theme
    holds: tuple[UUID, ...]
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Countable:
    """All that the gate is told of a codebook.

    `wholes` are themes that were split and may be told in place of their parts; `became` names
    for each theme that is no more those in which its people stand.
    """

    rows: tuple[CountableTheme, ...]
    wholes: tuple[CountableTheme, ...]
    became: Mapping[str, tuple[str, ...]]


def codebook(session: Session, council: Council) -> list[CodebookEntry]:
    """Return the themes that are offered by name, each with its examples by alphabet."""
    examples: dict[object, list[str]] = {}
    for theme_id, text in session.execute(
        select(ThemeExample.theme_id, ThemeExample.text)
        .where(ThemeExample.council_id == council.id)
        .order_by(ThemeExample.text)
    ):
        examples.setdefault(theme_id, []).append(text)
    return [
        CodebookEntry(theme, tuple(examples.get(theme.id, ())))
        for theme in themes_of(session, council)
    ]


def countable_themes(
    session: Session, council: Council, opened: date, given: Collection[UUID]
) -> Countable:
    """Return every theme that answers to a consultation opened that day could be given, by name.

    A retired one counts where it was still offered on the day, whether anybody raised it or
    not: a row that is only there when somebody did could not be 0. One that was split counts
    as one while any answer waits for its part: `given` are the keys of the themes that the
    consultation's answers have. After that its parts count.
    """
    shelf = _Shelf(_all_themes(session, council), opened)
    rows = tuple(
        row for theme in shelf.themes if shelf.is_top(theme) for row in shelf.rows(theme, given)
    )
    told = {row.theme.id for row in rows}
    wholes = tuple(
        whole
        for theme in shelf.themes
        if shelf.parts(theme) and theme.id not in told and shelf.was_offered(theme)
        for whole in (shelf.whole(theme, given),)
        if len(whole.parts) > 1 and {row.theme.code for row in rows}.issuperset(whole.parts)
    )
    ordered = tuple(sorted(rows, key=lambda row: row.theme.name))
    return Countable(ordered, wholes, _became(shelf.themes))


def codes_now(session: Session, council: Council) -> dict[UUID, frozenset[str]]:
    """Return for every theme's key the codes that it goes by now.

    A merged one goes by another's, and one that was split by its own and those of its parts.
    """
    shelf = _Shelf(_all_themes(session, council), date.min)
    by_key = {theme.id: theme for theme in shelf.themes}
    return {
        key: frozenset(by_key[held].code for held in shelf.held(_end(theme, by_key)))
        for key, theme in by_key.items()
    }


def split_themes(council: Council) -> Select[UUID]:
    """Return the query for the keys of the themes that were split and were not put together."""
    part = aliased(Theme)
    return (
        select(Theme.id)
        .join(part, part.part_of_id == Theme.id)
        .where(
            Theme.council_id == council.id,
            Theme.retired_on.is_not(None),
            Theme.merged_into_id.is_(None),
            or_(part.merged_into_id.is_(None), part.merged_into_id != Theme.id),
        )
    )


class _Shelf:
    """The themes of a codebook by what was split into what."""

    def __init__(self, themes: list[Theme], opened: date) -> None:
        self.themes = themes
        self._opened = opened
        self._parts: dict[UUID, list[Theme]] = {}
        by_key = {theme.id: theme for theme in themes}
        for part in themes:
            whole = by_key.get(part.part_of_id) if part.part_of_id is not None else None
            stands = part.merged_into_id is None
            if whole is not None and stands and whole.retired_on and whole.merged_into_id is None:
                self._parts.setdefault(whole.id, []).append(part)

    def was_offered(self, theme: Theme) -> bool:
        return theme.retired_on is None or self._opened <= theme.retired_on

    def parts(self, theme: Theme) -> list[Theme]:
        return self._parts.get(theme.id, [])

    def is_top(self, theme: Theme) -> bool:
        return theme.merged_into_id is None and theme.part_of_id not in self._parts

    def held(self, theme: Theme) -> tuple[UUID, ...]:
        return (theme.id, *(key for part in self.parts(theme) for key in self.held(part)))

    def rows(self, theme: Theme, given: Collection[UUID]) -> Iterator[CountableTheme]:
        if not self.parts(theme):
            if self.was_offered(theme):
                yield CountableTheme(theme, (theme.id,))
        elif theme.id in given:
            yield CountableTheme(theme, self.held(theme))
        else:
            for part in self.parts(theme):
                yield from self.rows(part, given)

    def whole(self, theme: Theme, given: Collection[UUID]) -> CountableTheme:
        parts = (row for part in self.parts(theme) for row in self.rows(part, given))
        return CountableTheme(theme, self.held(theme), tuple(row.theme.code for row in parts))


def heirs(session: Session, council: Council, codes: Collection[str]) -> dict[str, Theme]:
    """Return what the merged of these themes are part of now, where that still stands."""
    themes = _all_themes(session, council)
    by_key = {theme.id: theme for theme in themes}
    ends = {theme.code: _end(theme, by_key) for theme in themes if theme.code in codes}
    return {code: end for code, end in ends.items() if end.code != code and not end.retired_on}


def _all_themes(session: Session, council: Council) -> list[Theme]:
    return list(
        session.scalars(select(Theme).where(Theme.council_id == council.id).order_by(Theme.name))
    )


def _end(theme: Theme, by_key: Mapping[UUID, Theme]) -> Theme:
    while theme.merged_into_id is not None:
        theme = by_key[theme.merged_into_id]
    return theme


def _became(themes: list[Theme]) -> dict[str, tuple[str, ...]]:
    """Return the heirs of each theme, also of one that was put together again since."""
    by_key = {theme.id: theme for theme in themes}
    became: dict[str, tuple[str, ...]] = {}
    for theme in themes:
        if theme.part_of_id is not None:
            whole = by_key[theme.part_of_id].code
            became[whole] = (*became.get(whole, ()), theme.code)
    for theme in themes:
        if theme.merged_into_id is not None:
            became[theme.code] = (by_key[theme.merged_into_id].code,)
    return became
