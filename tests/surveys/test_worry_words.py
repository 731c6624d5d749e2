"""Worry words stand ready in every language that pages can be shown in."""

import tomllib
from importlib.resources import files

import pytest

from participation.core.catalogues import languages
from participation.domain.worry import worry_words_in
from surveys.packs import load_council_pack
from surveys.worry_words import first_worry_words, shared_worry_words, with_shared

LISTS = tomllib.loads(files("surveys").joinpath("bank", "worry-words.toml").read_text("utf-8"))


def test_every_language_has_a_list() -> None:
    assert set(LISTS) == {code for code in languages() if "-" not in code}


def test_no_word_stands_twice_in_a_list() -> None:
    assert all(len(words) == len(set(words)) for words in LISTS.values())


@pytest.mark.parametrize("language", sorted(LISTS))
def test_each_word_is_found_within_a_sentence(language: str) -> None:
    missed = [word for word in LISTS[language] if not worry_words_in(f"… {word}, …", [word])]

    assert not missed


def test_a_councils_own_words_come_first() -> None:
    assert with_shared(("kms",)) == ("kms", *shared_worry_words())


def test_english_ones_are_what_a_council_starts_with_and_not_shared() -> None:
    assert load_council_pack("leicester").safeguarding.worry_words == first_worry_words()
    assert not set(first_worry_words()) & set(shared_worry_words())
