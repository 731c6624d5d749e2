"""Answers that say the same in nearly the same words, so that a person may decide them at once."""

import re

from participation.domain.theming.features import WORD, plain

SLIGHT = frozenset(
    (
        "a",
        "an",
        "the",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "it",
        "its",
        "it's",
        "that",
        "this",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "and",
        "so",
        "very",
        "really",
        "just",
        "please",
        "have",
        "has",
        "had",
        "do",
        "does",
        "did",
        "there",
    )
)
"""Words that come and go without changing what is said; never one that says no, or who."""

_WORD = re.compile(WORD)
_DRAWN_OUT = re.compile(r"(\w)\1{2,}")


def gist(text: str) -> str:
    """Return the words that say something, each once, in order of the alphabet.

    Texts with the same gist are near enough to be decided together. Letters drawn out
    (sooooo) count as one, numbers as 0; empty for a text without such a word.
    """
    words = {_DRAWN_OUT.sub(r"\1", word) for word in _WORD.findall(plain(text))}
    return " ".join(sorted(words - SLIGHT))
