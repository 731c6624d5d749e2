"""The language of a chat: offered only where it is turned on, and kept after sending."""

from dataclasses import replace

import pytest

from bots import words
from bots.commands import AS_WORDS, command_in, command_words
from bots.terminal import TERMINAL
from participation.core.catalogues import languages
from participation.core.speech import said, speaking
from participation.services.councils import council_named
from surveys.reading import folded
from tests.bots.conftest import Somebody, text_of
from tests.bots.shipped import SHIPPED
from tests.languages.offering import offer


@pytest.fixture
def arabic(talk, consultation):
    """The council has turned Arabic on, and the other council Welsh."""
    with talk.database.writing() as session:
        offer(session, council_named(session, "testshire"), "ar")
        offer(session, council_named(session, "othershire"), "cy")
    return consultation


def in_arabic(text: str, **gaps: object) -> str:
    with speaking("ar"):
        return said(text, **gaps)


def labels(somebody: Somebody) -> list[str]:
    return [one.label for row in somebody.last.rows for one in row]


def test_only_what_the_council_turned_on_is_offered(somebody, arabic):
    somebody.types("/language")

    assert labels(somebody) == ["✓ English", "العربية"]


def test_with_english_alone_it_says_so_and_asks_on(somebody, consultation):
    somebody.begins(consultation.link)

    said_then = text_of(somebody.types("LANGUAGE"))

    assert said_then.startswith(words.ONE_LANGUAGE)
    assert "1 of 5" in said_then


def test_a_language_is_chosen_before_the_yes_and_nothing_begins(somebody, talk, arabic):
    first = somebody.types(f"/start {arabic.link}").said[0]
    again = somebody.presses("العربية").said[0]

    assert "العربية" in [one.label for row in first.rows for one in row]
    assert again.edit
    assert in_arabic("Who reads it") in again.text
    somebody.presses(in_arabic("Yes, let's start"))
    assert in_arabic("%(number)s of %(of)s", number=1, of=5) in somebody.last.text


def test_a_terminal_says_who_reads_along_in_the_language_too(talk, arabic):
    screen = replace(talk, scope=replace(talk.scope, channel=TERMINAL))
    somebody = Somebody(screen, "terminal:1")

    somebody.types(f"/start {arabic.link}")
    welcome = text_of(somebody.types("العربية"))
    stopped = text_of(somebody.types("/stop"))

    for own in (TERMINAL.notice, TERMINAL.consent):
        assert own not in welcome
        assert in_arabic(own) in welcome
    assert in_arabic(TERMINAL.stays) in stopped


def test_it_is_changed_in_the_middle_and_nothing_is_lost(somebody, arabic):
    somebody.begins(arabic.link)
    somebody.presses("Sad")
    somebody.types("/language")

    chosen, question = somebody.presses("العربية").said

    assert (chosen.edit, chosen.text) == (True, f"{in_arabic('Language')}: العربية")
    assert in_arabic("%(number)s of %(of)s", number=2, of=6) in question.text
    somebody.types(in_arabic("back"))
    assert any(label.startswith("✓") and in_arabic("Sad") in label for label in labels(somebody))


def test_it_is_still_spoken_once_the_answers_are_sent(somebody, arabic):
    somebody.begins(arabic.link)
    somebody.types("/language")
    somebody.presses("العربية")
    for _ in range(5):
        somebody.types("3" if in_arabic("Done") not in labels(somebody) else "1")
    somebody.presses(in_arabic("Send my answers"))

    assert in_arabic(words.NO_WALL) in text_of(somebody.types("/wall"))


def test_a_language_that_is_not_offered_is_never_spoken(somebody, arabic):
    said_then = text_of(somebody.taps("l:cy"))

    assert said_then.startswith(words.OLD_BUTTON)


@pytest.mark.parametrize("language", languages())
def test_the_words_are_commands_with_a_slash_or_bare_in_their_language(language):
    with speaking(language):
        typed = {said(word): command for word, command in AS_WORDS.items()}

    for word, command in typed.items():
        for way in (word, word.upper(), f" {word}. ", f"/{word}"):
            asked = command_in(way, (language,))
            assert asked is not None, way
            assert asked.command is command


def test_no_two_commands_share_a_word():
    for language in languages():
        assert len(command_words(language)) == len(AS_WORDS)


def test_no_choice_of_a_shipped_survey_is_taken_for_a_command():
    for survey in SHIPPED:
        for question in survey.questions:
            for language in languages():
                options = {folded(option.words.to(language)) for option in question.options}
                assert not options & set(command_words(language))


def test_a_bare_word_of_another_language_may_be_an_answer(somebody, talk, consultation):
    somebody.begins(consultation.link)
    for label in ("Happy", "The food", "Done", "Yes", "Yes"):
        somebody.presses(label)

    somebody.types("بس")

    # The arrow points at the words, which run the other way.
    assert "← بس" in somebody.last.text
