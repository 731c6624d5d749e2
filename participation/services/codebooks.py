"""The council's codebook, theme by theme with its examples."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.models import Council, Theme, ThemeExample
from participation.services.councils import themes_of


@dataclass(frozen=True)
class CodebookEntry:
    """A theme, and phrases that show what it means."""

    theme: Theme
    examples: tuple[str, ...]


def codebook(session: Session, council: Council) -> list[CodebookEntry]:
    """Return the council's themes by name, each with its examples in order of the alphabet."""
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
