"""Worry words stand ready in every language that pages can be shown in."""

import tomllib
from importlib.resources import files

import pytest

from participation.core.catalogues import languages
from participation.domain.worry import worry_words_in
from surveys.worry_words import shared_worry_words, with_shared

LISTS = tomllib.loads(files("surveys").joinpath("bank", "worry-words.toml").read_text("utf-8"))


def test_every_language_has_a_list() -> None:
    assert set(LISTS) == {code for code in languages() if "-" not in code} - {"en"}


def test_no_word_stands_twice_in_a_list() -> None:
    assert all(len(words) == len(set(words)) for words in LISTS.values())


@pytest.mark.parametrize("language", sorted(LISTS))
def test_each_word_is_found_within_a_sentence(language: str) -> None:
    missed = [word for word in LISTS[language] if not worry_words_in(f"… {word}, …", [word])]

    assert not missed


def test_a_councils_own_words_come_first() -> None:
    assert with_shared(("kms",)) == ("kms", *shared_worry_words())
