"""A list of 1,296 short English words, and numbers written in them.

1,296 is 6 to the power 4, so a word is also four digits from 1 to 6. No two words are one
slip apart, so a word with one slip in it can be mended. The order is part of what is stored:
a changed list reads old words wrongly.
"""

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

WORD_COUNT = 1296
_LONGEST_TYPED = 400
_LETTERS = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1)
def all_words() -> tuple[str, ...]:
    """Return the words in their fixed order."""
    listed = files("participation.core").joinpath("wordlist", "english.txt")
    return tuple(listed.read_text(encoding="utf-8").split())


def spell(number: int, length: int) -> tuple[str, ...]:
    """Return the number in words, most significant first.

    Raises ValueError when it is negative or needs more than `length` words.
    """
    if not 0 <= number < WORD_COUNT**length:
        raise ValueError(f"the number does not fit in {length} words")
    listed = all_words()
    return tuple(
        listed[number // WORD_COUNT**place % WORD_COUNT] for place in reversed(range(length))
    )


def unspell(words: tuple[str, ...]) -> int:
    """Return the number that the words spell; raises KeyError for a word not in the list."""
    number = 0
    for word in words:
        number = number * WORD_COUNT + _places()[word]
    return number


def read_words(typed: str, length: int) -> tuple[str, ...] | None:
    """Return the listed words that were meant, or None when they are not exactly `length`.

    Case, accents, spaces, hyphens, commas, numbering and one slip in each word are forgiven.
    """
    if len(typed) > _LONGEST_TYPED:
        return None
    tokens = _LETTERS.findall(_without_accents(typed))
    if len(tokens) != length:
        return None
    meant = [nearest_word(token) for token in tokens]
    return tuple(word for word in meant if word is not None) if None not in meant else None


def nearest_word(token: str) -> str | None:
    """Return the listed word itself, or the only one that is a single slip away.

    A slip is a letter left out, added or changed, or two neighbours swapped.
    """
    if token in _places():
        return token
    shortened = _with_one_letter_out(token) | {token}
    near = {word for short in shortened for word in _by_shortened().get(short, ())}
    meant = [word for word in near if one_slip_apart(word, token)]
    return meant[0] if len(meant) == 1 else None


def one_slip_apart(one: str, other: str) -> bool:
    """Tell whether a single slip turns one word into the other; equal words are not."""
    if len(one) != len(other):
        longer, shorter = (one, other) if len(one) > len(other) else (other, one)
        return shorter in _with_one_letter_out(longer)
    differing = [place for place in range(len(one)) if one[place] != other[place]]
    if len(differing) == 2:
        first, second = differing
        swapped = one[first] == other[second] and one[second] == other[first]
        return second == first + 1 and swapped
    return len(differing) == 1


def _without_accents(typed: str) -> str:
    split = unicodedata.normalize("NFKD", typed)
    return "".join(letter for letter in split if not unicodedata.combining(letter)).casefold()


def _with_one_letter_out(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


@lru_cache(maxsize=1)
def _places() -> dict[str, int]:
    return {word: place for place, word in enumerate(all_words())}


@lru_cache(maxsize=1)
def _by_shortened() -> dict[str, list[str]]:
    # Two words one slip apart share themselves or a form with one letter out, so the look-up
    # costs a few steps for any input instead of a walk through the list.
    found: dict[str, list[str]] = {}
    for word in all_words():
        for short in _with_one_letter_out(word) | {word}:
            found.setdefault(short, []).append(word)
    return found
