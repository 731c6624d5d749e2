"""The bot, its worker and its web process killed in the middle: nothing lost, nothing doubled.

PARTICIPATION_ATTACK_KILLS sets at how many of the steps of a ten-question survey each process is
killed, 1 unless told, and on one database each; 14 are all of them.
"""

import os
import random
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

import pytest

from participation.core.clock import SetClock
from participation.models import Answer, Submission
from participation.models.database import Database
from tests.factories import a_council
from tests.fakes.bot_api import BotApi, FakeChat
from tests.fakes.bot_process import PATIENCE, BotProcess
from tests.fakes.people import DONE
from tests.fakes.posting import Posting
from tests.fakes.talking_bot import all_done
from tests.fixtures_databases import KINDS
from tests.journeys.served import free_port
from tests.web.young.test_weight import ten_questions

FULL = "PARTICIPATION_ATTACK_KILLS" in os.environ
KILLS = int(os.environ.get("PARTICIPATION_ATTACK_KILLS", "1"))
STEPS = 14
WORDS = "more wifi please"
# It dies before it has read the update, while it works on it, and while it sends.
WAITS = cycle((0.0, 0.02, 0.06, 0.15))


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi() as api:
        yield api


@pytest.fixture
def link(database: Database) -> str:
    """Ten questions, open today."""
    with database.writing() as session:
        a_council(session)
    return ten_questions(database, SetClock(datetime.now(UTC)))


def looks(chat: FakeChat) -> tuple[int, str]:
    """Return how all that the bot said looks, by which somebody sees that it answered."""
    said = [one for one in chat.shown if one.ours]
    return (len(said), "\n".join(f"{one.text}{one.rows}" for one in said))


def act(chat: FakeChat, link: str) -> None:
    """Do the next thing that the newest message asks for."""
    if looks(chat)[0] == 0:
        chat.types(f"/start {link}")
        return
    # A message whose acknowledgement was lost stands there twice.
    asked = [one for one in chat.shown if one.ours and one.text == chat.last.text]
    buttons = [one for row in chat.last.markup.get("inline_keyboard", []) for one in row]
    labels = [label for one in asked for row in one.rows for label in row]
    for label in ("Yes, let's start", "Send"):
        if any(label in one for one in labels):
            chat.presses(label)
            return
    choice = next((one for one in buttons if one["callback_data"][:2] in ("a:", "t:")), None)
    if any("☑" in label for label in labels):
        chat.presses("Done")
    elif choice is None:
        chat.types(WORDS)
    else:
        chat.taps(chat.last, choice["callback_data"])


def walk(chat: FakeChat, link: str, trouble: Callable[[int], None]) -> int:
    """Answer all, with trouble after each step, and return how many steps that were."""
    chat.waits = False
    step = 0
    while not DONE(chat):
        before = looks(chat)
        act(chat, link)
        trouble(step)
        step += 1
        until = time.monotonic() + PATIENCE
        while looks(chat) == before:
            assert time.monotonic() < until, f"left mute at step {step}:\n{chat.transcript()}"
            time.sleep(0.01)
    return step


def killing(kill: Callable[[], None], seed: int) -> Callable[[int], None]:
    """Return the trouble of a kill at so many of the steps."""
    at = set(random.Random(seed).sample(range(STEPS), min(KILLS, STEPS)))

    def trouble(step: int) -> None:
        if step in at:
            time.sleep(next(WAITS))
            kill()

    return trouble


def check_stored_once(database: Database) -> None:
    until = time.monotonic() + PATIENCE
    while not all_done(database):
        assert time.monotonic() < until, "something is left in the queues"
        time.sleep(0.05)
    with database.reading() as session:
        assert session.query(Submission).count() == 1
        answers = session.query(Answer).all()
    assert len({answer.question for answer in answers}) == len(answers) == 10


@pytest.mark.parametrize("ground", KINDS if FULL else ["sqlite"], indirect=True)
def test_a_bot_that_is_killed_at_any_step_loses_nothing(
    api: BotApi, link: str, database: Database, database_url: str, tmp_path: Path
) -> None:
    bot = BotProcess(api, tmp_path, database_url)

    def kill() -> None:
        bot.kill()
        bot.start()

    bot.start()
    try:
        walk(api.chat(), link, killing(kill, 1))
        check_stored_once(database)
    finally:
        bot.kill()


@pytest.mark.parametrize("ground", KINDS if FULL else ["postgresql"], indirect=True)
def test_a_web_process_or_worker_that_is_killed_at_any_step_loses_nothing(
    api: BotApi, link: str, database: Database, database_url: str, tmp_path: Path
) -> None:
    address = f"http://127.0.0.1:{free_port()}"
    bot = BotProcess(
        api,
        tmp_path,
        database_url,
        ("--webhook", f"{address}/telegram"),
        {"PARTICIPATION_WEBHOOK_ADDRESS": address},
    )
    parts = ("web", "worker")
    troubles = [
        killing(lambda part=part: bot.kill_part(part), 2 + n) for n, part in enumerate(parts)
    ]
    bot.start()
    try:
        with Posting(api):
            walk(api.chat(), link, lambda step: [trouble(step) for trouble in troubles])
            check_stored_once(database)
    finally:
        bot.kill()
