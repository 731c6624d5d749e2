"""Every shipped survey in every language fits into Telegram's messages and buttons."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots import form, greeting, render
from bots.adapter import Button, Said, units
from bots.buttons import tap_of
from bots.rows import A_LINE, in_rows
from bots.telegram import TELEGRAM
from bots.words import FULL_MESSAGE
from participation.core.catalogues import languages
from participation.core.sealed import NONCE_BYTES
from participation.core.speech import said, speaking
from participation.models import Consultation, Council
from participation.services.asides import Writing
from participation.services.conversations import Turn
from surveys import engine
from surveys.definition import Survey
from surveys.packs import council_names, load_council_pack
from surveys.samples import sample
from tests.bots.shipped import SHIPPED
from tests.factories import pack

COUNCIL = Council(name="testshire", title="Testshire Council", pack=pack().to_json())
LONG_ANSWER = "no 😀 " * 120
LONGEST_TEXT, LONGEST_PAYLOAD = 4096, 64
MOST_BUTTONS, MOST_IN_A_ROW = 100, 8


def walked(survey: Survey, language: str) -> Iterator[Said]:
    """Yield every message of a walk with long answers: asked, refused, ticked, checked."""
    state = engine.begin(survey, language)[0]
    while isinstance(step := engine.current(survey, state), engine.Ask):
        turn = spoken(survey, state)
        yield render.asked(turn, step, TELEGRAM, said(FULL_MESSAGE))
        refused = engine.Given(step.question.name, ("\u200b" if step.question.required else "?!",))
        after, again = engine.advance(survey, state, refused)
        if isinstance(again, engine.Ask):
            yield render.asked(spoken(survey, after), again, TELEGRAM)
        reply = engine.Given(step.question.name, sample(step.question, LONG_ANSWER))
        state = engine.advance(survey, state, reply)[0]
        if not step.question.way.typed and not step.question.way.informs:
            yield render.answered(turn, step.question, state.answers[step.question.name])
    check = engine.current(survey, state)
    yield render.checked(spoken(survey, state), check, bytes(NONCE_BYTES), TELEGRAM)


def spoken(survey: Survey, state: engine.State) -> Turn:
    step = engine.current(survey, state)
    return Turn(COUNCIL, Consultation(link="abcd2345"), survey, state, step, uuid4())


def faults(message: Said) -> Iterator[str]:
    if not 0 < units(message.text) <= LONGEST_TEXT:
        yield f"{units(message.text)} letters: {message.text[:80]}"
    buttons = [one for row in message.rows for one in row]
    if len(buttons) > MOST_BUTTONS or any(not 0 < len(r) <= MOST_IN_A_ROW for r in message.rows):
        yield f"{len(buttons)} buttons: {message.text[:80]}"
    for one in buttons:
        if len(one.payload.encode()) > LONGEST_PAYLOAD or tap_of(one.payload) is None:
            yield f"carries {one.payload}"
    for row in message.rows:
        if len(row) > 1 and len(row) * max(units(one.label) for one in row) > A_LINE:
            yield f"side by side: {[one.label for one in row]}"
    for one in buttons:
        in_full = one.label.partition(". ")[2] in message.text
        if units(one.label) > A_LINE and not in_full:
            yield f"cut short: {one.label}"


@pytest.mark.parametrize("language", languages())
def test_every_survey_fits(language):
    found = []
    with speaking(language):
        for survey in SHIPPED:
            found += [
                f"{survey.name}: {fault}"
                for message in walked(survey, language)
                for fault in faults(message)
            ]

    assert found == []


@pytest.mark.parametrize("language", languages())
def test_what_stands_around_a_survey_fits(language):
    writing = Writing("cambridgeshire", "A" * 22, *["x" * 900] * 4)
    with speaking(language):
        packs = [load_council_pack(name) for name in council_names()]
        help_ = greeting.all_help(packs[:1], packs[:1], "https://a.example")
        messages = [form.asked(writing, TELEGRAM), help_]
        messages += [
            form.asked(Writing("c", "A" * 22, *["x"] * done), TELEGRAM) for done in range(4)
        ]

        assert [fault for message in messages for fault in faults(message)] == []


@given(st.lists(st.text(min_size=1, max_size=60), max_size=30), st.integers(1, 8))
def test_rows_keep_every_button_in_its_order_and_fit(labels, most):
    rows = in_rows([Button(label, "x") for label in labels], most)

    assert [one.label for row in rows for one in row] == labels
    assert all(len(row) <= most for row in rows)
    wide = [row for row in rows if len(row) * max(units(one.label) for one in row) > A_LINE]
    assert all(len(row) == 1 for row in wide)
