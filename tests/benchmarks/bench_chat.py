"""Our own share of the time to reply in chat: 300 people at once, ten questions each.

PEOPLE=30 python -m tests.benchmarks.bench_chat is a quicker look. What the network and the pace
that Telegram asks for take is left out: each update is timed from its row to the rows of its
answer, and each message from its row to the call.
"""

import asyncio
import json
import os
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select

from bots.adapter import Said
from bots.inbox import Channel, Inbox
from bots.sender import OneThread, Post, Sender
from bots.talk import Talk
from bots.telegram import NAME, TELEGRAM, TelegramAdapter
from bots.visit import Scope
from participation import migrations
from participation.core.chat_keys import ChatKeys
from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.models import Submission
from participation.models.database import Database
from participation.services.chat_updates import Arrived
from tests.bots.queues import QUICK
from tests.factories import a_council
from tests.web.young.test_weight import ten_questions

PEOPLE = int(os.environ.get("PEOPLE", "300"))
FLOOR_MILLISECONDS = 50


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


class Bench:
    """One bot process, timed."""

    def __init__(self, folder: Path) -> None:
        self.database = Database(f"sqlite:///{folder / 'bench.sqlite'}")
        migrations.upgrade(self.database)
        keys = KeyFolder(folder / "keys")
        keys.prepare()
        clock = SetClock(datetime.now(UTC))
        with self.database.writing() as session:
            a_council(session)
        self.link = ten_questions(self.database, clock)
        chat_key = keys.read("chat")
        scope = Scope(TELEGRAM, ("testshire",), "https://ask.example")
        talk = Talk(self.database, keys.young(), chat_key, clock, scope)
        self.chats, kept = Chats(), ChatKeys(chat_key)
        self.inbox = Inbox(self.database, kept, clock, {NAME: Channel(self.chats, talk.answer_in)})
        self.thread = OneThread()
        post = Post(self.database, kept, clock)
        self.sender = Sender(post, {NAME: self.chats}, self.thread, QUICK)
        self.numbers, self.took = 0, list[float]()

    def hear(self, chat: int) -> None:
        self.numbers += 1
        name = f"{NAME}:{chat}"
        text = update_of(self.numbers, chat, self.chats.shown.get(name), self.link)
        self.inbox.store([Arrived(NAME, str(self.numbers), self.numbers, name, text)])

    async def answer_all(self) -> None:
        """Answer and send whatever waits; each update's own time is noted."""
        while True:
            begun = time.process_time()
            if self.inbox.answer_next() is None:
                return
            await self.send()
            self.took.append((time.process_time() - begun) * 1000)

    async def send(self) -> None:
        while found := await self.sender.take():
            for waiting in found:
                await self.sender.deliver(waiting)


def update_of(number: int, chat: int, shown: Said | None, link: str) -> str:
    """Return what somebody does next, as Telegram tells it."""
    person = {"id": chat, "is_bot": False, "first_name": "S"}
    place = {"id": chat, "type": "private"}
    message = {"message_id": number, "date": 1, "chat": place, "from": person}
    pressed = None if shown is None else payload_of(shown)
    if pressed is None:
        words = f"/start {link}" if shown is None else "more wifi please"
        return json.dumps({"update_id": number, "message": {**message, "text": words}})
    query = {"id": "1", "from": person, "chat_instance": "1", "data": pressed, "message": message}
    return json.dumps({"update_id": number, "callback_query": query})


def payload_of(shown: Said) -> str | None:
    """Return what the button carries that comes next, or None where words are asked for."""
    buttons = [button for row in shown.rows for button in row]
    ticked = any("☑" in one.label for one in buttons)
    order = ("b:", "s:", "d:") if ticked else ("b:", "s:", "a:", "t:")
    return next((one.payload for mark in order for one in buttons if one.payload[:2] == mark), None)


def main() -> None:
    """Print how many errors there were and our share of the time to reply."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        asyncio.run(talk_with_all(bench))
        with bench.database.reading() as session:
            stored = session.scalar(select(func.count()).select_from(Submission))
        took = bench.took
        bench.thread.close()
        bench.database.close()
    print(f"{PEOPLE} people at once, ten questions each: {len(took)} updates")
    print(f"{'submissions missing':52} {PEOPLE - stored:9d}     floor 0")
    at_95 = statistics.quantiles(took, n=20)[-1]
    print(f"{'processor time a reply, median':52} {statistics.median(took):9.1f} ms")
    words = f"floor at most {FLOOR_MILLISECONDS} ms"
    print(f"{'processor time a reply, 95th percentile':52} {at_95:9.1f} ms  {words}")


async def talk_with_all(bench: Bench) -> None:
    waiting = set(range(1, PEOPLE + 1))
    while waiting:
        for chat in waiting:
            bench.hear(chat)
        await bench.answer_all()
        waiting = {chat for chat in waiting if not is_done(bench, chat)}


def is_done(bench: Bench, chat: int) -> bool:
    shown = bench.chats.shown.get(f"{NAME}:{chat}")
    return shown is not None and "Your five words" in shown.text


if __name__ == "__main__":
    main()
