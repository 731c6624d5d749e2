"""The walk through a survey: forward, back, changing, showing words, twice-sent replies."""

import pytest

from participation.core.errors import BadFile
from surveys.engine import (
    SKIP,
    Answered,
    Ask,
    Back,
    Check,
    Given,
    GoTo,
    Send,
    ShowWords,
    State,
    Unclear,
    advance,
    answers_to_send,
    begin,
    current,
)
from tests.surveys.making import HAPPY, SIX, checked, given, walked


def names(step: Check) -> list[str]:
    return [line.question.name for line in step.lines]


def test_begins_at_the_first_question():
    state, step = begin(SIX, "en")

    assert isinstance(step, Ask)
    assert (step.question.name, step.number, step.of) == ("feel", 1, 5)
    assert state.place == "feel"


def test_asks_each_visible_question_in_order_and_ends_at_the_check():
    state, _ = begin(SIX, "en")
    asked = []

    for reply in HAPPY:
        asked.append(current(SIX, state).question.name)
        state, step = advance(SIX, state, reply)

    assert asked == ["feel", "colour", "colours", "safe", "change"]
    assert isinstance(step, Check)
    assert [line.words for line in step.lines] == ["Happy", "Red", "Sky blue", "Yes", "a dog"]


def test_an_answer_can_call_for_another_question():
    _, step = walked(SIX, *given(feel="sad"))

    assert (step.question.name, step.number, step.of) == ("why", 2, 6)


def test_back_shows_the_answer_from_before_and_stays_at_the_first_question():
    _, step = walked(SIX, *given(feel="ok"), Back(), Back())

    assert step.question.name == "feel"
    assert step.chosen == ("ok",)


def test_after_going_back_the_walk_goes_forward_one_question_at_a_time():
    _, step = walked(SIX, *given(feel="ok", colour="red"), Back(), Back(), *given(feel="ok"))

    assert step.question.name == "colour"
    assert step.chosen == ("red",)


def test_back_from_the_check_page_shows_the_last_question():
    _, step = walked(SIX, *HAPPY, Back())

    assert step.question.name == "change"
    assert step.text == "a dog"


def test_a_reply_that_cannot_be_used_is_kept_with_a_sentence():
    state, step = walked(SIX, *given(feel="ok", colour="purple and green"))

    assert step.question.name == "colour"
    assert step.raw == ("purple and green",)
    assert step.error.startswith("We didn't get that.")
    assert current(SIX, State.from_json(state.to_json())) == step


def test_a_text_that_is_too_long_is_kept_whole_even_when_going_away_and_back():
    long = "word " * 10_000
    most = HAPPY[:-1]

    _, step = walked(SIX, *most, Given("change", (long,)), Back(), *given(safe="no"))

    assert step.question.name == "change"
    assert step.text == long
    assert "5,000" in step.error


def test_a_good_reply_clears_the_error():
    _, step = walked(SIX, *given(feel="purple"), *given(feel="sad"), Back())

    assert step.error == ""
    assert step.chosen == ("sad",)


def test_a_question_can_be_left_out_and_is_not_sent():
    state, step = walked(SIX, Given("feel", (SKIP,)), *HAPPY[1:])

    assert step.lines[0].words == "I don't want to say"
    assert [answer.question for answer in answers_to_send(SIX, state)] == [
        "colour", "colours", "safe", "change",
    ]  # fmt: skip


def test_a_required_question_cannot_be_left_out():
    _, step = walked(SIX, *HAPPY[:3], Given("safe", (SKIP,)))

    assert step.question.name == "safe"
    assert step.error == "We need an answer here. Pick the one that fits best."


def test_changing_an_answer_returns_to_the_check_page():
    _, step = checked(GoTo("colour"), *given(colour="blue"))

    assert step.lines[1].words == "Sky blue"


def test_back_while_changing_returns_to_the_check_page_unchanged():
    _, step = checked(GoTo("colour"), Back())

    assert step.lines[1].words == "Red"


def test_a_change_that_calls_for_another_question_asks_it_before_the_check_page():
    state, step = walked(SIX, *HAPPY, GoTo("feel"), *given(feel="sad"))

    assert step.question.name == "why"

    _, step = advance(SIX, state, Given("why", ("It rained",)))

    assert names(step) == ["feel", "why", "colour", "colours", "safe", "change"]


