from uuid import uuid4

import pytest

from bots import render
from bots.adapter import Said
from bots.buttons import bytes_of, letters_of, tap_of
from bots.telegram import TELEGRAM
from participation.core.sealed import NONCE_BYTES
from participation.models import Consultation, Council
from participation.services.conversations import Turn
from surveys import engine
from surveys.loader import load_survey
from tests.factories import pack
from tests.surveys.making import SIX

NONCE = bytes(NONCE_BYTES)


def turn_of(survey, state=None):
    council = Council(name="testshire", title="Testshire Council", pack=pack().to_json())
    state, step = engine.begin(survey, "en") if state is None else (state, None)
    step = step or engine.current(survey, state)
    return Turn(council, Consultation(link="abcd2345", title="Try"), survey, state, step, uuid4())


def after(survey, *replies):
    state = engine.begin(survey, "en")[0]
    for reply in replies:
        state = engine.advance(survey, state, reply)[0]
    return turn_of(survey, state)


def labels(said: Said) -> list[list[str]]:
    return [[one.label for one in row] for row in said.rows]


def asked(turn) -> Said:
    return render.asked(turn, turn.step, TELEGRAM)


def test_faces_have_words_and_one_can_be_left_out():
    said = asked(turn_of(SIX))

    assert labels(said) == [
        ["😀 Very happy"],
        ["🙂 Happy"],
        ["😐 OK"],
        ["🙁 Sad"],
        ["😢 Very sad"],
        ["I don't want to say"],
    ]


def test_several_choices_are_ticked_one_by_one():
    turn = after(SIX, *[engine.Given(n, (v,)) for n, v in [("feel", "ok"), ("colour", "red")]])
    ticked = after(
        SIX,
        engine.Given("feel", ("ok",)),
        engine.Given("colour", ("red",)),
        engine.Given("colours", ("blue",)),
        engine.GoTo("colours"),
    )

    assert [row[0][0] for row in labels(asked(turn))[:3]] == ["☐", "☐", "☐"]
    assert [row[0][0] for row in labels(asked(ticked))[:3]] == ["☐", "☑", "☐"]
    assert labels(asked(ticked))[-2:] == [["Done"], ["Back", "I don't want to say"]]


def test_a_question_that_needs_an_answer_offers_no_way_round_it():
    replies = [
        engine.Given(name, (value,))
        for name, value in [("feel", "ok"), ("colour", "red"), ("colours", "blue")]
    ]

    said = asked(after(SIX, *replies))

    assert labels(said) == [["Yes", "No", "I don't know"], ["Back"]]


def test_a_pledge_card_holds_the_promise_in_the_councils_words():
    said = asked(turn_of(load_survey("pledge-feedback", "demo")))

    assert "Our Promise: “We will listen to you" in said.text
    assert labels(said)[:2] == [["Kept", "Partly"], ["Not kept", "Not about me"]]


def test_the_check_message_says_whose_words_may_be_shown_and_sends_with_its_nonce():
    replies = [
        engine.Given(name, (value,))
        for name, value in [
            ("feel", "ok"),
            ("colour", "red"),
            ("colours", "blue"),
            ("safe", "yes"),
            ("change", "a dog"),
        ]
    ]
    turn = after(SIX, *replies, engine.ShowWords(("change",)))

    said = render.checked(turn, turn.step, NONCE, TELEGRAM)

    assert "5. change?\n→ a dog" in said.text
    assert labels(said)[0] == ["☑ You may show my words: 5"]
    assert said.rows[-1][0].payload.endswith(letters_of(NONCE))


@pytest.mark.parametrize("payload", ["", ":", "q:1", "send", "a" * 64])
def test_a_payload_that_is_not_ours_asks_for_nothing(payload):
    assert tap_of(payload) is None


@pytest.mark.parametrize("letters", ["!", "a", "é", "a b"])
def test_letters_that_stand_for_no_bytes_give_none(letters):
    assert bytes_of(letters) == b""


def test_bytes_come_back_from_their_letters():
    assert bytes_of(letters_of(bytes(range(35)))) == bytes(range(35))
