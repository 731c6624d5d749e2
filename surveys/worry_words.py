"""Worry words of every language, beside those of a council's own pack."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files


@cache
def shared_worry_words() -> tuple[str, ...]:
    """Return the worry words of all languages but English, language after language.

    All count whatever the language of a conversation: people write in the one they feel in.
    """
    text = files("surveys").joinpath("bank", "worry-words.toml").read_text("utf-8")
    return tuple(word for words in tomllib.loads(text).values() for word in words)


def with_shared(own: Iterable[str]) -> tuple[str, ...]:
    """Return a council's own worry words, then the shared ones."""
    return (*own, *shared_worry_words())
