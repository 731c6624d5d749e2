"""Our own share of the time to reply in chat: 300 people at once, ten questions each.

PEOPLE=30 python -m tests.benchmarks.bench_chat is a quicker look. Two walks of everybody at once:

- one update after the other, without a line. Our own share of a reply is all that we do for one
  update: its row, the answer, the rows of what is to be said, and each of these up to the call
  that sends it. What waits for other people's updates is not in it, nor is a receipt's hash
  where it was made beside, while its check message was read; all of the processor's time is told
  next to it.
- the whole bot against the fake Bot API over HTTP, as fast as both machines' two cores go: the
  pace that Telegram asks for is lifted. What people waited holds the queue of everybody else.
"""

import asyncio
import json
import logging
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from sqlalchemy import func, select

from bots.adapter import Said
from bots.ahead import Ahead
from bots.inbox import Channel, Inbox
from bots.listening import TelegramSource, bot_of, greet
from bots.sender import Post, Sender
from bots.switchboard import Ground, switchboard_on
from bots.talk import Talk
from bots.telegram import NAME, TELEGRAM, TelegramAdapter
from bots.visit import Scope
from participation import migrations
from participation.core.chat_keys import ChatKeys
from participation.core.clock import SystemClock
from participation.core.keys import KeyFolder
from participation.models import Submission
from participation.models.database import Database
from participation.services.chat_updates import Arrived
from tests.benchmarks._chat_people import WORDS, payload_of
from tests.bots.queues import QUICK
from tests.factories import a_council
from tests.fakes.bot_http import TOKEN
from tests.web.young.test_weight import ten_questions

PEOPLE = int(os.environ.get("PEOPLE", "300"))
FLOOR_MILLISECONDS = 50
ADDRESS = "https://ask.example"


class Errors(logging.Handler):
    """Counts what goes wrong."""

    count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += record.levelno >= logging.ERROR


class House:
    """One council's service, with ten questions to answer."""

    def __init__(self, folder: Path) -> None:
        self.database = Database(f"sqlite:///{folder / 'bench.sqlite'}")
        migrations.upgrade(self.database)
        keys = KeyFolder(folder / "keys")
        keys.prepare()
        self.clock = SystemClock()
        with self.database.writing() as session:
            a_council(session)
        self.link = ten_questions(self.database, self.clock)
        self.ahead, self.keys = Ahead(), ChatKeys(keys.read("chat"))
        scope = Scope(TELEGRAM, ("testshire",), ADDRESS)
        young = keys.young()
        self.talk = Talk(self.database, young, self.keys.key, self.clock, scope, self.ahead)

    def missing(self) -> int:
        with self.database.reading() as session:
            stored = session.scalar(select(func.count()).select_from(Submission)) or 0
        return PEOPLE - stored

    def close(self) -> None:
        self.ahead.close()
        self.database.close()


class Here:
    """Work that is done at once in this thread, whose processor's time is told."""

    async def do(self, work: Callable[..., object], *args: object) -> object:
        return work(*args)


class Chats(TelegramAdapter):
    """Telegram as a phone shows it, without a line: what was said last stands by chat."""

    def __init__(self) -> None:
        self.shown: dict[str, Said] = {}

    async def send(self, chat: str, said: Said) -> None:
        self.shown[chat] = said

    async def edit(self, heard: object, said: Said) -> None:
        if said.rows:
            self.shown[heard.chat] = said

    async def note(self, heard: object, words: str) -> None:
        pass


class InTurn:
    """Everybody's updates, one after the other, each timed."""

    def __init__(self, house: House) -> None:
        self.house, self.chats = house, Chats()
        channels = {NAME: Channel(self.chats, house.talk.answer_in)}
        self.inbox = Inbox(house.database, house.keys, house.clock, channels)
        post = Post(house.database, house.keys, house.clock)
        self.sender = Sender(post, {NAME: self.chats}, Here(), QUICK)
        self.numbers, self.own, self.clocked = 0, list[float](), list[float]()

    async def talk(self) -> None:
        waiting = set(range(1, PEOPLE + 1))
        while waiting:
            for chat in waiting:
                arrived = self.next_of(chat)
                begun, clocked = time.thread_time(), time.perf_counter()
                self.inbox.store([arrived])
                self.inbox.answer_next()
                while found := await self.sender.take():
                    for one in found:
                        await self.sender.deliver(one)
                self.own.append((time.thread_time() - begun) * 1000)
                self.clocked.append((time.perf_counter() - clocked) * 1000)
            waiting = {chat for chat in waiting if not self.is_done(chat)}

    def next_of(self, chat: int) -> Arrived:
        self.numbers += 1
        name = f"{NAME}:{chat}"
        text = update_of(self.numbers, chat, self.chats.shown.get(name), self.house.link)
        return Arrived(NAME, str(self.numbers), self.numbers, name, text)

    def is_done(self, chat: int) -> bool:
        shown = self.chats.shown.get(f"{NAME}:{chat}")
        return shown is not None and "Your five words" in shown.text


