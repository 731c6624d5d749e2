"""What was posted or typed becomes a clean answer, or a sentence that says what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.core.errors import BadInput
from surveys.answers import LEFT_OUT, Answer
from surveys.definition import Kind
from surveys.validation import SKIP, answer_in_words, clean
from tests.surveys.making import question

FEEL = question("feel", Kind.FACES)
COLOUR = question("colour", Kind.ONE)
COLOURS = question("colours", Kind.SEVERAL)
SAFE = question("safe", Kind.YESNO)
PLEDGE = question("listen", Kind.PLEDGE, promise="listen")
TEXT = question("change")
MUST = question("must", required=True)


def refusal(asked, raw) -> str:
    with pytest.raises(BadInput) as fault:
        clean(asked, raw)
    return fault.value.message


@pytest.mark.parametrize(
    ("asked", "raw", "codes"),
    [
        (FEEL, "very-sad", "very-sad"),
        (FEEL, "5", "very-sad"),
        (FEEL, " Very SAD. ", "very-sad"),
        (FEEL, "number 2", "happy"),
        (FEEL, "2)", "happy"),
        (FEEL, "🙂", "happy"),
        (FEEL, "☹️", "sad"),
        (SAFE, "y", "yes"),
        (SAFE, "Yeah", "yes"),
        (SAFE, "👍🏽", "yes"),
        (SAFE, "nope", "no"),
        (SAFE, "i don’t know", "dont-know"),
        (SAFE, "dont know", "dont-know"),
        (PLEDGE, "not about me", "not-about-me"),
        (COLOUR, "Red, and some blue", "both"),
        (COLOURS, ["blue", "red"], "red blue"),
        (COLOURS, "3, 1", "red both"),
        (COLOURS, "1 3", "red both"),
        (COLOURS, "red and sky blue", "red blue"),
        (COLOURS, "red; red, and some blue", "red both"),
        (COLOURS, "red, red", "red"),
    ],
)
def test_codes_numbers_and_words_are_understood(asked, raw, codes):
    assert clean(asked, raw).values == tuple(codes.split())


@pytest.mark.parametrize(
    "raw", ["purple", "0", "6", "99", "happyish", "1, purple", "<b>", "x" * 9000]
)
def test_what_is_not_an_option_is_met_with_a_sentence(raw):
    assert refusal(FEEL, raw) == "We didn't get that. Pick from the answers shown."


def test_two_answers_where_one_fits_are_met_with_a_sentence():
    assert refusal(COLOUR, ["red", "blue"]).startswith("You can pick one here.")


@pytest.mark.parametrize("raw", ["", "  \n ", "\u200b\u200e", "\x00\x07", []])
def test_nothing_posted_asks_for_a_pick_but_leaves_a_text_out(raw):
    assert refusal(FEEL, raw) == 'We need an answer here. You can pick "I don\'t want to say".'
    assert clean(TEXT, raw) == LEFT_OUT


def test_a_required_question_says_what_it_needs():
    needed = "We need an answer here. Write as much or as little as you like."

    assert refusal(MUST, "") == needed
    assert refusal(MUST, SKIP) == needed


def test_skip_leaves_an_optional_question_out():
    assert clean(FEEL, SKIP) == LEFT_OUT
    assert clean(TEXT, (SKIP,)) == LEFT_OUT


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  two\r\nlines\rhere ", "two\nlines\nhere"),
        ("caf\u0065\u0301", "café"),
        ("don’t", "don’t"),
        ("a\x00b\x1bc\x7fd", "abcd"),
        ("tab\there", "tab here"),
        ("\u202egnitirw\u202c \u2066x\u2069", "gnitirw x"),
        ("👨‍👩‍👧 ok", "👨‍👩‍👧 ok"),
        ("سلام", "سلام"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("half \ud83d letter", "half  letter"),
    ],
)
def test_text_is_kept_as_written_without_what_cannot_be_seen(raw, text):
    assert clean(TEXT, raw) == Answer(text=text)


def test_text_up_to_five_thousand_letters_is_taken_and_more_is_refused_kindly():
    assert clean(TEXT, "a" * 5000).text == "a" * 5000
    assert refusal(TEXT, "a" * 5001) == (
        "We can keep 5,000 letters and spaces here, and yours has 5,001. "
        "What you wrote is still here. Please make it a bit shorter."
    )


@given(st.text())
def test_any_text_gives_a_clean_answer_that_stays_the_same_when_cleaned_again(raw):
    answer = clean(TEXT, raw)

    assert clean(TEXT, answer.text or "") == answer


@given(st.text(max_size=60) | st.lists(st.text(max_size=20), max_size=4))
def test_any_reply_to_a_pick_is_an_option_or_a_sentence(raw):
    try:
        answer = clean(COLOURS, raw)
    except BadInput as fault:
        assert fault.message.endswith(".")
    else:
        assert set(answer.values) <= {option.code for option in COLOURS.options}


def test_an_answer_in_words_reads_as_people_say_it():
    assert answer_in_words(COLOURS, Answer(("red", "both")), "en") == "Red, Red, and some blue"
    assert answer_in_words(TEXT, Answer(text="a dog"), "en") == "a dog"
    assert answer_in_words(FEEL, LEFT_OUT, "en") == "I don't want to say"
