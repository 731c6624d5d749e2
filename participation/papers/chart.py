"""A released table as bars: in SVG for pages; the PDF and the mail draw the same bars.

Bars start at zero and carry their own words. A hidden figure gets no bar: a hatched disc of
one size stands for it, with its words, so that nobody reads a number off a length.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from participation.domain.disclosure.released import ReleasedRow, ReleasedTable
from participation.papers.letters import tidy

INK, SOFT, LINE, BRAND = "#221B35", "#5B5470", "#8A8299", "#4A2C8F"
FONTS = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
# As wide as a phone, so that its words can be read there.
WIDTH = 360
LONGEST_BAR = 200
LABEL_SIGNS = 42
LABEL_HEIGHT, BAR_HEIGHT, GAP = 20, 18, 14


@dataclass(frozen=True)
class Bar:
    """One line of a chart: its length in percent of the longest, None when it is hidden."""

    label: str
    figure: str
    length: int | None


def is_drawable(table: ReleasedTable) -> bool:
    """Return whether a bar could be drawn: at least one figure is not hidden."""
    return any(row.count.rounded for row in table.rows)


def bars(table: ReleasedTable) -> tuple[Bar, ...]:
    """Return the table's lines as bars that start at zero."""
    most = max((row.count.rounded or 0 for row in table.rows), default=0) or 1
    return tuple(
        Bar(
            row.label,
            figure_words(row),
            None if row.count.rounded is None else round(100 * row.count.rounded / most),
        )
        for row in table.rows
    )


def figure_words(row: ReleasedRow) -> str:
    """Return the figure of one line in words, with its share where there is one."""
    return row.count.words if row.percent is None else f"{row.count.words} ({row.percent}%)"


def spoken(table: ReleasedTable) -> str:
    """Return the whole chart as a sentence, for someone who cannot see it."""
    return _spoken(bars(table))


def bar_chart(table: ReleasedTable, name: str) -> str:
    """Return the table as one SVG element; `name` keeps its ids apart from others'."""
    return drawn_bars(table.title, bars(table), name)


def drawn_bars(title: str, lines: Sequence[Bar], name: str) -> str:
    """Return these bars under a title as one SVG element, as `bar_chart` does."""
    parts, top = [], 2
    for bar in lines:
        drawn, top = _line(bar, top)
        parts.append(drawn)
    height = top - GAP + 4
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="100%" '
        f'role="img" aria-labelledby="{name}-title {name}-desc" font-family="{FONTS}" '
        f'font-size="15"><title id="{name}-title">{escape(tidy(title))}</title>'
        f'<desc id="{name}-desc">{escape(tidy(_spoken(lines)))}</desc>'
        f'<path d="M0.5 0V{height}" stroke="{LINE}"/>{"".join(parts)}</svg>'
    )


def _spoken(lines: Sequence[Bar]) -> str:
    return f"Bar chart. {'; '.join(f'{bar.label}: {bar.figure}' for bar in lines)}."


def _line(bar: Bar, top: int) -> tuple[str, int]:
    """Return one line drawn from `top` down, and where the next one starts."""
    parts = []
    for words in textwrap.wrap(tidy(bar.label), LABEL_SIGNS) or [""]:
        parts.append(f'<text x="8" y="{top + 14}" fill="{INK}">{escape(words)}</text>')
        top += LABEL_HEIGHT
    parts.append(_hidden(bar, top) if bar.length is None else _shown(bar, bar.length, top))
    return "".join(parts), top + BAR_HEIGHT + GAP


def _shown(bar: Bar, length: int, top: int) -> str:
    width = round(LONGEST_BAR * length / 100, 1)
    return (
        f'<rect x="0" y="{top}" width="{width}" height="{BAR_HEIGHT}" fill="{BRAND}"/>'
        f'<text x="{width + 8}" y="{top + 14}" fill="{INK}" font-weight="600">{bar.figure}</text>'
    )


def _hidden(bar: Bar, top: int) -> str:
    x, y = 16, top + BAR_HEIGHT // 2
    hatch = f"M{x - 5} {y + 5}L{x + 5} {y - 5}M{x - 7} {y}L{x} {y - 7}M{x} {y + 7}L{x + 7} {y}"
    return (
        f'<circle cx="{x}" cy="{y}" r="7.5" fill="none" stroke="{SOFT}"/>'
        f'<path d="{hatch}" stroke="{SOFT}"/>'
        f'<text x="32" y="{top + 14}" fill="{SOFT}">{bar.figure}</text>'
    )
