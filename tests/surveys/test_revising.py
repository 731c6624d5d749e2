"""What a new version of a survey changes."""

from dataclasses import replace

from surveys.definition import Kind, Question
from surveys.loader import load_survey
from surveys.revising import changes
from surveys.translating import with_translation
from surveys.words import Words


def home():
    return load_survey("where-i-live")


def with_changed(name, **parts):
    questions = (replace(each, **parts) if each.name == name else each for each in home().questions)
    return replace(home(), questions=tuple(questions))


def told(after):
    return [(change.name, change.what, change.breaks) for change in changes(home(), after)]


def test_nothing_is_told_of_what_stays():
    assert told(home()) == []
    assert told(replace(home(), questions=home().questions[::-1])) == []


def test_new_words_and_a_new_question_break_nothing():
    reworded = with_changed("safe", asks=Words.english("Safe there?"), hint=Words.english("Pick."))
    longer = replace(
        home(), questions=(*home().questions, Question("pets", Kind.YESNO, Words.english("Pets?")))
    )

    assert told(reworded) == [
        ("safe", "Changed: the words of the question, the hint", ""),
    ]
    assert told(longer) == [("pets", "New", "")]


def test_what_was_asked_before_is_told_beside_the_new_words():
    (change,) = changes(home(), with_changed("safe", asks=Words.english("Safe there?")))

    assert (change.asks, change.was) == ("Safe there?", "Do you feel safe there?")


def test_a_translation_alone_is_told_as_one():
    typed = {"safe.asks": "Wyt ti'n teimlo'n saff yno?", "good.option.wifi": "Y wifi"}

    assert told(with_translation(home(), "cy", typed)) == [
        ("good", "Changed: its translations", ""),
        ("safe", "Changed: its translations", ""),
    ]


def test_other_answers_and_a_question_that_is_gone_break_its_figures():
    fewer = with_changed("good", own_options=home().by_name["good"].own_options[1:])
    gone = replace(home(), questions=home().questions[1:])

    assert told(fewer) == [("good", "Has other answers", "it has other answers")]
    assert told(gone) == [("feel", "No longer asked", "it is no longer asked")]
