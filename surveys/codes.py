"""The names and codes by which files, figures and answers refer to each other."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated

from surveys.tables import Checked, Place

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HEADING = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_AGES = re.compile(r"\d{1,2}-\d{1,2}")
_MONTH = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")
_PICTURE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.(svg|png)")

# The words of the condition language, and the reply that leaves a question out.
RESERVED = frozenset({"and", "or", "not", "in", "is", "at", "least", "most", "answered", "skip"})


def is_code(text: str) -> bool:
    """Return whether the text is a code: lower-case letters, digits and hyphens."""
    return _CODE.fullmatch(text) is not None


def is_name(text: str) -> bool:
    """Return whether the text may name a question or an option: a code that is no number."""
    return is_code(text) and not text[0].isdigit() and text not in RESERVED


def is_picture(text: str) -> bool:
    """Return whether the text may name a picture file."""
    return _PICTURE.fullmatch(text) is not None


def is_clock_time(text: str) -> bool:
    """Return whether the text is a time of day such as 09:00."""
    return _CLOCK.fullmatch(text) is not None


def is_day(text: str) -> bool:
    """Return whether the text is a day of the calendar such as 2026-12-29."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


Code = Annotated[
    str,
    Checked(is_code, "write a code in small letters, digits and hyphens, as in near-school"),
]
Name = Annotated[
    str,
    Checked(
        is_name,
        "write a name in small letters, digits and hyphens that starts with a letter, as in "
        f"near-school; these words have a meaning of their own: {', '.join(sorted(RESERVED))}",
    ),
]
HeadingName = Annotated[
    str,
    Checked(
        lambda text: _HEADING.fullmatch(text) is not None,
        "write the lens, a dot and the heading, as in principles.7",
    ),
]
Plain = Annotated[str, Checked(lambda text: bool(text.strip()), "write some words here")]
Ages = Annotated[
    str, Checked(lambda text: _AGES.fullmatch(text) is not None, "write ages as in 11-17")
]
Month = Annotated[
    str,
    Checked(lambda text: _MONTH.fullmatch(text) is not None, "write a month as in 2019-09"),
]
Positive = Annotated[
    int, Checked(lambda number: number > 0, "write a whole number that is 1 or more")
]
NotNegative = Annotated[
    int, Checked(lambda number: number >= 0, "write a whole number that is 0 or more")
]


def refuse_twice(codes: Iterable[str], what: str, place: Place) -> None:
    """Raise BadFile when a code stands twice; `what` names the things that carry it."""
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise place.bad(f'two {what} are called "{code}"; give one of them another name')
        seen.add(code)


def refuse_unknown(code: str, known: Iterable[str], what: str, place: Place) -> None:
    """Raise BadFile when the code is not among the known ones; `what` names one of them."""
    choices = tuple(known)
    if code not in choices:
        listed = ", ".join(choices) or "none are set"
        raise place.bad(f'there is no {what} called "{code}"; known: {listed}')
