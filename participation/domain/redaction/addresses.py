"""Recognisers of where somebody is to be found: postcodes, streets, homes and schools."""

import re
from collections.abc import Iterator

from participation.domain.redaction.lexicon import Standing, grammar, lexicon, own_words
from participation.domain.redaction.spots import Kind, Spot
from participation.domain.redaction.tokens import Word

_POSTCODE = re.compile(
    r"""(?<![a-z0-9])
    (?:gir\s{0,2}0aa
      |[a-pr-uwyz](?:\d[\da-hjkps-uw]?|[a-hk-y]\d[\dabehmnprv-y]?)[\s.-]{0,3}\d[abd-hjlnp-uw-z]{2})
    (?![a-z0-9])""",
    re.I | re.X,
)
_PART_POSTCODE = re.compile(
    r"\b(?:in|near|round|around|from|to|postcode(?:\s(?:is|area))?:?)\s(?P<area>[a-z]{1,2}\d{1,2}[a-z]?)\b",
    re.I,
)
_NUMBERED_STREET = re.compile(
    r"""\b\d{1,5}\s?[a-z]?,?\s(?:[^\W\d_][\w'’-]*\s){1,3}
    (?:street|str|st|road|rd|avenue|ave|lane|ln|close|drive|dr|way|crescent|cres|grove|gardens
      |gdns|terrace|place|square|hill|court|mews|row|rise|parade|boulevard|blvd|walk|view|green
      |loop|pass|park)\b""",
    re.I | re.X,
)
_DOOR = re.compile(
    r"\b(?:flat|apt|apartment|suite|p\.?\s?o\.?\s?box|room|unit|psc|box)\.?\s?(?:no\.?\s?)?\d+[a-z]?\b",
    re.I,
)
_NAMES = frozenset({Standing.UNKNOWN, Standing.NAME, Standing.MOSTLY, Standing.PLACE})
_LONGEST_NAME = 3


def postcodes(text: str) -> Iterator[Spot]:
    """Yield postcodes, and the first half of one where the words around say it is a place."""
    for match in _POSTCODE.finditer(text):
        yield Spot(match.start(), match.end(), Kind.POSTCODE)
    for match in _PART_POSTCODE.finditer(text):
        yield Spot(match.start("area"), match.end("area"), Kind.POSTCODE)


def streets(text: str) -> Iterator[Spot]:
    """Yield a house number with its street, flats and boxes with their number."""
    for pattern in (_NUMBERED_STREET, _DOOR):
        for match in pattern.finditer(text):
            yield Spot(match.start(), match.end(), Kind.ADDRESS)


def named_places(words: list[Word]) -> Iterator[Spot]:
    """Yield schools, homes and streets called by a name: "Oak High School", "beech lodge"."""
    heads = grammar("school-heads") | grammar("home-heads") | grammar("street-heads")
    for place in range(1, len(words)):
        if words[place].plain in heads and not words[place].apart:
            first = _first_of_name(place, words)
            if first < place:
                yield Spot(words[first].start, words[place].end, _kind(words[place].plain))


def _kind(head: str) -> Kind:
    if head in grammar("school-heads"):
        return Kind.SCHOOL
    return Kind.ADDRESS if head in grammar("street-heads") else Kind.PLACE


def _first_of_name(head: int, words: list[Word]) -> int:
    """Return where the name before the head begins, or the head itself when it has none."""
    last = head - 1
    while last > 0 and words[last].plain in grammar("between") and not words[last].apart:
        last -= 1
    first = last + 1
    while last + 1 - first < _LONGEST_NAME and first > 0:
        if not _is_proper(first - 1, words, words[head].plain):
            break
        first -= 1
        if words[first].apart:
            break
    if first > last:
        return head
    led = first > 0 and not words[first].apart and words[first - 1].plain in grammar("patrons")
    return first - 1 if led else first


def _is_proper(place: int, words: list[Word], head: str) -> bool:
    word = words[place]
    if word.plain in own_words("stops") or word.plain in own_words("describers"):
        return False
    if word.telling:
        return word.plain not in own_words("care")
    if lexicon().standing(word.plain) in _NAMES:
        return len(word.plain) > 2
    led = place > 0 and words[place - 1].plain in grammar("leads")
    return led and head in grammar("led-heads")
