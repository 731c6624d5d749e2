"""Workbooks made for tests."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from openpyxl import Workbook

Rows = Sequence[Sequence[object]]
SURVEY = (
    ("type", "name", "label", "relevant"),
    ("select_one feeling", "mood", "How is it?", ""),
    ("text", "why", "Why?", "${mood} = 'bad'"),
)
CHOICES = (
    ("list_name", "name", "label"),
    ("feeling", "good", "Good"),
    ("feeling", "bad", "Bad"),
)


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    """Return a workbook with these sheets."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def form(survey: Rows = SURVEY, choices: Rows = CHOICES, settings: Rows = ()) -> bytes:
    """Return a small form."""
    sheets = {"survey": survey, "choices": choices}
    return workbook(sheets | ({"settings": settings} if settings else {}))
