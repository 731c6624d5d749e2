"""Slips of the thumb in chat lose nothing, and what is said about them is said once."""

from bots import words
from bots.adapter import Kind
from bots.telegram import TELEGRAM
from participation.core.catalogues import languages
from participation.core.speech import said, speaking
from participation.services.languages import TO_BE_READ
from tests.bots.conftest import Somebody, text_of
from tests.house.sources import ROOT


def labels(somebody: Somebody) -> list[str]:
    return [one.label for row in somebody.last.rows for one in row]


def test_ticks_outlive_a_line_that_was_not_understood(somebody, consultation):
    somebody.begins(consultation.link)
    somebody.presses("Happy")
    somebody.presses("The food")

    somebody.types("purple monkeys")
    ticked = [label for label in labels(somebody) if label.startswith("☑")]
    folded = somebody.presses("Done").said[0]

    assert ticked == ["☑ The food"]
    assert folded.text.endswith("→ The food")


def test_what_was_wrong_before_is_not_said_again(somebody, consultation):
    somebody.begins(consultation.link)
    somebody.types("purple")

    helped = text_of(somebody.types("help"))
    other = text_of(somebody.types("", Kind.OTHER))

    assert "We didn't get that" not in helped + other
    assert "1 of 5" in helped


def test_leaving_out_an_answered_question_by_its_old_button_asks_first(somebody, consultation):
    somebody.begins(consultation.link)
    for label in ("Happy", "The food", "Done", "Yes", "Yes"):
        somebody.presses(label)
    old = somebody.find("I don't want to say").payload
    somebody.types("more wifi please")

    asked = somebody.taps(old).said[0].text
    back = text_of(somebody.types("back"))

    assert "You said: more wifi please" in asked
    assert "→ more wifi please" in back


def test_a_typed_choice_says_what_it_was_taken_for(somebody, consultation):
    somebody.begins(consultation.link)

    slip = text_of(somebody.types("hapy"))
    somebody.types("back")
    exact = text_of(somebody.types("Happy"))

    assert slip.startswith("You said: Happy")
    assert "You said" not in exact


def test_back_is_edited_in_place_of_the_question(somebody, consultation):
    somebody.begins(consultation.link)
    somebody.presses("Happy")

    (said_then,) = somebody.presses("Back").said

    assert said_then.edit
    assert "1 of 5" in said_then.text


def test_what_is_said_of_danger_and_secrecy_is_read_before_a_language_is_offered():
    chats_own = {words.UNREAD, words.STILL_UNREAD, words.NOT_ASKED}

    assert chats_own | {TELEGRAM.notice, TELEGRAM.consent} <= set(TO_BE_READ)


def test_worry_words_and_help_say_what_the_page_says():
    page = "".join(
        (ROOT / "templates" / "young" / name).read_text("utf-8")
        for name in ("worry.html", "help.html")
    )

    for text in (*words.UNSEEN, "Childline, free, day or night", "In danger now"):
        assert f'_("{text}")' in page


def test_every_language_has_its_own_words_for_what_is_said_of_danger():
    for language in set(languages()) - {"en"}:
        with speaking(language):
            assert said(words.UNREAD) != words.UNREAD
