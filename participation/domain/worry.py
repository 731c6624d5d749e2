"""Worry words: when one is written, help is shown at once.

Never a verdict. A match is a reason to show help now and to put the answer before a person
early; its absence says nothing, since most of what worries a reader uses no listed word.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

_APOSTROPHES = re.compile("['’‘ʼ`´＇′]")
_NOT_LETTERS = re.compile(r"[\W_]+")


def worry_words_in(text: str, words: Iterable[str]) -> tuple[str, ...]:
    """Return the worry words and phrases that the text holds, as listed and in that order.

    Only whole words count. Case, accents, apostrophes (curly, straight or left out), line
    breaks, punctuation and extra spaces make no difference.
    """
    # "don't" must meet "dont", and "cutting" must be seen in "cutting's": both readings count.
    written = f" {_plain(text, '')} | {_plain(text, ' ')} "
    sought = _by_first_word(tuple(words))
    near = (sought[word] for word in sought.keys() & set(written.split()))
    found = {each.place: each.word for many in near for each in many if each.written in written}
    return tuple(found[place] for place in sorted(found))


class _Sought(NamedTuple):
    """A worry word, its place in the list, and how it stands in a text made plain."""

    place: int
    word: str
    written: str


@lru_cache(maxsize=64)
def _by_first_word(words: tuple[str, ...]) -> Mapping[str, list[_Sought]]:
    """Return each worry word under the first word it is written with.

    A list of a thousand is then looked through by the few words of a text.
    """
    found: dict[str, list[_Sought]] = {}
    for place, word in enumerate(dict.fromkeys(words)):
        for plain in {_plain(word, apostrophe) for apostrophe in ("", " ")} - {""}:
            found.setdefault(plain.split()[0], []).append(_Sought(place, word, f" {plain} "))
    return found


def _plain(text: str, apostrophe: str) -> str:
    kept = _APOSTROPHES.sub(apostrophe, text)
    if not kept.isascii():
        split = unicodedata.normalize("NFKD", kept)
        kept = "".join(letter for letter in split if not unicodedata.combining(letter))
    return _NOT_LETTERS.sub(" ", kept.casefold()).strip()
