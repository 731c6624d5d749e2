"""Every kind of question in chat: tapped or typed, and stored as on the page."""

from datetime import timedelta
from pathlib import Path

import pytest

from bots.talk import Talk
from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.services import consultations
from participation.services.councils import council_named
from surveys.loader import load_survey_file
from tests.bots.conftest import Somebody
from tests.bots.test_parity import stored

EVERY = load_survey_file(Path(__file__).parents[1] / "surveys" / "every-kind.toml")

# What is done in chat, one step a line: a tap on a label, or words that are typed.
TAP, TYPE = "tap", "type"
STEPS = [
    (TAP, "Next"),
    (TYPE, "OK"),
    (TAP, "Something else"),
    (TYPE, "a bit of everything"),
    (TAP, "A walk"),
    (TYPE, "my dog"),
    (TAP, "My own place"),
    (TAP, "Not good"),
    (TAP, "I don't want to say"),
    (TAP, "Yes"),
    (TAP, "Kept"),
    (TAP, "2"),
    (TYPE, "the noise"),
    (TYPE, "lots"),
    (TYPE, "4"),
    (TYPE, "may 2024"),
    (TAP, "A quiet room"),
    (TAP, "Good food"),
    (TAP, "Done"),
    (TAP, "Time with an animal"),
    (TYPE, "skip"),
    (TYPE, "I drew a house"),
    (TAP, "I don't want to say"),
]


STORED = {
    "feel": ("ok", None),
    "colour": ("other", "a bit of everything"),
    "help": ("walk other", "my dog"),
    "place": ("own-place", None),
    "rate-place": ("not-good", None),
    "safe": ("yes", None),
    "listen": ("kept", None),
    "life": ("2", None),
    "low-why": ("", "the noise"),
    "moves": ("4", None),
    "since": ("2024-05", None),
    "matters": ("quiet food", None),
    "nice": ("pet", None),
}
SAID = (
    "Or type something else in your own words.",
    "0: Not good at all",
    "We didn't get that. Write it as a number, as in 3.",
    "A number from 0 to 20.",
    "Type the month and the year below, as in May 2024.",
    "Pictures can't be sent here yet. You can leave this one out.",
)


@pytest.fixture
def link(talk: Talk, clock: SetClock) -> str:
    """The way to the survey of every kind."""
    today = clock.now().date()
    with talk.database.writing() as session:
        council = council_named(session, "testshire")
        version = consultations.publish_survey(session, council, EVERY)
        opening = consultations.Opening("kinds", "Kinds", (), today, today + timedelta(days=9))
        return consultations.open_consultation(session, council, version, opening).link


def test_every_kind_is_tapped_or_typed_and_stored(talk: Talk, link: str, keys: KeyFolder):
    somebody = Somebody(talk)
    somebody.begins(link)
    asked = [somebody.last.text]

    for how, what in STEPS:
        (somebody.presses if how == TAP else somebody.types)(what)
        asked.append(somebody.last.text)
    check = somebody.last.text
    somebody.presses("Send my answers")

    told = "\n".join(asked)
    assert [words for words in SAID if words not in told] == []
    assert "A walk, Something else: my dog" in check
    assert "1 A quiet room, 2 Good food" in check
    (sent,) = stored(talk, keys)
    assert {one[0]: (one[1], one[2]) for one in sent} == STORED
