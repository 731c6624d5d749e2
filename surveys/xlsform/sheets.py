"""A workbook's sheets as rows of text, read without trust."""

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from types import ModuleType
from typing import Any

from participation.core.errors import BadFile, NotSetUp

MOST_BYTES = 2 * 2**20
MOST_UNPACKED = 40 * 2**20
MOST_ROWS = 2_000
MOST_EMPTY = 200
"""A sheet ends after so many empty rows: programs leave a million of them below a form."""
MOST_COLUMNS = 60
SAVE_AS = "Save it from your spreadsheet program as an Excel workbook (.xlsx) and try again."


@dataclass(frozen=True)
class Row:
    """One row of a sheet: its number as the spreadsheet shows it, and its cells by heading."""

    sheet: str
    number: int
    cells: Mapping[str, str]

    def get(self, *headings: str) -> str:
        """Return the first filled cell under these headings, or nothing."""
        return next((self.cells[each] for each in headings if self.cells.get(each)), "")

    def bad(self, reason: str) -> str:
        """Return what is wrong here, with the sheet and the row."""
        return f"Sheet {self.sheet}, row {self.number}: {reason}"


def spreadsheet_program() -> ModuleType:
    """Return the library that reads and writes workbooks; raises NotSetUp without it."""
    try:
        return import_module("openpyxl")
    except ImportError as missing:
        raise NotSetUp(
            "To read and write XLSForms, install the service with its part for them: "
            'pip install "participation[xlsform]".'
        ) from missing


def read_sheets(content: bytes, name: str) -> dict[str, list[Row]]:
    """Return the rows of each sheet, by its name in small letters; raises BadFile.

    Macros, formulas, more than 2,000 rows and what is no workbook are refused by name and row.
    """
    _check_package(content, name)
    openpyxl = spreadsheet_program()
    try:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=False)
        return {
            sheet.title.strip().lower(): list(_rows(name, sheet.title, sheet.iter_rows()))
            for sheet in book.worksheets
        }
    except BadFile:
        raise
    except Exception as fault:  # the library raises whatever a broken part makes it raise
        raise BadFile(name, "the file", f"this workbook is broken. {SAVE_AS}") from fault


def _check_package(content: bytes, name: str) -> None:
    if len(content) > MOST_BYTES:
        raise BadFile(name, "the file", "this is larger than 2 MB; split it")
    try:
        if not content.startswith(b"PK"):  # the old format may carry a package inside
            raise zipfile.BadZipFile
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as fault:
        raise BadFile(name, "the file", f"this is no Excel workbook. {SAVE_AS}") from fault
    if any("vbaproject" in part.filename.lower() for part in parts):
        raise BadFile(name, "the file", f"it holds a macro, so it is not opened. {SAVE_AS}")
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise BadFile(name, "the file", "it unpacks to more than 40 MB, so it is not opened")


def _rows(name: str, sheet: str, rows: Iterator[Sequence[Any]]) -> Iterator[Row]:
    headings: list[str] = []
    filled = empty = 0
    for number, cells in enumerate(rows, 1):
        place = f"sheet {sheet}, row {number}"
        if all(cell.value is None for cell in cells):
            empty += 1
            if empty > MOST_EMPTY:
                return
            continue
        filled, empty = filled + 1, 0
        if filled > MOST_ROWS:
            raise BadFile(name, place, f"use {MOST_ROWS:,} rows at most; delete the empty ones")
        if any(cell.value is not None for cell in cells[MOST_COLUMNS:]):
            raise BadFile(name, place, f"use {MOST_COLUMNS} columns at most")
        texts = [_text(cell.value) for cell in cells[:MOST_COLUMNS]]
        if not headings:
            headings = [" ".join(text.split()).lower() for text in texts] if any(texts) else []
            continue
        if any(cell.data_type == "f" for cell in cells[:MOST_COLUMNS]):
            raise BadFile(name, place, "a cell holds a formula; paste its value")
        if any(texts):
            pairs = zip(headings, texts, strict=False)
            yield Row(sheet, number, {heading: text for heading, text in pairs if heading and text})


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
