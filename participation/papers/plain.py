"""A paper written in a small part of Markdown: headings, paragraphs, points, tables; no more.

`#` is its title, `##` a section, `###` a heading inside it; a table's first line heads it.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from participation.papers.blocks import Block, Detail, Grid, Heading, Paper, Points, Section, Words

POINT, ROW, INNER = "- ", "|", "### "
_RULE = re.compile(r"\|[-| ]+\|")


def plain_paper(text: str, council: str, details: tuple[Detail, ...] = ()) -> Paper:
    """Return the text as a paper, ready to be drawn in any form."""
    head, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    title = head.strip().removeprefix("# ").strip()
    return Paper(
        title=title,
        subject=f"{title}: {council}",
        council=council,
        details=details,
        sections=tuple(_section(part) for part in parts),
    )


def _section(part: str) -> Section:
    title, _, body = part.partition("\n")
    return Section(title.strip(), tuple(_blocks(body)))


def _blocks(body: str) -> Iterator[Block]:
    for kind, lines in groupby(body.splitlines(), key=_kind):
        joined = [line.strip() for line in lines]
        if kind == INNER:
            yield from (Heading(2, line.removeprefix(INNER)) for line in joined)
        elif kind == POINT:
            yield Points(tuple(line.removeprefix(POINT) for line in joined))
        elif kind == ROW:
            heads, *rows = [_cells(line) for line in joined if not _RULE.fullmatch(line)]
            yield Grid("", heads, tuple(rows))
        elif kind:
            yield Words(" ".join(joined))


def _kind(line: str) -> str:
    """Return by what a line begins; lines alike that follow each other are one block."""
    stripped = line.strip()
    marks = (mark for mark in (INNER, POINT, ROW) if stripped.startswith(mark))
    return next(marks, "words" if stripped else "")


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip("|").split("|"))
