"""The same conversation by text message, through Notify's own client against a fake Notify."""

import asyncio
import re

import pytest

from bots.adapter import Gone, NotNow, NotTaken, Said
from bots.inbox import Channel, Inbox
from bots.sender import OneThread, Pace, Post, Sender
from bots.sms import NAME, SMS, SmsAdapter, SmsSource, called_back, client_of, listed, plain
from bots.talk import Talk
from bots.visit import Scope
from bots.words import HAVE_THAT
from participation.core.chat_keys import ChatKeys
from participation.core.errors import NotSetUp
from participation.models import Answer, Submission
from tests.bots.conftest import ADDRESS, ask
from tests.bots.queues import send_all
from tests.factories import a_council
from tests.fakes.notify import KEY, LONGEST, TEMPLATE, Notify

PHONE = "447700900111"


@pytest.fixture
def notify():
    with Notify() as running:
        yield running


@pytest.fixture
def adapter(notify) -> SmsAdapter:
    return SmsAdapter(client_of(KEY, notify.base_url), TEMPLATE)


class Texting:
    """A bot that asks Notify for texts and answers them, one look at a time."""

    def __init__(self, notify, talk, adapter) -> None:
        keys = ChatKeys(talk.chat_key)
        channel = Channel(adapter, talk.answer_in)
        self.notify = notify
        self.inbox = Inbox(talk.database, keys, talk.clock, {NAME: channel})
        self.source = SmsSource(adapter.client, seconds=0)
        self.thread = OneThread()
        post = Post(talk.database, keys, talk.clock)
        quick = Pace(a_second=100_000.0, chat_gap=0.0)
        self.sender = Sender(post, {NAME: adapter}, self.thread, quick)

    def look(self) -> None:
        self.inbox.store(asyncio.run(self.source.fetch()))
        while self.inbox.answer_next() is not None:
            pass
        asyncio.run(send_all(self.sender))

    def says(self, words: str, pause: float = 30.0) -> str:
        """Return what comes back to the phone when it texts this."""
        before = len(self.notify.sent)
        self.notify.text(f"+{PHONE}", words, pause)
        self.look()
        assert all(number == PHONE for number, _ in self.notify.sent[before:])
        return "\n\n".join(text for _, text in self.notify.sent[before:])


@pytest.fixture
def texting(sqlite_database, keys, clock, notify, adapter):
    with sqlite_database.writing() as session:
        a_council(session)
    scope = Scope(SMS, ("testshire",), ADDRESS)
    talk = Talk(sqlite_database, keys.young(), keys.read("chat"), clock, scope)
    ask(talk, clock, "home", "where-i-live")
    texting = Texting(notify, talk, adapter)
    yield texting
    texting.thread.close()


def number_of(label: str, said: str) -> str:
    """Return the number that stands before the choice."""
    found = re.search(rf"^(\d+) .*{label}", said, re.M)
    assert found is not None, said
    return found.group(1)


def test_the_whole_conversation_runs_by_text(texting, sqlite_database, notify):
    offered = texting.says("hello")
    welcome = texting.says(number_of("Where I live", offered))
    first = texting.says(number_of("Yes", welcome))
    second = texting.says(number_of("Happy", first))
    third = texting.says(f"{number_of('My room', second)} {number_of('The food', second)}")
    fourth = texting.says("yes")
    fifth = texting.says(number_of("Yes", fourth))
    check = texting.says("more wifi please")
    sent = texting.says("Send")
    told = texting.says(number_of("Tell me when", sent))

    assert "phone companies can read them" in welcome
    assert "1 of 5" in first
    assert "3 of 5" in third
    assert "more wifi please" in check
    assert "Your five words" in sent
    assert "Type stop and we forget it" in told
    assert all(len(text) <= LONGEST for _, text in notify.sent)
    assert "[Back]" in fifth
    with sqlite_database.reading() as session:
        assert session.query(Submission).count() == 1
        codes = {one.question: one.codes for one in session.query(Answer)}
    assert len(codes["good"].split()) == 2


