"""Recognisers of full dates and of birthdays, which single a person out."""

import re
from collections.abc import Iterator

from participation.domain.redaction.spots import Kind, Spot

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:\s?(?:st|nd|rd|th))?"
_YEAR = r"(?:,?\s?(?:of\s)?(?:'?\d\d|(?:19|20)\d\d)\b)?"
_DATES = re.compile(
    rf"""\b(?:(?:19|20)\d\d[-/.][01]?\d[-/.][0-3]?\d(?:[T ]\d\d:\d\d(?::\d\d)?)?
        |[0-3]?\d\s?(?P<mark>[-/.])\s?[0-3]?\d\s?(?P=mark)\s?(?:(?:19|20)\d\d|\d\d)
        |{_DAY}\s?(?:of\s)?{_MONTH}{_YEAR}
        |{_MONTH}\s(?:the\s)?{_DAY}\b{_YEAR})(?!\d)""",
    re.I | re.X,
)
_BORN = re.compile(
    rf"""\b(?:d\.?o\.?b\.?|date\sof\sbirth|born|birthday|bday|b-day)\b[^.!?\n]{{0,20}}?
    (?P<date>\b{_DAY}\s?[/.-]\s?[01]?\d\b|\b\d{{6,8}}\b|\b(?:19|20)\d\d\b
        |\b{_MONTH}(?:\s(?:19|20)?\d\d)?|\bthe\s{_DAY})""",
    re.I | re.X,
)


def dates(text: str) -> Iterator[Spot]:
    """Yield dates with a day and a month, and whatever part of a birthday is told."""
    for match in _DATES.finditer(text):
        yield Spot(match.start(), match.end(), Kind.DATE)
    for match in _BORN.finditer(text):
        yield Spot(match.start("date"), match.end("date"), Kind.DATE)
