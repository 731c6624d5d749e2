"""What young people said: consultations, their figures, their themes and cleared words."""

from collections.abc import Iterator

from participation.domain.digest import AskLine, ConsultationSection, ReleasedDigest, ThemeSection
from participation.domain.disclosure.released import ReleasedTable, Withheld
from participation.papers.belonging import belonging
from participation.papers.blocks import (
    Block,
    FigureLine,
    Figures,
    Heading,
    NoFigures,
    Quotation,
    Section,
    Statement,
    Stones,
    Tone,
    Words,
)
from participation.papers.chart import is_drawable
from participation.papers.exempt import exempt_mark
from participation.papers.phrases import listed, open_to_all, opened

TAKEN = 4


def what_they_said(digest: ReleasedDigest) -> Section:
    """Return each consultation in turn."""
    blocks = [
        block
        for consultation in digest.consultations
        for block in consultation_blocks(consultation, digest)
    ]
    empty = Words(f"No consultation{open_to_all(digest)} comes to this meeting.")
    return Section("What young people said", tuple(blocks) or (empty,))


def consultation_blocks(part: ConsultationSection, digest: ReleasedDigest) -> Iterator[Block]:
    """Yield one consultation: what was asked, by how many, figures, then themes."""
    yield Heading(2, part.title)
    yield from exempt_mark(part.exempt)
    yield Stones(TAKEN, "Taken to this meeting. Young people are waiting for an answer.")
    if part.asked:
        yield Words(f"We asked: “{part.asked}”", Tone.QUIET)
    if part.base:
        yield Words(f"{opened(part.base.words)} answered.", Tone.LEAD)
    if part.withheld:
        yield Words(part.withheld)
    if part.statement:
        yield Statement(part.statement, digest.occasion.young_body)
    yield from tables(part)
    asks = [ask for ask in digest.asks if ask.consultation == part.title]
    few = [theme for theme in part.themes if is_told_shortly(theme, asks)]
    few = few if len(few) > 1 else []
    for theme in part.themes:
        if theme not in few:
            yield from theme_blocks(theme, asks)
    yield from told_shortly(few)
    yield from belonging(tuple(theme for theme in part.themes if theme not in few))


def tables(part: ConsultationSection) -> Iterator[Block]:
    """Yield the consultation's tables; the first that holds a figure is drawn too."""
    drawn = False
    for table in part.tables:
        draw = not drawn and isinstance(table, ReleasedTable) and is_drawable(table)
        drawn = drawn or draw
        yield figures(table, "What they said", draw)


def figures(table: ReleasedTable | Withheld, label: str, draw: bool = False) -> Block:
    """Return a table in words, or why there is none."""
    if isinstance(table, Withheld):
        return NoFigures(table.title, table.reason)
    lines = tuple(
        FigureLine(row.label, row.count.words, "" if row.percent is None else f"{row.percent}%")
        for row in table.rows
    )
    return Figures(table.title, label, lines, table if draw else None)


def theme_blocks(theme: ThemeSection, asks: list[AskLine]) -> Iterator[Block]:
    """Yield one theme: its path, how many, what it holds, in whose words."""
    yield Heading(3, theme.theme)
    yield Stones(TAKEN, taken_with(theme, asks), small=True)
    if theme.count:
        yield Words(f"{opened(theme.count.words)} young people spoke of this.", Tone.LEAD)
    if theme.description:
        yield Words(theme.description)
    for words in shown_words(theme):
        yield Quotation(words)


def shown_words(theme: ThemeSection) -> list[str]:
    """Return the theme's words whose authors allow that they are shown."""
    return [quote.text.strip() for quote in theme.quotes if quote.may_show and quote.text.strip()]


def is_told_shortly(theme: ThemeSection, asks: list[AskLine]) -> bool:
    """Return whether a line is enough: too few to count, no words to show and no ask."""
    hidden = theme.count is not None and theme.count.rounded is None
    return hidden and not shown_words(theme) and theme.theme not in {ask.theme for ask in asks}


def told_shortly(themes: list[ThemeSection]) -> Iterator[Block]:
    """Yield such themes as one list; nothing when there are none."""
    if not themes:
        return
    yield Heading(3, "Themes with fewer than 8, or none")
    yield Words("; ".join(theme.theme for theme in themes) + ".")


def taken_with(theme: ThemeSection, asks: list[AskLine]) -> str:
    """Return where the theme stands on its path, with the asks that carry it."""
    numbers = [str(ask.number) for ask in asks if ask.theme == theme.theme]
    if not numbers:
        return "Taken to this meeting"
    return f"Taken to this meeting: {'ask' if len(numbers) == 1 else 'asks'} {listed(numbers)}"
