"""What waits is sent in order, at its pace, tried again as told, and gone once it is taken."""

import asyncio
import time
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bots.adapter import Gone, NotNow, NotTaken
from bots.sender import Pace
from participation.models import ChatMessage
from participation.services import chat_messages, contacts
from participation.services.contacts import Subscriber
from tests.bots.queues import KEYS, Noting, sender_of
from tests.factories import a_consultation, a_council

ME, YOU = "plain:1", "plain:2"


@pytest.fixture
def channel() -> Noting:
    return Noting()


@pytest.fixture
def sender(database, clock, channel):
    sender = sender_of(database, clock, channel)
    yield sender
    sender.thread.close()


def put(database, clock, chat: str, *texts: str) -> None:
    acts = [
        f'{{"doing": "send", "chat": "{chat}", "said": {{"text": "{t}", "rows": []}}}}'
        for t in texts
    ]
    with database.writing() as session:
        chat_messages.put(session, KEYS, chat, acts, clock.now())


def left(database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(ChatMessage))


def send(sender, times: int = 20) -> None:
    """Send what is due now, so many times over."""

    async def some() -> None:
        for _ in range(times):
            found = await sender.take()
            await asyncio.gather(*(sender.deliver(waiting) for waiting in found))

    asyncio.run(some())


def test_messages_of_a_chat_come_in_order_and_leave_no_row(sender, channel, database, clock):
    put(database, clock, ME, "one", "two")
    put(database, clock, ME, "three")
    put(database, clock, YOU, "other")

    send(sender)

    assert [text for chat, text in channel.done if chat == ME] == ["one", "two", "three"]
    assert (YOU, "other") in channel.done
    assert left(database) == 0


def test_it_waits_exactly_as_long_as_it_was_told(sender, channel, database, clock):
    put(database, clock, ME, "one", "two")
    put(database, clock, YOU, "other")
    channel.answers = [NotNow(7)] if channel.done else [NotNow(7.0), NotNow(7.0)]
    send(sender)
    clock.moment += timedelta(seconds=6.9)
    send(sender)
    early = list(channel.done)
    clock.moment += timedelta(seconds=0.2)

    send(sender)

    assert early == []
    assert sorted(channel.done) == [(ME, "one"), (ME, "two"), (YOU, "other")]


def test_a_broken_line_is_tried_again_longer_each_time(sender, channel, database, clock):
    put(database, clock, ME, "one")
    channel.answers = [NotNow() for _ in range(4)]
    pauses = []
    while not channel.done:
        before = clock.moment
        tried = len(channel.answers)
        while len(channel.answers) == tried and not channel.done:
            clock.moment += timedelta(seconds=0.25)
            send(sender, 1)
        pauses.append((clock.moment - before).total_seconds())

    assert pauses[1:] == [0.5, 1.0, 2.0, 4.0]
    assert channel.done == [(ME, "one")]


def test_what_cannot_be_sent_for_a_day_is_not_sent_any_more(sender, channel, database, clock):
    put(database, clock, ME, "one")
    channel.answers = [NotNow()]
    clock.moment += timedelta(days=1, hours=1)

    send(sender)

    assert left(database) == 0


def test_what_is_refused_for_good_holds_up_nothing(sender, channel, database, clock):
    put(database, clock, ME, "one", "two")
    channel.answers = [NotTaken()]

    send(sender)

    assert channel.done == [(ME, "two")]


def test_a_chat_that_is_gone_is_forgotten_with_who_was_to_be_told(sender, channel, database, clock):
    with database.writing() as session:
        council = a_council(session)
        consultation = a_consultation(session, council, clock.now().date())
        for chat in (ME, YOU):
            contacts.tell_me(session, KEYS, consultation, Subscriber(chat, "en"))
    put(database, clock, ME, "one", "two")
    channel.answers = [Gone()]

    send(sender)

    with database.reading() as session:
        told = contacts.to_tell(session, KEYS, consultation.id)
    assert (left(database), channel.done) == (0, [])
    assert [one.chat for one in told] == [YOU]


def test_it_keeps_the_pace_of_a_chat_and_of_all(sqlite_database, clock, channel):
    pace = Pace(a_second=20.0, chat_gap=0.3)
    sender = sender_of(sqlite_database, clock, channel, pace)
    put(sqlite_database, clock, ME, "one", "two")
    for number in range(2, 8):
        put(sqlite_database, clock, f"plain:{number}", "hello")
    begun = time.monotonic()

    send(sender, 2)

    sender.thread.close()
    assert time.monotonic() - begun >= 0.3
    assert len(channel.done) == 8
