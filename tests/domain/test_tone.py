import socket

import pytest

from participation.core.ports import Tone
from participation.domain.tone import TextBlobTone


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("My carer is kind and I love living with her.", "warm"),
        ("Thank you, the trip was great.", "warm"),
        ("It was boring and horrible.", "sad"),
        ("I see my sister on Tuesdays.", "plain"),
        ("", "plain"),
        ("😀😀", "plain"),
        ("\x00\u202eمرحبا", "plain"),
    ],
)
def test_a_tone_is_warm_plain_or_sad(text: str, tone: str):
    hint = TextBlobTone().read(text)

    assert hint == tone


@pytest.mark.parametrize("text", ["It isn{}t good here.", "That wasn{}t nice."])
def test_a_curly_apostrophe_reads_as_a_straight_one(text: str):
    straight, curly = text.format("'"), text.format("’")

    tone = TextBlobTone()

    assert tone.read(curly) == tone.read(straight) == "sad"


def test_a_tone_is_read_without_the_network(monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise AssertionError("the network was reached for")

    monkeypatch.setattr(socket.socket, "connect", refuse)

    tone: Tone = TextBlobTone()

    assert tone.read("The food is lovely.") == "warm"


def test_a_very_long_text_gets_a_tone_too():
    text = "the bus is late and the food is awful. " * 1250

    assert TextBlobTone().read(text) == "sad"


def test_a_tone_misses_harm_so_it_may_never_triage():
    tone = TextBlobTone()

    assert tone.read("I don't feel safe here") == "warm"
    assert tone.read("someone hurts me at night") == "plain"
