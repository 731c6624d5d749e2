"""Answers that put things in an order: read from places that were posted, or a typed list."""

import re
from collections.abc import Sequence

from participation.core.errors import BadInput
from participation.core.speech import said as _
from surveys.answers import Answer
from surveys.limits import Terms
from surveys.reading import picked_in_order
from surveys.sentences import NOT_FOUND, SAME_PLACE, TWICE

_PLACED = re.compile(r"([a-z0-9-]+):(\d{0,3})")


def put_in_order(terms: Terms, raw: Sequence[str]) -> Answer:
    """Return the options in the order given; those without a place are left out of it.

    A page posts `code:place` for each option, and somebody who types names them in order.
    Raises BadInput when two share a place or one stands twice.
    """
    placed = [_PLACED.fullmatch(value) for value in raw if value.strip()]
    if placed and all(placed):
        return _from_places(terms, [(match[1], match[2]) for match in placed if match])
    named = picked_in_order(terms, [value for value in raw if value.strip()])
    if len(set(named)) < len(named):
        raise BadInput(_(TWICE))
    return Answer(values=named)


def _from_places(terms: Terms, placed: list[tuple[str, str]]) -> Answer:
    known = {option.code for option in terms.options}
    given = [(int(place), code) for code, place in placed if place]
    places = [place for place, _ in given]
    codes = [code for _, code in given]
    if not given or not set(codes) <= known or not set(places) <= set(range(1, len(known) + 1)):
        raise BadInput(_(NOT_FOUND))
    if len(set(places)) < len(places):
        raise BadInput(_(SAME_PLACE))
    if len(set(codes)) < len(codes):
        raise BadInput(_(TWICE))
    return Answer(values=tuple(code for _, code in sorted(given)))


def say_order(terms: Terms, values: Sequence[str]) -> str:
    """Return the things with their places before them."""
    words = {option.code: option.words.to(terms.language) for option in terms.options}
    return _(", ").join(f"{place} {words.get(code, code)}" for place, code in enumerate(values, 1))


def places_given(raw: Sequence[str], values: Sequence[str]) -> dict[str, str]:
    """Return the place of each option as it was posted, or as the answer has it."""
    if raw:
        placed = (_PLACED.fullmatch(value) for value in raw)
        return {match[1]: match[2] for match in placed if match}
    return {code: str(place) for place, code in enumerate(values, 1)}
