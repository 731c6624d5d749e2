"""Every kind of question: what fits it, what does not, and where it is counted."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.core.catalogues import languages
from participation.core.errors import BadInput
from participation.core.speech import speaking
from surveys.answers import LEFT_OUT, Answer
from surveys.counted import lines_for, lines_of
from surveys.definition import Kind, Survey
from surveys.engine import (
    Answered,
    Ask,
    Check,
    Given,
    advance,
    answers_to_send,
    begin,
    said_before,
)
from surveys.loader import load_survey_file
from surveys.samples import sample
from surveys.typed import typed
from surveys.validation import SKIP, answer_in_words, clean

EVERY = load_survey_file(Path(__file__).parent / "every-kind.toml")
ASKED = EVERY.by_name

FITS = [
    ("colour", ["other"], "a bit of both", ("other",), "a bit of both"),
    ("colour", [], "a bit of both", ("other",), "a bit of both"),
    ("colour", ["other"], "  ", ("other",), None),
    ("help", ["talk", "music"], "", ("music", "talk"), None),
    ("help", ["music"], "my dog", ("music", "other"), "my dog"),
    ("place", ["foster care"], "", ("foster-home",), None),
    ("rate-place", ["Not good"], "", ("not-good",), None),
    ("life", ["0"], "", ("0",), None),
    ("life", ["10"], "", ("10",), None),
    ("life", ["7 out of 10"], "", ("7",), None),
    ("life", [" 07/10 "], "", ("7",), None),
    ("moves", ["3"], "", ("3",), None),
    ("moves", ["٣"], "", ("3",), None),
    ("moves", ["3.0"], "", ("3",), None),
    ("moves", ["+ 20"], "", ("20",), None),
    ("since", ["5", "2024"], "", ("2024-05",), None),
    ("since", ["2024-05"], "", ("2024-05",), None),
    ("since", ["05/2024"], "", ("2024-05",), None),
    ("since", ["May 2024"], "", ("2024-05",), None),
    ("since", ["2024, sept"], "", ("2024-09",), None),
    ("matters", ["food:2", "friends:", "quiet:1"], "", ("quiet", "food"), None),
    ("matters", ["food:3", "friends:1", "quiet:2"], "", ("friends", "quiet", "food"), None),
    ("matters", ["3, 1"], "", ("quiet", "food"), None),
    ("matters", ["a quiet room, good food"], "", ("quiet", "food"), None),
    ("nice", ["pet"], "", ("pet",), None),
    ("low-why", [" the\n noise "], "", (), "the noise"),
    ("hello", ["anything"], "", (), None),
]
UNFIT = [
    ("colour", ["purple"], "", "Pick from the answers shown."),
    ("colour", ["red"], "orange", 'Pick "Something else" to keep your words'),
    ("colour", ["other"], "x" * 201, "We can keep 200 letters and spaces here, and yours has 201."),
    ("help", ["1, 2, 3, 4"], "", "You can pick 3 here, and you picked 4."),
    ("place", ["12 Oak Road"], "", "Pick from the answers shown."),
    ("rate-place", ["6"], "", "Pick from the answers shown."),
    ("life", ["11"], "", "Pick a number from 0 to 10."),
    ("life", ["-1"], "", "Pick a number from 0 to 10."),
    ("life", ["7.5"], "", "Pick a number from 0 to 10."),
    ("life", ["great"], "", "Pick a number from 0 to 10."),
    ("moves", ["lots"], "", "Write it as a number, as in 3."),
    ("moves", ["2.5"], "", "Write a whole number here"),
    ("moves", ["21"], "", "Write a number from 0 to 20."),
    ("moves", ["-1"], "", "Write a number from 0 to 20."),
    ("moves", ["9" * 2000], "", "Write it as a number"),
    ("moves", ["1e3"], "", "Write it as a number"),
    ("moves", ["nan"], "", "Write it as a number"),
    ("since", ["", "2024"], "", "Pick the month as well."),
    ("since", ["5", ""], "", "Write the year as well"),
    ("since", ["5", "24"], "", "Write the year as well"),
    ("since", ["13", "2024"], "", "as in May 2024."),
    ("since", ["Smarch 2024"], "", "as in May 2024."),
    ("since", ["5", "1999"], "", "Pick a month from January 2008 to December 2026."),
    ("since", ["1", "2027"], "", "Pick a month from January 2008 to December 2026."),
    ("matters", ["food:1", "quiet:1"], "", "Two things have the same place."),
    ("matters", ["food:1", "food:2"], "", "One thing is there twice."),
    ("matters", ["food:1", "gold:2"], "", "Pick from the answers shown."),
    ("matters", ["food:9"], "", "Pick from the answers shown."),
    ("matters", ["1, 1"], "", "One thing is there twice."),
    ("nice", ["<svg>"], "", "Pick from the answers shown."),
    ("low-why", ["x" * 61], "", "We can keep 60 letters and spaces here, and yours has 61."),
    ("better", ["x" * 401], "", "We can keep 400 letters"),
]


@pytest.mark.parametrize(("name", "raw", "words", "codes", "text"), FITS)
def test_what_fits_a_question_is_taken(name, raw, words, codes, text):
    assert clean(ASKED[name], raw, words) == Answer(codes, text)


@pytest.mark.parametrize(("name", "raw", "words", "sentence"), UNFIT)
def test_what_does_not_fit_is_met_with_a_sentence_and_kept(name, raw, words, sentence):
    state = walked_to(name)

    after, step = advance(EVERY, state, Given(name, tuple(raw), words))

    assert sentence in step.error
    assert step.question.name == name
    assert (step.raw, step.raw_words) == (tuple(raw), words)
    assert name not in after.answers


@pytest.mark.parametrize("language", [language for language in languages() if language != "en"])
def test_every_refusal_is_said_in_the_language_that_is_spoken(language):
    said = []

    for name, raw, words, english in UNFIT:
        with speaking(language), pytest.raises(BadInput) as refused:
            clean(ASKED[name], raw, words, language)
        said.append((english, refused.value.message))

    assert [message for english, message in said if english in message or "%(" in message] == []


@pytest.mark.parametrize(
    ("name", "raw", "codes"),
    [
        ("feel", "٢", ("happy",)),
        ("help", "١، ٣", ("music", "sleep")),
        ("life", "٧", ("7",)),
        ("moves", "۱۲", ("12",)),
        ("since", "مايو ٢٠٢٤", ("2024-05",)),
        ("since", "٥/٢٠٢٤", ("2024-05",)),
        ("matters", "٣، ١", ("quiet", "food")),
    ],
)
def test_arabic_numbers_and_months_are_understood(name, raw, codes):
    with speaking("ar"):
        assert clean(ASKED[name], raw, language="ar").values == codes


@pytest.mark.parametrize("name", [name for name in ASKED if name != "hello"])
def test_every_question_can_be_left_out(name):
    assert clean(ASKED[name], SKIP) == LEFT_OUT
    assert answer_in_words(ASKED[name], LEFT_OUT, "en") == "I don't want to say"


def test_there_is_a_question_of_every_kind():
    assert {question.kind for question in EVERY.questions} == set(Kind)


@given(
    st.sampled_from(EVERY.questions),
    st.lists(st.text(max_size=30) | st.sampled_from(["red", "7", "5", "2024", "food:1"])),
    st.text(max_size=30),
)
def test_any_reply_to_any_kind_is_an_answer_that_reads_back_or_a_sentence(question, raw, words):
    try:
        answer = clean(question, raw, words)
    except BadInput as fault:
        assert fault.message.endswith(".")
    else:
        again = clean(question, answer.values or answer.text or "", answer.text or "")
        assert again == answer or question.required
        assert answer_in_words(question, answer, "ar")


@given(st.lists(st.text(max_size=20) | st.sampled_from(["1", "7", "May 2024", "skip", "send"])))
def test_any_typed_lines_lead_through_every_kind(lines):
    state, step = begin(EVERY, "ar", seed=3)

    for line in lines:
        state, step = advance(EVERY, state, typed(EVERY, state, line))

    assert isinstance(step, Ask | Check)


def test_a_survey_of_every_kind_is_the_same_after_it_was_stored():
    assert Survey.from_json(EVERY.to_json()) == EVERY


def test_a_page_is_read_and_never_stands_among_the_answers():
    state, step = begin(EVERY, "en")

    state, step = advance(EVERY, state, Given("hello", ()))

    assert step.question.name == "feel"
    assert answers_to_send(EVERY, state) == ()


def test_the_last_answers_before_a_question_are_said_and_no_page_among_them():
    state = walked_to("place")

    said = [said_before(EVERY, state, "place", most) for most in (2, 12)]

    names = [[line.question.name for line in lines] for lines in said]
    assert names == [["colour", "help"], ["feel", "colour", "help"]]


def test_an_unclear_line_at_a_choice_is_taken_as_something_else():
    state = walked_to("help")

    given = typed(EVERY, state, "music, feeding the ducks")
    state, _ = advance(EVERY, state, given)

    answer = state.answers["help"]
    assert answer == Answer(("music", "other"), "feeding the ducks")
    words = "Music, Something else: feeding the ducks"
    assert answer_in_words(ASKED["help"], answer, "en") == words
    assert answers_to_send(EVERY, state)[-1] == Answered(
        "help", ("music", "other"), "feeding the ducks", may_show=False
    )


def test_choices_are_mixed_once_for_a_conversation_with_something_else_last():
    orders = set()
    for seed in range(40):
        state, step = begin(EVERY, "en", seed)
        while not isinstance(step, Ask) or step.question.name != "colour":
            state, step = advance(EVERY, state, Given(step.question.name, ("1",)))
        order = tuple(option.code for option in step.question.options)
        state, _ = advance(EVERY, state, Given("colour", ("1",)))

        assert state.answers["colour"].values == order[:1]
        assert order[-1] == "other"
        orders.add(order)

    assert len(orders) == 6
    assert ASKED["feel"].mixed(1) is ASKED["feel"]


def test_numbers_months_and_orders_are_counted_in_few_lines():
    moves, since = ASKED["moves"], ASKED["since"]

    assert [line.words.to("en") for line in lines_of(moves)] == ["0", "1 to 2", "3 to 5", "6 to 20"]
    assert [lines_for(moves, [n]) for n in ("0", "2", "20")] == [("0",), ("1",), ("6",)]
    assert [line.words.to("en") for line in lines_of(since)][:2] == ["2008 to 2011", "2012 to 2015"]
    assert lines_for(since, ["2026-12"]) == ("2024",)
    assert lines_for(ASKED["matters"], ["quiet", "food"]) == ("quiet",)
    assert lines_for(ASKED["help"], ["music", "other"]) == ("music", "other")
    assert lines_of(ASKED["better"]) == lines_of(ASKED["hello"]) == ()


def walked_to(name):
    """Return the state at this question, everything before it answered, life being hard."""
    state, _ = begin(EVERY, "en")
    while state.place != name:
        question = ASKED[state.place]
        state, _ = advance(EVERY, state, Given(question.name, sample(question, "fine")))
    return state
