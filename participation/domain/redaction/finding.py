"""Finding every personal detail of a text."""

from collections.abc import Callable, Iterator

from participation.domain.redaction.addresses import named_places, postcodes, streets
from participation.domain.redaction.allowing import ALLOWABLE
from participation.domain.redaction.contacts import emails, handles, links, phones
from participation.domain.redaction.cues import is_told_as_name
from participation.domain.redaction.dates import dates
from participation.domain.redaction.names import names_in
from participation.domain.redaction.numbers import nhs_numbers, ni_numbers, other_numbers
from participation.domain.redaction.spots import Kind, Spot, settle
from participation.domain.redaction.tokens import Word, words_of

# Each yields spots of its own; overlaps are settled afterwards by the order of `Kind`.
RECOGNISERS: tuple[Callable[[str], Iterator[Spot]], ...] = (
    emails,
    links,
    nhs_numbers,
    ni_numbers,
    phones,
    postcodes,
    handles,
    dates,
    other_numbers,
    streets,
)


def find(text: str, allowed: frozenset[str] = frozenset()) -> tuple[Spot, ...]:
    """Return the personal details of the text, in order and without overlap.

    `allowed` holds words and phrases of the council that name no young person (its own name,
    its bodies, what officers added); case makes no difference. Inside a longer name, after "my
    name is" or "my worker", in a number or an address they stay masked. A person reads every
    text after this: names in scripts without capitals, and names that are ordinary words in
    lower case with nothing around them that says so, are not found.
    """
    words = words_of(text)
    spots = [spot for recogniser in RECOGNISERS for spot in recogniser(text)]
    spots += named_places(words)
    spots += names_in(words)
    stretches = _allowed_stretches(words, allowed)
    kept = (spot for spot in spots if spot.kind not in ALLOWABLE or not _is_within(spot, stretches))
    return settle(text, (_with_digits(text, spot) for spot in kept))


def _allowed_stretches(words: list[Word], allowed: frozenset[str]) -> list[tuple[int, int]]:
    phrases = [tuple(word.plain for word in words_of(phrase)) for phrase in allowed]
    plain = tuple(word.plain for word in words)
    return [
        (words[place].start, words[place + len(phrase) - 1].end)
        for phrase in phrases
        if phrase
        for place in range(len(plain) - len(phrase) + 1)
        if plain[place : place + len(phrase)] == phrase and not is_told_as_name(place, words)
    ]


def _is_within(spot: Spot, stretches: list[tuple[int, int]]) -> bool:
    return any(start <= spot.start and spot.end <= end for start, end in stretches)


def _with_digits(text: str, spot: Spot) -> Spot:
    # "jayden09" is one name, not a name with two digits left standing.
    if spot.kind is not Kind.NAME:
        return spot
    start, end = spot.start, spot.end
    while end < len(text) and (text[end].isdigit() or text[end] == "_"):
        end += 1
    while start > 0 and (text[start - 1].isdigit() or text[start - 1] == "_"):
        start -= 1
    return Spot(start, end, spot.kind)