def test_an_answer_hidden_by_a_change_is_neither_shown_nor_sent():
    sad = given(feel="sad", why="It rained")

    state, step = walked(SIX, *sad, *HAPPY[1:], GoTo("feel"), *given(feel="happy"))

    assert "why" not in names(step)
    assert "why" not in [answer.question for answer in answers_to_send(SIX, state)]


def test_changing_back_brings_the_hidden_answer_back():
    sad = given(feel="sad", why="It rained")
    there_and_back = [GoTo("feel"), *given(feel="happy"), GoTo("feel"), *given(feel="sad")]

    _, step = walked(SIX, *sad, *HAPPY[1:], *there_and_back)

    assert [line.words for line in step.lines][:2] == ["Sad", "It rained"]


def test_going_to_a_question_that_is_not_asked_changes_nothing():
    state, step = checked()

    assert advance(SIX, state, GoTo("why")) == (state, step)
    assert advance(SIX, state, GoTo("nothing-like-it")) == (state, step)


def test_words_are_shown_only_when_chosen():
    before, _ = checked()
    after, step = checked(ShowWords(("change", "colour", "why")))

    assert answers_to_send(SIX, before)[-1] == Answered("change", (), "a dog", may_show=False)
    assert answers_to_send(SIX, after)[-1] == Answered("change", (), "a dog", may_show=True)
    assert [line.may_show for line in step.lines] == [None, None, None, None, True]


def test_choosing_again_takes_the_choice_back():
    state, _ = checked(ShowWords(("change",)), ShowWords(()))

    assert not any(answer.may_show for answer in answers_to_send(SIX, state))


def test_changed_words_are_not_shown_until_chosen_again():
    show = ShowWords(("change",))

    changed, _ = checked(show, GoTo("change"), *given(change="two dogs"))
    same, _ = checked(show, GoTo("change"), *given(change="a dog"))

    assert not answers_to_send(SIX, changed)[-1].may_show
    assert answers_to_send(SIX, same)[-1].may_show


def test_a_reply_sent_twice_changes_nothing_the_second_time():
    once = walked(SIX, *given(feel="ok", colour="red"))

    twice = walked(SIX, *given(feel="ok", colour="red"), *given(colour="red"))

    assert twice == once


def test_the_last_reply_sent_twice_stays_at_the_check_page():
    assert checked(HAPPY[-1]) == checked()


def test_an_answer_from_a_page_left_open_is_taken_and_nobody_is_moved():
    state, step = walked(SIX, *given(feel="ok", colour="red", colours="red"), *given(colour="blue"))

    assert step.question.name == "safe"
    assert state.answers["colour"].values == ("blue",)


def test_an_old_page_that_calls_for_another_question_has_it_asked():
    _, step = walked(SIX, *given(feel="ok", colour="red"), *given(feel="sad"))

    assert step.question.name == "why"


def test_an_old_page_with_a_reply_that_cannot_be_used_shows_that_question_again():
    state, step = walked(SIX, *HAPPY, Given("colour", ("purple",)))

    assert (step.question.name, step.raw) == ("colour", ("purple",))

    _, step = advance(SIX, state, Given("colour", ("blue",)))

    assert isinstance(step, Check)


def test_an_answer_ahead_leaves_no_gap_before_the_check_page():
    _, step = walked(SIX, *given(change="a dog", feel="ok", colour="red", colours="red"))

    assert step.question.name == "safe"


def test_an_answer_to_a_question_that_is_not_asked_changes_nothing():
    before = begin(SIX, "en")

    assert advance(SIX, before[0], Given("why", ("It rained",))) == before
    assert advance(SIX, before[0], Given("nothing-like-it", ("x",))) == before


def test_sending_leaves_the_state_to_the_door():
    state, step = checked()

    assert advance(SIX, state, Send()) == (state, step)


def test_something_unclear_at_the_check_page_is_met_with_a_sentence():
    _, step = checked(Unclear())

    assert step.error == "We didn't get that. You can send your answers, or change one."


def test_what_was_answered_so_far_can_be_sent_before_the_end():
    state, _ = walked(SIX, *given(feel="sad", why="Someone hurts me"))

    assert [answer.question for answer in answers_to_send(SIX, state)] == ["feel", "why"]


@pytest.mark.parametrize("text", ["", "[]", '{"survey": "try"}', '{"survey": 1, "language": "en"}'])
def test_text_that_is_no_conversation_is_refused(text):
    with pytest.raises(BadFile):
        State.from_json(text)