def test_no_sign_makes_a_text_dearer():
    text = "🔒 What is secret\n☐ My room\n☑ The food\n●○ said → Sad\n“It’s ok” ❤️"

    assert plain(text) == 'What is secret\nMy room\n* The food\n*- said - Sad\n"It\'s ok"'


def test_back_is_typed_or_picked_by_its_words(texting):
    offered = texting.says("hello")
    texting.says(number_of("Yes", texting.says(number_of("Where I live", offered))))
    texting.says("happy")

    by_word, again = texting.says("BACK"), texting.says("happy")

    assert "1 of 5" in by_word
    assert "1 of 5" in texting.says(number_of("Back", again))


def test_a_number_that_is_sent_twice_answers_one_question(texting):
    offered = texting.says("hello")
    texting.says(number_of("Yes", texting.says(number_of("Where I live", offered))))
    second = texting.says("1")

    repeated, another = texting.says("1", pause=4), texting.says("1", pause=4)

    assert "2 of" in second
    assert repeated.startswith(HAVE_THAT)
    assert second.partition("2 of")[2] in repeated
    assert "3 of" in another
    assert "4 of" in texting.says("2", pause=4)


def test_a_number_that_was_not_understood_is_not_said_to_be_had(texting):
    offered = texting.says("hello")
    first = texting.says(number_of("Yes", texting.says(number_of("Where I live", offered))))

    wrong, again = texting.says("99", pause=4), texting.says("99", pause=4)

    assert HAVE_THAT not in again
    assert again == wrong
    assert first.partition("1 of")[2] in again
    assert "2 of" in texting.says("1", pause=4)


def test_a_text_that_is_listed_again_is_answered_once(texting, notify):
    texting.says("hello")
    before = len(notify.sent)

    texting.look()

    assert len(notify.sent) == before


def test_texts_are_read_alike_whether_listed_or_called_back():
    moment = "2026-03-11T12:00:00.000000Z"
    one = {"id": "a", "user_number": "+44 7700 900111", "content": "hi", "created_at": moment}
    other = {"id": "a", "source_number": PHONE, "message": "hi", "date_received": moment}

    assert listed(one) == called_back(other)
    assert listed({**one, "created_at": "yesterday"}) is None
    assert listed({**one, "user_number": "Unknown"}) is None
    assert called_back({"id": 7}) is None


REFUSALS = (
    (429, "Exceeded rate limit", NotNow),
    (500, "Internal server error", NotNow),
    (503, "Service unavailable", NotNow),
    (400, "phone_number Not enough digits", Gone),
    (400, "Missing personalisation: message", NotTaken),
    (403, "Error: Your system clock must be accurate", NotSetUp),
)


def test_what_notify_refuses_is_told_apart(adapter, notify):
    for status, told, raised in REFUSALS:
        notify.refusals.append((status, told))

        with pytest.raises(raised) as error:
            asyncio.run(adapter.send(f"sms:{PHONE}", Said("hello")))

        assert type(error.value) is raised
        assert PHONE not in str(error.value)


def test_nothing_is_said_of_tapping_or_of_taking_away(texting, notify):
    offered = texting.says("hello")
    texting.says(number_of("Where I live", offered))
    texting.says("yes please!")
    for typed in ("happy", "skip", "yes", "yes", "more wifi please", "send", "/journey", "delete"):
        texting.says(typed)

    told = "\n".join(text for _, text in notify.sent)
    assert "Your five words" in told
    assert [word for word in ("tap", "Tap", "I'll take", "written them down") if word in told] == []


def test_a_wrong_key_is_told_plainly(notify):
    wrong = KEY[:-1] + "1"
    adapter = SmsAdapter(client_of(wrong, notify.base_url), TEMPLATE)

    with pytest.raises(NotSetUp, match="does not take our key"):
        asyncio.run(adapter.send(f"sms:{PHONE}", Said("hello")))
