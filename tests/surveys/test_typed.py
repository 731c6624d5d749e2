"""What a typed line means at a question and on the check page."""

import pytest

from surveys.engine import SKIP, Back, Given, GoTo, Send, ShowWords, Unclear, begin
from surveys.typed import typed
from tests.surveys.making import SIX, checked, given, walked


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ("happy", Given("feel", ("happy",))),
        ("2", Given("feel", ("2",))),
        ("Back", Back()),
        ("skip", Given("feel", (SKIP,))),
        ("I don’t want to say", Given("feel", (SKIP,))),
        ("send", Given("feel", ("send",))),
        ("", Given("feel", ("",))),
    ],
)
def test_at_a_question(line, reply):
    state, _ = begin(SIX, "en")

    assert typed(SIX, state, line) == reply


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ("send", Send()),
        ("Yes", Send()),
        ("back", Back()),
        ("2", GoTo("colour")),
        ("change 2", GoTo("colour")),
        ("Change 5.", GoTo("change")),
        ("show 5", ShowWords(("change",))),
        ("hide 5", ShowWords(())),
        ("change 2 and 3", Unclear()),
        ("9", Unclear()),
        ("0", Unclear()),
        ("banana", Unclear()),
        ("", Unclear()),
    ],
)
def test_at_the_check_page(line, reply):
    state, _ = checked()

    assert typed(SIX, state, line) == reply


def test_showing_one_more_keeps_those_chosen_before():
    sad = given(feel="sad", why="It rained", colour="red", colours="red", safe="no", change="a dog")
    state, _ = walked(SIX, *sad, ShowWords(("why",)))

    assert typed(SIX, state, "show 6") == ShowWords(("why", "change"))
    assert typed(SIX, state, "hide 2") == ShowWords(())
    assert typed(SIX, state, "hide all") == ShowWords(())
