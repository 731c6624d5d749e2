"""Answers that are a number or a month: read from what was posted or typed, and said again."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache

from babel.dates import format_skeleton, get_month_names

from participation.core.catalogues import locale_of
from participation.core.errors import BadInput
from participation.core.speech import said as _
from surveys.answers import Answer
from surveys.limits import Limits, Terms
from surveys.reading import LONGEST_PICK, folded
from surveys.sentences import (
    NO_MONTH,
    NO_YEAR,
    NOT_A_MONTH,
    NOT_A_NUMBER,
    NOT_ON_SCALE,
    NOT_WHOLE,
    OUT_OF_RANGE,
    OUT_OF_TIME,
)

EXAMPLE = "2024-05"
SCALE_MOST = 10

# How Arabic and Persian write the point and the thousands of a number.
_SEPARATORS = str.maketrans("٫٬", ".,")
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+")
_SCALE = re.compile(r"(\d{1,2})(?: ?(?:/|out of) ?10)?")
_YEAR_FIRST = re.compile(r"(\d{4})[ /.-]+(\d{1,2})")
_MONTH_FIRST = re.compile(r"(\d{1,2})[ /.-]+(\d{4})")
_YEAR = re.compile(r"\d{4}")


def read_scale(_terms: Terms, raw: Sequence[str]) -> Answer:
    """Return the number from 0 to 10 that was picked or typed; raises BadInput."""
    match = _SCALE.fullmatch(_plain(raw).rstrip(". "))
    if match is None or int(match.group(1)) > SCALE_MOST:
        raise BadInput(_(NOT_ON_SCALE))
    return Answer(values=(str(int(match.group(1))),))


def read_number(terms: Terms, raw: Sequence[str]) -> Answer:
    """Return the number that was typed, if it is within its limits; raises BadInput."""
    typed = _plain(raw).translate(_SEPARATORS).replace(" ", "")
    plain = typed.replace(",", "" if _THOUSANDS.fullmatch(typed) else ".")
    if re.fullmatch(r"[+-]?\d{1,12}(\.\d{1,12})?", plain) is None:
        raise BadInput(_(NOT_A_NUMBER))
    number = _decimal(plain)
    limits = terms.limits
    if limits.whole and number != number.to_integral_value():
        raise BadInput(_(NOT_WHOLE))
    least, most = span_of(limits)
    if not least <= number <= most:
        raise BadInput(_(OUT_OF_RANGE, least=least, most=most))
    places = round(number, 2).normalize()
    return Answer(values=(f"{places:f}",))


def span_of(limits: Limits) -> tuple[int, int]:
    """Return the smallest and the largest number that may be given."""
    return limits.least or 0, limits.most or 0


def read_month(terms: Terms, raw: Sequence[str]) -> Answer:
    """Return the month that was picked or typed, as 2024-05; raises BadInput."""
    if len(raw) == 2:
        month, year = (_folded(value) for value in raw)
        if not month:
            raise BadInput(_(NO_MONTH))
        if _YEAR.fullmatch(year) is None:
            raise BadInput(_(NO_YEAR))
        typed = f"{month} {year}"
    else:
        typed = _plain(raw)
    found = _month(typed, terms.language)
    earliest, latest = terms.limits.earliest or "", terms.limits.latest or ""
    if not earliest <= found <= latest:
        between = {
            name: in_words(month, terms.language)
            for name, month in (("earliest", earliest), ("latest", latest))
        }
        raise BadInput(_(OUT_OF_TIME, **between))
    return Answer(values=(found,))


def _month(typed: str, language: str) -> str:
    if match := _YEAR_FIRST.fullmatch(typed):
        year, month = int(match.group(1)), int(match.group(2))
    elif match := _MONTH_FIRST.fullmatch(typed):
        month, year = int(match.group(1)), int(match.group(2))
    else:
        year, month = _named_month(typed, language)
    if not 1 <= month <= 12:
        raise _no_month(language)
    return f"{year:04}-{month:02}"


def _named_month(typed: str, language: str) -> tuple[int, int]:
    years = _YEAR.findall(typed)
    name = folded(_YEAR.sub(" ", typed, count=1))
    known = _months_by_name(language)
    begun = {month for full, month in known.items() if len(name) > 2 and full.startswith(name)}
    months = {known[name]} if name in known else begun
    if len(years) != 1 or len(months) != 1:
        raise _no_month(language)
    return int(years[0]), months.pop()


def _no_month(language: str) -> BadInput:
    return BadInput(_(NOT_A_MONTH, example=in_words(EXAMPLE, language)))


@cache
def _months_by_name(language: str) -> dict[str, int]:
    return {
        folded(name): number
        for spoken in ("en", language)
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for number, name in get_month_names(width, context, locale_of(spoken)).items()
    }


def month_names(language: str) -> tuple[str, ...]:
    """Return the names of the twelve months as they stand alone."""
    names = get_month_names("wide", "stand-alone", locale_of(language))
    return tuple(names[number] for number in range(1, 13))


def in_words(month: str, language: str) -> str:
    """Return the month as people say it: May 2024."""
    year, _, number = month.partition("-")
    day = date(int(year), int(number), 1)
    return str(format_skeleton("yMMMM", day, locale=locale_of(language)))


def say_month(terms: Terms, values: Sequence[str]) -> str:
    """Return the answer's month as people say it."""
    return " ".join(in_words(value, terms.language) for value in values)


def _plain(raw: Sequence[str]) -> str:
    text = " ".join(raw)
    if len(text) > LONGEST_PICK:
        raise BadInput(_(NOT_A_NUMBER))
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _folded(value: str) -> str:
    return _plain([value])


def _decimal(plain: str) -> Decimal:
    try:
        return Decimal(plain)
    except InvalidOperation as fault:
        raise BadInput(_(NOT_A_NUMBER)) from fault
