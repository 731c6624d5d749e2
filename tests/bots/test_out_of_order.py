"""What somebody did quickly arrives the other way round: they send what they were shown."""

from itertools import pairwise

import pytest

from participation.models import Answer, Submission
from tests.bots.conftest import Somebody, text_of

QUICK = (("Sad", "Happy"), ("The food", "My room", "Done"))


def shown_in(somebody: Somebody) -> dict[str, str]:
    """Return each question and its answer, as the newest check message shows them."""
    lines = somebody.last.text.splitlines()
    return {
        asks.partition(". ")[2]: answer.removeprefix("→ ")
        for asks, answer in pairwise(lines)
        if answer.startswith("→ ")
    }


@pytest.mark.parametrize("way", [1, -1], ids=["in order", "the other way round"])
def test_a_conversation_ends_right_whatever_came_first(talk, consultation, way):
    somebody = Somebody(talk)
    somebody.begins(consultation.link)
    for labels in QUICK:
        # All of these were tapped before anything was said to the first.
        taps = [somebody.find(label).payload for label in labels]
        for payload in taps[::way]:
            somebody.taps(payload)
    for _ in range(9):
        if "This is what you said" in somebody.last.text:
            break
        somebody.presses("Done" if "Pick all" in somebody.last.text else "I don't want to say")
    shown, sent = shown_in(somebody), text_of(somebody.presses("Send"))

    assert "Your five words" in sent
    assert len(shown) == 5 + ("Sad" in shown.values())
    with talk.database.reading() as session:
        assert session.query(Submission).count() == 1
        codes = {one.question: one.codes for one in session.query(Answer)}
    assert shown["How do you feel about where you live?"].lower() == codes["feel"]
    ticked = [answer for asks, answer in shown.items() if asks.startswith("What is")]
    assert ticked == ["My room, The food"]


def test_what_was_typed_before_a_stop_and_comes_after_it_is_not_kept(talk, consultation):
    somebody = Somebody(talk)
    somebody.begins(consultation.link)
    happy = somebody.find("Happy").payload
    somebody.types("stop")

    late = text_of(somebody.taps(happy))

    assert "We can't find what you had started" in late
    with talk.database.reading() as session:
        assert session.query(Answer).count() == 0
