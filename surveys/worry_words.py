"""Worry words of every language: the English ones a council starts with, and all the others."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

_FIRST = "en"


@cache
def _lists() -> Mapping[str, tuple[str, ...]]:
    text = files("surveys").joinpath("bank", "worry-words.toml").read_text("utf-8")
    return {language: tuple(words) for language, words in tomllib.loads(text).items()}


def first_worry_words() -> tuple[str, ...]:
    """Return the English words that a council starts with, until its leads edit them."""
    return _lists()[_FIRST]


@cache
def shared_worry_words() -> tuple[str, ...]:
    """Return the worry words of all languages but English, language after language.

    All count whatever the language of a conversation: people write in the one they feel in.
    """
    return tuple(
        word for language, words in _lists().items() if language != _FIRST for word in words
    )


def with_shared(own: Iterable[str]) -> tuple[str, ...]:
    """Return a council's own worry words, then the shared ones."""
    return (*own, *shared_worry_words())
