"""Whatever is sent, in whatever order, nothing raises and nothing that was valid is lost."""

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from participation.core.errors import BadInput
from surveys.engine import (
    SKIP,
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
from surveys.typed import typed
from surveys.validation import clean
from tests.surveys.making import SIX

NAMES = st.sampled_from([*SIX.by_name, "nothing-like-it"])
CODES = ["happy", "sad", "very-sad", "red", "blue", "both", "yes", "no", "2", "1, 3", SKIP, ""]
VALUES = st.lists(st.sampled_from(CODES) | st.text(max_size=20), max_size=3).map(tuple)
GIVEN = st.builds(Given, NAMES, VALUES)
OTHER = st.one_of(
    st.builds(Back),
    st.builds(GoTo, NAMES),
    st.builds(ShowWords, st.lists(NAMES, max_size=3).map(tuple)),
    st.builds(Send),
    st.builds(Unclear),
)
REPLIES = st.lists(GIVEN | OTHER, max_size=25)


@settings(max_examples=150)
@given(REPLIES)
def test_any_replies_lead_to_a_step_and_a_state_that_reads_back_equal(replies):
    state, step = begin(SIX, "en")

    for reply in replies:
        state, step = advance(SIX, state, reply)

        assert State.from_json(state.to_json()) == state
        assert current(SIX, state) == step or isinstance(reply, Unclear)
        assert isinstance(step, Ask | Check)


@settings(max_examples=150)
@given(REPLIES)
def test_every_valid_answer_to_a_question_that_is_asked_is_kept_until_it_is_changed(replies):
    state, _ = begin(SIX, "en")
    kept = {}

    for reply in replies:
        if isinstance(reply, Given) and _is_asked(state, reply.question):
            with suppress(BadInput):
                kept[reply.question] = clean(SIX.by_name[reply.question], reply.values)
        state, _ = advance(SIX, state, reply)

    assert state.answers == kept


@settings(max_examples=150)
@given(REPLIES, GIVEN)
def test_a_reply_sent_twice_in_a_row_is_as_good_as_once(replies, reply):
    state, _ = begin(SIX, "en")
    for earlier in replies:
        state, _ = advance(SIX, state, earlier)
    once, _ = advance(SIX, state, reply)

    twice, _ = advance(SIX, once, reply)

    assert answers_to_send(SIX, twice) == answers_to_send(SIX, once)
    assert twice.place == once.place or reply.question == once.place


@settings(max_examples=150)
@given(st.lists(st.sampled_from([*CODES, "back", "send", "show 6", "3"]) | st.text(max_size=20)))
def test_any_typed_lines_lead_to_a_step(lines):
    state, step = begin(SIX, "en")

    for line in lines:
        state, step = advance(SIX, state, typed(SIX, state, line))

    assert isinstance(step, Ask | Check)


def _is_asked(state: State, name: str) -> bool:
    sad = {"sad", "very-sad"}
    return name in SIX.by_name and (
        name != "why" or bool("feel" in state.answers and sad & {*state.answers["feel"].values})
    )
