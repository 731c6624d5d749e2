"""Easy Read: easy words and a picture for a question, and what is told when they are missing."""

from dataclasses import replace

import pytest

from surveys.definition import Kind
from surveys.loader import load_survey
from surveys.publish_check import faults, grave_faults
from surveys.words import NO_WORDS, Words
from surveys.xlsform import read_form, write_form
from tests.surveys.making import question, survey

EASY = Words((("en", "It is dark.\nAre you OK?"), ("uk", "Темно.\nУсе гаразд?")))
PLAIN = Words((("en", "How is it at night?"), ("ar", "كيف الليل؟")))
NIGHT = replace(
    question("night", Kind.YESNO),
    asks=PLAIN,
    hint=Words.english("When it is dark."),
    easy=EASY,
    easy_picture=Words.english("quiet.svg"),
)
SEEDED = ("annual-survey-4-7", "my-review", "where-i-live", "feeling-safe")


def test_its_easy_words_stand_in_the_place_of_the_question_and_its_hint():
    eased = NIGHT.eased("uk-UA")

    assert eased.asks.to("uk") == "Темно.\nУсе гаразд?"
    assert eased.hint == NO_WORDS
    assert eased.picture.to("uk") == "quiet.svg"
    assert (eased.name, eased.options) == (NIGHT.name, NIGHT.options)


def test_a_language_without_easy_words_falls_back_to_its_own_plain_ones():
    eased = NIGHT.eased("ar")

    assert eased.asks.to("ar") == "كيف الليل؟"
    assert eased.hint == NIGHT.hint
    assert eased.picture.to("ar") == "quiet.svg"


def test_a_question_without_easy_words_is_asked_as_it_is():
    plain = replace(NIGHT, easy=NO_WORDS, easy_picture=NO_WORDS)

    assert plain.eased("en") == plain


def test_a_question_that_has_none_beside_others_that_have_is_told_and_may_stay():
    english = replace(NIGHT, easy=Words.english("Are you OK?"), asks=Words.english("OK at night?"))
    of = survey(english, question("feel", Kind.FACES))

    (found,) = faults(of)

    assert (found.question, found.fault) == ("feel", "It has no Easy Read words, and others have.")
    assert grave_faults(of) == ()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Do your accommodation arrangements appear appropriate?", "in the Easy Read words"),
        ("What is your name?", "It asks for a name."),
    ],
)
def test_easy_words_are_checked_like_the_plain_ones(words, told):
    of = survey(replace(question("one", Kind.YESNO), easy=Words.english(words)))

    assert any(told in fault.fault for fault in faults(of))


def test_easy_words_and_pictures_go_out_and_in_as_an_xlsform():
    of = survey(NIGHT, question("feel", Kind.FACES))

    assert read_form(write_form(of), "try.xlsx") == of


@pytest.mark.parametrize("name", SEEDED)
def test_every_question_of_the_seeded_surveys_has_easy_words_and_a_picture(name):
    questions = load_survey(name).questions

    assert all(each.easy.languages and each.easy_picture.languages for each in questions)
