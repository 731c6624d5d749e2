"""Putting marks in the place of personal details."""

from collections.abc import Iterable

from participation.domain.redaction.spots import Spot, settle


def mask(text: str, spots: Iterable[Spot]) -> str:
    """Return the text with a mark such as "[name]" or "[phone]" in the place of each spot."""
    parts: list[str] = []
    place = 0
    for spot in settle(text, spots):
        parts += [text[place : spot.start], f"[{spot.kind.value}]"]
        place = spot.end
    return "".join([*parts, text[place:]])
