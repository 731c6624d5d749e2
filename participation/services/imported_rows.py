"""A CSV file of free text, read row by row; every fault names the file, the row and the fix."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from participation.core.errors import BadFile
from surveys.reading import clean_text

LONGEST_TEXT = 20_000


@dataclass(frozen=True)
class Source:
    """A CSV file and which of its columns holds what.

    `raw` is what stands in it where that is at hand already; nothing of it lies on a disk then.
    A file of one column needs no name for it.
    """

    path: Path
    text_column: str
    codings_column: str | None = None
    raw: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Line:
    """One row of the file that has words, with the themes it was given there."""

    number: int
    text: str
    themes: tuple[str, ...]


def read_lines(source: Source) -> tuple[list[Line], int]:
    """Return the rows that have words, and how many had none.

    Raises BadFile that names the file, the row and the fix. "None", "N/A" and "null" are
    words like any others; a cell that looks like a formula is kept as the text it is.
    """
    name = source.path.name
    rows = csv.reader(io.StringIO(_decoded(source), newline=""), strict=True)
    header = next(rows, None)
    if header is None:
        raise BadFile(name, "row 1", "the file is empty; export it again with its header row")
    text_at = _column(name, header, source.text_column)
    codings_at = (
        None if source.codings_column is None else _column(name, header, source.codings_column)
    )
    lines = []
    empty = 0
    for number, row in _numbered(name, rows):
        if len(row) != len(header):
            fix = f"it has {len(row)} cells where the header has {len(header)}; mend the row"
            raise BadFile(name, f"row {number}", fix)
        text = _clean(name, number, row[text_at])
        if not text:
            empty += 1
            continue
        themes = () if codings_at is None else _themes(row[codings_at])
        lines.append(Line(number, text, themes))
    return lines, empty


def _decoded(source: Source) -> str:
    path = source.path
    try:
        raw = path.read_bytes() if source.raw is None else source.raw
    except OSError as error:
        raise BadFile(path.name, "the file", "it cannot be opened; check the path") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        fix = "a byte is not UTF-8; save the file as CSV UTF-8 and try again"
        raise BadFile(path.name, f"line {row}", fix) from error


def _numbered(name: str, rows: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    number = 1
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            fix = "a quotation mark is open or a cell is too long; mend the row"
            raise BadFile(name, f"row {number}", fix) from error
        if row:
            yield number, row


def _column(name: str, header: Sequence[str], wanted: str) -> int:
    if not wanted and len(header) == 1:
        return 0
    if not wanted:
        has = ", ".join(header)
        raise BadFile(name, "row 1", f"say which column holds the answers; the file has: {has}")
    if wanted not in header:
        has = ", ".join(header)
        raise BadFile(name, "row 1", f'there is no column "{wanted}"; the file has: {has}')
    return list(header).index(wanted)


def _clean(name: str, number: int, cell: str) -> str:
    text = clean_text(cell)
    if len(text) > LONGEST_TEXT:
        fix = "its text is over 20,000 characters; shorten it or split it over two rows"
        raise BadFile(name, f"row {number}", fix)
    return text


def _themes(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip()))