def update_of(number: int, chat: int, shown: Said | None, link: str) -> str:
    """Return what somebody does next, as Telegram tells it."""
    person = {"id": chat, "is_bot": False, "first_name": "S"}
    place = {"id": chat, "type": "private"}
    message = {"message_id": number, "date": 1, "chat": place, "from": person}
    buttons = [] if shown is None else [(b.label, b.payload) for row in shown.rows for b in row]
    pressed = payload_of(buttons)
    if pressed is None:
        words = f"/start {link}" if shown is None else WORDS
        return json.dumps({"update_id": number, "message": {**message, "text": words}})
    query = {"id": "1", "from": person, "chat_instance": "1", "data": pressed, "message": message}
    return json.dumps({"update_id": number, "callback_query": query})


async def talk_over_http(house: House, base_url: str, people: IO[str]) -> str:
    """Run the whole bot until everybody has sent, and return what the people tell."""
    bot = bot_of(TOKEN, base_url)
    ground = Ground(house.database, house.database, house.keys, house.clock, ADDRESS, QUICK)
    channel = Channel(TelegramAdapter(bot), house.talk.answer_in)
    stop = asyncio.Event()
    async with bot:
        await greet(bot)
        board = switchboard_on(ground, {NAME: channel}, [(NAME, TelegramSource(bot, 1))])
        running = asyncio.create_task(board.run(stop))
        told = await asyncio.to_thread(people.readline)
        stop.set()
        await running
    return told


def in_turn() -> None:
    """Print our own share of each reply."""
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder))
        walk, begun = InTurn(house), time.process_time()
        asyncio.run(walk.talk())
        all_of_it = (time.process_time() - begun) * 1000 / len(walk.own)
        missing = house.missing()
        house.close()
    print(f"{PEOPLE} people, ten questions each: {len(walk.own)} updates, one after the other")
    told("submissions missing", missing, "floor 0")
    told("our share of a reply, processor, median", statistics.median(walk.own), "ms")
    words = f"ms  floor at most {FLOOR_MILLISECONDS} ms"
    told("our share of a reply, processor, 95th percentile", p95(walk.own), words)
    told("our share of a reply, by the clock, median", statistics.median(walk.clocked), "ms")
    told("our share of a reply, by the clock, 95th percentile", p95(walk.clocked), words)
    told("all processor time an update, hashes beside too", all_of_it, "ms")


def at_once() -> None:
    """Print what went wrong against the fake API, and what people waited."""
    errors = Errors()
    logging.getLogger("participation").addHandler(errors)
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder))
        command = [sys.executable, "-m", "tests.benchmarks._chat_people", house.link, str(PEOPLE)]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as people:
            assert people.stdin is not None
            assert people.stdout is not None
            base_url = people.stdout.readline().strip()
            people.stdin.write("\n")
            people.stdin.flush()
            begun = time.monotonic()
            found = json.loads(asyncio.run(talk_over_http(house, base_url, people.stdout)))
        took, missing = time.monotonic() - begun, house.missing()
        house.close()
    waited = found["waited"]
    print(f"\n{PEOPLE} people at once against the fake API: {len(waited)} replies in {took:.0f} s")
    told("submissions missing", missing, "floor 0")
    told("people left without their words", PEOPLE - found["done"], "floor 0")
    told("errors told in the log", errors.count, "floor 0")
    told("a person waited, everybody's queue too, median", statistics.median(waited) * 1000, "ms")
    told("a person waited, 95th percentile", p95(waited) * 1000, "ms")


def p95(figures: list[float]) -> float:
    return statistics.quantiles(figures, n=20)[-1]


def told(what: str, figure: float, unit: str) -> None:
    shown = f"{figure:9d}" if isinstance(figure, int) else f"{figure:9.1f}"
    print(f"{what:56} {shown} {unit}", flush=True)


if __name__ == "__main__":
    print(f"{datetime.now(UTC):%d %B %Y}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    in_turn()
    at_once()
