"""Worry words: when one is written, help is shown at once.

Never a verdict. A match is a reason to show help now and to put the answer before a person
early; its absence says nothing, since most of what worries a reader uses no listed word.
"""

import re
import unicodedata
from collections.abc import Iterable

_APOSTROPHES = re.compile("['’‘ʼ`´＇′]")
_NOT_LETTERS = re.compile(r"[\W_]+")


def worry_words_in(text: str, words: Iterable[str]) -> tuple[str, ...]:
    """Return the worry words and phrases that the text holds, as listed and in that order.

    Only whole words count. Case, accents, apostrophes (curly, straight or left out), line
    breaks, punctuation and extra spaces make no difference.
    """
    # "don't" must meet "dont", and "cutting" must be seen in "cutting's": both readings count.
    written = f" {_plain(text, '')} | {_plain(text, ' ')} "
    return tuple(
        word for word in dict.fromkeys(words) if _plain(word, "") and _stands_in(word, written)
    )


def _stands_in(word: str, written: str) -> bool:
    return any(f" {_plain(word, apostrophe)} " in written for apostrophe in ("", " "))


def _plain(text: str, apostrophe: str) -> str:
    split = unicodedata.normalize("NFKD", _APOSTROPHES.sub(apostrophe, text))
    kept = "".join(letter for letter in split if not unicodedata.combining(letter))
    return _NOT_LETTERS.sub(" ", kept.casefold()).strip()
