"""The council's codebook: what stands in it, and what was counted under which theme."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.models import Council, Theme, ThemeExample
from participation.services.councils import themes_of


@dataclass(frozen=True)
class CodebookEntry:
    """A theme, and phrases that show what it means."""

    theme: Theme
    examples: tuple[str, ...]


@dataclass(frozen=True)
class CountableTheme:
    """A theme that the gate is told of, and the codes of those that were merged into it."""

    theme: Theme
    formerly: tuple[str, ...]


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


def countable_themes(session: Session, council: Council, opened: date) -> list[CountableTheme]:
    """Return every theme that answers to a consultation opened that day could be given, by name.

    A retired one counts where it was still offered on the day, whether anybody raised it or
    not: a row that is only there when somebody did could not be 0.
    """
    themes = _all_themes(session, council)
    ends = _ends(themes)
    formerly: dict[UUID, list[str]] = {}
    for theme in themes:
        if theme.merged_into_id is not None:
            formerly.setdefault(ends[theme.id].id, []).append(theme.code)
    return [
        CountableTheme(theme, tuple(formerly.get(theme.id, ())))
        for theme in themes
        if theme.merged_into_id is None and (theme.retired_on is None or opened <= theme.retired_on)
    ]


def codes_now(session: Session, council: Council) -> dict[UUID, str]:
    """Return for every theme's key the code that it goes by now: a merged one's is another's."""
    ends = _ends(_all_themes(session, council))
    return {theme_id: theme.code for theme_id, theme in ends.items()}


def _all_themes(session: Session, council: Council) -> list[Theme]:
    return list(
        session.scalars(select(Theme).where(Theme.council_id == council.id).order_by(Theme.name))
    )


def _ends(themes: list[Theme]) -> dict[UUID, Theme]:
    by_key = {theme.id: theme for theme in themes}
    ends = {}
    for theme in themes:
        end = theme
        while end.merged_into_id is not None:
            end = by_key[end.merged_into_id]
        ends[theme.id] = end
    return ends
