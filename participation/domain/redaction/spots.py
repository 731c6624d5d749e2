"""Spots: where a personal detail stands in a text, and of what kind."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

# What may stand between two parts of one name, and after an initial.
_JOINS = re.compile(r"[ \t\u00a0'’-]*")
_JOINS_INITIAL = re.compile(r"\.?[ \t\u00a0]*")
_ENDS_IN_INITIAL = re.compile(r"(?<!\w)\w\Z")


class Kind(Enum):
    """What a spot hides; the value is what the mark says in its place.

    In order of weight: where spots overlap, the earlier kind names the whole.
    """

    EMAIL = "email"
    LINK = "link"
    NHS_NUMBER = "NHS number"
    NI_NUMBER = "NI number"
    PHONE = "phone"
    POSTCODE = "postcode"
    HANDLE = "username"
    DATE = "date"
    NUMBER = "number"
    ADDRESS = "address"
    SCHOOL = "school"
    PLACE = "place"
    NAME = "name"


_WEIGHT = {kind: weight for weight, kind in enumerate(Kind)}


@dataclass(frozen=True, order=True, slots=True)
class Spot:
    """The characters from `start` up to `end` of a text, and what they are."""

    start: int
    end: int
    kind: Kind


def settle(text: str, spots: Iterable[Spot]) -> tuple[Spot, ...]:
    """Return the spots in order with none overlapping; the parts of one name are one spot."""
    settled: list[Spot] = []
    for spot in sorted(spots, key=lambda each: (each.start, -each.end)):
        last = settled[-1] if settled else None
        if last is not None and _belong_together(text, last, spot):
            kind = min(last.kind, spot.kind, key=_WEIGHT.__getitem__)
            settled[-1] = Spot(last.start, max(last.end, spot.end), kind)
        else:
            settled.append(spot)
    return tuple(settled)


def _belong_together(text: str, one: Spot, other: Spot) -> bool:
    if other.start < one.end:
        return True
    if one.kind is not other.kind or one.kind not in (Kind.NAME, Kind.PLACE):
        return False
    initial = _ENDS_IN_INITIAL.search(text, one.start, one.end)
    joins = _JOINS_INITIAL if initial else _JOINS
    return joins.fullmatch(text, one.end, other.start) is not None
