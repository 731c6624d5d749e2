"""Somebody who chats with the talk itself, without a channel between."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from bots.adapter import Button, Heard, Kind, Replies, Said
from bots.talk import Talk
from bots.telegram import TELEGRAM
from bots.visit import Scope
from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.core.speech import said
from participation.models import Consultation
from participation.models.database import Database
from participation.services import consultations
from participation.services.councils import council_named
from surveys.loader import load_survey
from tests.factories import a_consultation, a_council

ADDRESS = "https://ask.example"
HERE = Path(__file__).parent
ON_BOTH = frozenset({"test_every_kind", "test_inbox", "test_sender", "test_subscribing"})
"""What writes the rows of a chat: a whole walk, the queues, and who is to be told."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave what is said to SQLite: it differs in words, and not in rows."""
    left_out = {item for item in items if item.path.is_relative_to(HERE) and _is_again(item)}
    config.hook.pytest_deselected(items=[item for item in items if item in left_out])
    items[:] = [item for item in items if item not in left_out]


def _is_again(item: pytest.Item) -> bool:
    case = getattr(item, "callspec", None)
    again = case is not None and case.params.get("ground") == "postgresql"
    return again and item.path.stem not in ON_BOTH


@dataclass
class Somebody:
    """One chat; what was said stands in `seen`, newest last."""

    talk: Talk
    chat: str = "telegram:7001"
    seen: list[Said] = field(default_factory=list)

    def types(self, text: str, kind: Kind = Kind.TEXT, replying_to: str = "") -> Replies:
        return self._hear(Heard(self.chat, kind, text, replying_to, message="1"))

    def presses(self, label: str) -> Replies:
        return self.taps(self.find(label).payload)

    def taps(self, payload: str) -> Replies:
        return self._hear(Heard(self.chat, Kind.BUTTON, payload, message="1", tap="1"))

    def find(self, label: str) -> Button:
        buttons = (one for shown in reversed(self.seen) for row in shown.rows for one in row)
        return next(one for one in buttons if label in one.label)

    def begins(self, link: str) -> Replies:
        self.types(f"/start {link}")
        return self.presses(said("Yes, let's start"))

    @property
    def last(self) -> Said:
        return self.seen[-1]

    def _hear(self, heard: Heard) -> Replies:
        replies = self.talk.answer(heard)
        self.seen += replies.said
        return replies


@pytest.fixture
def talk(database: Database, keys: KeyFolder, clock: SetClock) -> Talk:
    """The talk for one council, with another beside it that has not turned chat on."""
    with database.writing() as session:
        a_council(session)
        other = a_council(session, "othershire")
        a_consultation(session, other, clock.now().date(), name="elsewhere")
    scope = Scope(TELEGRAM, ("testshire",), ADDRESS)
    return Talk(database, keys.young(), keys.read("chat"), clock, scope)


@pytest.fixture
def consultation(talk: Talk, clock: SetClock) -> Consultation:
    """What the council asks: where I live."""
    return ask(talk, clock, "home", "where-i-live")


@pytest.fixture
def somebody(talk: Talk) -> Somebody:
    """Somebody with a phone."""
    return Somebody(talk)


def ask(talk: Talk, clock: SetClock, name: str, survey: str) -> Consultation:
    """Return a new consultation of the council."""
    today = clock.now().date()
    with talk.database.writing() as session:
        council = council_named(session, "testshire")
        asked = load_survey(survey, "demo")
        version = consultations.publish_survey(session, council, asked)
        title = asked.title.to("en")
        opening = consultations.Opening(name, title, (), today, today + timedelta(days=30))
        return consultations.open_consultation(session, council, version, opening)


def text_of(replies: Replies) -> str:
    """Return all that was said at once."""
    return "\n\n".join(one.text for one in replies.said)
