"""Telegram at its worst: every conversation ends right, and nothing is said twice without reason.

PARTICIPATION_ATTACK_UPDATES sets about how many updates people send, 54 unless told.
"""

import os
import time
from collections import Counter

import pytest

from bots.talk import Talk
from bots.telegram import TELEGRAM
from bots.visit import Scope
from participation.core.clock import SystemClock
from participation.models import Answer, Submission
from tests.bots.conftest import ADDRESS, ask
from tests.factories import a_council
from tests.fakes.bot_api import BotApi
from tests.fakes.faulty_api import FaultyApi
from tests.fakes.people import Crowd, said_in, where_i_live
from tests.fakes.talking_bot import TalkingBot, all_done

UPDATES = int(os.environ.get("PARTICIPATION_ATTACK_UPDATES", "54"))
PATIENCE = 90.0


@pytest.fixture
def talk(sqlite_database, keys) -> Talk:
    with sqlite_database.writing() as session:
        a_council(session)
    scope = Scope(TELEGRAM, ("testshire",), ADDRESS)
    return Talk(sqlite_database, keys.young(), keys.read("chat"), SystemClock(), scope)


def test_every_conversation_ends_right_through_every_fault(talk, sqlite_database):
    steps = where_i_live(ask(talk, talk.clock, "home", "where-i-live").link)
    many = max(2, UPDATES // len(steps))
    with BotApi() as calm, TalkingBot(calm, talk):
        (one,) = Crowd(calm, steps, 1).talk(PATIENCE)
    expected = Counter(said_in(one))

    with FaultyApi(7) as api, TalkingBot(api, talk):
        chats = Crowd(api, steps, many).talk(PATIENCE)
        # The last messages whose acknowledgement was lost are still to be sent again.
        until = time.monotonic() + PATIENCE
        while not all_done(sqlite_database) and time.monotonic() < until:
            time.sleep(0.05)
        twice = {chat.number: Counter(said_in(chat)) - expected for chat in chats}
        missing = {chat.number: expected - Counter(said_in(chat)) for chat in chats}

    print(f"{many * len(steps)} updates, {api.faults}: {sum(map(len, twice.values()))} said twice")
    assert not any(missing.values())
    for chat, more in twice.items():
        assert more.total() <= api.unacknowledged.get(chat, 0)
    assert all_done(sqlite_database)
    assert set(api.faults) == {"429", "502", "unheard", "unacknowledged"} or UPDATES < 90
    check_stored(sqlite_database, many + 1)


def check_stored(database, people: int) -> None:
    """Check that everybody's answers are stored, once."""
    with database.reading() as session:
        assert session.query(Submission).count() == people
        picked = Counter((answer.question, answer.codes) for answer in session.query(Answer))
    assert set(picked.values()) == {people}
