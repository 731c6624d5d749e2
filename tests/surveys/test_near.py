"""A typed option is found by a near spelling, and never taken for another."""

import pytest

from participation.core.errors import BadInput
from participation.core.speech import speaking
from surveys.answers import Answer
from surveys.definition import Question
from surveys.kinds import Kind
from surveys.options import Option
from surveys.validation import clean
from surveys.words import Words


def ask(kind: Kind, *options: str, own_words: bool = False) -> Question:
    made = tuple(Option(f"o{n}", Words.english(words)) for n, words in enumerate(options))
    asks = Words.english("?")
    return Question("q", kind, asks, something_else=own_words, own_options=made)


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        (Kind.FACES, "hapy", "happy"),
        (Kind.FACES, "vrey sad", "very-sad"),
        (Kind.FACES, "very hapyp", "very-happy"),
        (Kind.YESNO, "I dont knwo", "dont-know"),
        (Kind.PLEDGE, "not abuot me", "not-about-me"),
        (Kind.PLEDGE, "PARTLEY", "partly"),
    ],
)
def test_one_slip_in_each_long_word_is_forgiven(kind, typed, code):
    assert clean(ask(kind), typed) == Answer((code,))


@pytest.mark.parametrize("typed", ["bd", "on", "sxd", "hppi", "unhappy", "very", "99"])
def test_what_may_be_another_word_is_asked_again(typed):
    with pytest.raises(BadInput):
        clean(ask(Kind.FACES), typed)


def test_what_is_as_near_to_two_is_asked_again():
    with pytest.raises(BadInput):
        clean(ask(Kind.ONE, "Walking", "Talking"), "Xalking")


def test_own_words_stand_as_they_were_typed():
    with pytest.raises(BadInput):
        clean(ask(Kind.ONE, "Music", own_words=True), "Musik")


@pytest.mark.parametrize(
    ("language", "typed", "code"),
    [
        ("vi", "khong", "no"),
        ("vi", "CÓ", "yes"),
        ("ar", "نعم.", "yes"),
        ("ar", "لا", "no"),
        ("fa", "بلي", "yes"),
        ("uk", "ТАК", "yes"),
        ("cy", "Nac ydw", "no"),
        ("fa", "آره", "yes"),
        ("sq", "jo", "no"),
    ],
)
def test_yes_and_no_are_found_in_the_language_with_or_without_its_marks(language, typed, code):
    with speaking(language):
        assert clean(ask(Kind.YESNO), typed, language=language) == Answer((code,))
