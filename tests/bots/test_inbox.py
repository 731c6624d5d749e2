"""What arrived is answered once, in order, and one that cannot be read holds nobody up."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from participation.models import ChatMessage, ChatSeen, ChatUpdate
from participation.services import chat_updates
from tests.bots.queues import KEYS, Noting, inbox_of, typed


@pytest.fixture
def channel() -> Noting:
    return Noting()


@pytest.fixture
def inbox(database, clock, channel):
    return inbox_of(database, clock, channel)


def waiting(database) -> list[str]:
    """Return what waits to be sent, in order."""
    with database.reading() as session:
        rows = session.scalars(select(ChatMessage).order_by(ChatMessage.chat, ChatMessage.place))
        return [KEYS.open_message(row.sealed).split('"text": "')[1].split('"')[0] for row in rows]


def answer_all(inbox) -> int:
    count = 0
    while inbox.answer_next() is not None:
        count += 1
    return count


def test_an_update_that_comes_again_is_answered_once(inbox, database):
    first, second = inbox.store([typed(1, "one")]), inbox.store([typed(1, "one")] * 2)
    answer_all(inbox)
    third = inbox.store([typed(1, "one")])

    assert (first, second, third) == (1, 0, 0)
    assert answer_all(inbox) == 0
    assert waiting(database) == ["You said one"]


def test_updates_of_a_chat_are_answered_in_the_order_of_their_numbers(inbox, database):
    inbox.store([typed(3, "three"), typed(1, "one")])
    inbox.store([typed(2, "two")])

    answer_all(inbox)

    assert waiting(database) == ["You said one", "You said two", "You said three"]


def test_one_that_cannot_be_read_is_let_go_and_the_next_is_answered(inbox, database, caplog):
    inbox.store([typed(1, "one"), typed(2, "two")])
    with database.writing() as session:
        first = session.scalars(select(ChatUpdate).where(ChatUpdate.place == 1)).one()
        first.sealed = KEYS.door.seal('{"channel": "plain", "update": {"nothing": "of ours"}}')

    answer_all(inbox)

    assert waiting(database) == ["You said two"]
    assert "an update could not be read: KeyError" in caplog.text


def test_what_came_on_a_channel_of_another_process_is_left_to_it(inbox, clock, database):
    inbox.store([typed(1, "one")])
    other = replace(inbox, channels={})

    passed_over = other.answer_next()
    clock.moment += timedelta(seconds=2)

    assert passed_over is None
    assert (inbox.answer_next(), waiting(database)) == ("plain", ["You said one"])


def test_one_that_comes_after_a_later_one_was_answered_is_answered_too(inbox, database):
    inbox.store([typed(2, "two")])
    answer_all(inbox)
    inbox.store([typed(1, "one")])
    answer_all(inbox)

    assert waiting(database) == ["You said two", "You said one"]


def test_nothing_of_an_update_is_left_but_that_its_number_was_seen(inbox, database, clock):
    inbox.store([typed(1, "one")])
    answer_all(inbox)

    with database.writing() as session:
        left = session.scalars(select(ChatUpdate)).all(), session.scalars(select(ChatSeen)).all()
        chat_updates.forget_seen(session, left[1][0].until)
        kept = len(session.scalars(select(ChatSeen)).all())

    assert left[0] == []
    assert left[1][0].id == KEYS.door.update("plain", "1")
    assert kept == 1


def test_what_fails_with_the_database_is_put_back_and_answered_later(
    inbox, database, channel, clock, monkeypatch
):
    def fail(_session, _heard):
        raise OperationalError("statement", {}, Exception("lost"))

    inbox.store([typed(1, "one")])
    with monkeypatch.context() as broken:
        broken.setitem(inbox.channels, "plain", type(inbox.channels["plain"])(channel, fail))
        assert inbox.answer_next() is None
    early = inbox.answer_next()
    clock.moment = clock.moment.replace(hour=clock.moment.hour + 1)

    assert early is None
    assert inbox.answer_next() == "plain"
    assert waiting(database) == ["You said one"]


def test_two_processes_never_answer_one_chat_at_once(inbox, postgresql_database, clock, channel):
    mine = inbox_of(postgresql_database, clock, channel)
    mine.store([typed(2, "two"), typed(5, "five", "plain:2")])
    now = clock.now()
    with postgresql_database.writing() as session:
        held = chat_updates.hold_next(session, now)
        # What came late stands before what is being answered.
        mine.store([typed(1, "one", "plain:1")])
        with postgresql_database.writing() as other:
            found = [chat_updates.hold_next(other, now) for _ in range(3)]

    taken = {one.chat for one in found if one is not None}
    assert held.chat not in taken


def test_no_chat_can_be_read_without_the_key(inbox, database):
    inbox.store([typed(1, "one", "plain:7001")])

    with database.reading() as session:
        rows = session.execute(text("SELECT * FROM chat_update")).all()

    assert "7001" not in str(rows)
    assert b"7001" not in b"".join(bytes(v) for v in rows[0] if isinstance(v, bytes | memoryview))
