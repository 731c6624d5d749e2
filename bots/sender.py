"""Sending what waits: in order within a chat, no faster than a channel takes it, tried again.

One process sends at a time, so the pace is kept in memory; whoever takes over carries on with
the rows. A row goes once the channel has taken it. A process that is killed in between sends
that one message twice.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import ParamSpec, TypeVar

from sqlalchemy.exc import OperationalError

from bots.acts import Act, Doing, perform
from bots.adapter import Adapter, Gone, NotNow, NotTaken
from bots.fetching import Brought, brought
from participation.core.chat_keys import ChatKeys
from participation.core.ports import Clock
from participation.models.database import Database
from participation.services import chat_messages, chat_updates, contacts
from participation.services.chat_messages import Due
from participation.services.chat_updates import Arrived

log = logging.getLogger("participation.bots")

P = ParamSpec("P")
R = TypeVar("R")

AT_ONCE = 100
"""To how many chats it writes at the same time."""
COUNTED = frozenset({Doing.SEND, Doing.EDIT})
"""What Telegram counts as messages; only what is sent new is held to the pace of its chat."""


@dataclass(frozen=True)
class Pace:
    """How many messages go out a second, and how many seconds lie between two in one chat."""

    a_second: float = 25.0
    chat_gap: float = 1.0


@dataclass(repr=False)
class Post:
    """The rows of what waits, as the sender works on them."""

    database: Database
    keys: ChatKeys
    clock: Clock

    def due(self, busy: frozenset[bytes], most: int) -> list[Due]:
        """Return the first message of each chat that has one due."""
        with self.database.reading() as session:
            return chat_messages.due(session, self.keys, self.clock.now(), busy, most)

    def taken(self, waiting: Due) -> None:
        """Take away what the channel has taken; nothing of it stays in the log either."""
        with self.database.writing() as session:
            chat_messages.taken(session, waiting.id)
        self.database.forget_log()

    def bring(self, waiting: Due, picture: Brought) -> None:
        """Put what was fetched where it is answered, before all else that came from its chat."""
        number = f"picture-{waiting.id.hex}"
        arrived = Arrived(picture.channel, number, 0, picture.chat, picture.write())
        with self.database.writing() as session:
            chat_updates.store(session, self.keys.door, arrived, self.clock.now())
            chat_messages.taken(session, waiting.id)
        self.database.forget_log()

    def put_back(self, waiting: Due, after: float | None) -> None:
        """Leave it for later."""
        with self.database.writing() as session:
            chat_messages.put_back(session, waiting, self.clock.now(), after)

    def forget(self, waiting: Due, chat: str) -> None:
        """Take away all that waits for a chat that is gone, and who was to be told there."""
        with self.database.writing() as session:
            chat_messages.forget_chat(session, waiting.chat)
            contacts.stop_telling(session, self.keys, chat)
        self.database.forget_log()


class OneThread:
    """All work on the database in one thread: SQLite takes one writer at a time."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1)

    async def do(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Return what the work gives."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, partial(work, *args, **kwargs))

    def close(self) -> None:
        """Let the thread end."""
        self._pool.shutdown()


@dataclass(repr=False)
class Sender:
    """Sends to every channel at its pace; `sent` names the channels that took something."""

    post: Post
    adapters: Mapping[str, Adapter]
    thread: OneThread
    pace: Pace = field(default_factory=Pace)
    busy: set[bytes] = field(default_factory=set)
    sent: set[str] = field(default_factory=set)
    next_slot: float = 0.0
    last_sent: dict[bytes, float] = field(default_factory=dict)

    async def take(self) -> list[Due]:
        """Return what is to be sent now; their chats are busy until each is delivered."""
        most = AT_ONCE - len(self.busy)
        try:
            found = await self.thread.do(self.post.due, frozenset(self.busy), most) if most else []
        except OperationalError as error:
            log.error("the database failed with %s; it will be tried again", type(error).__name__)
            found = []
        self.busy.update(waiting.chat for waiting in found)
        return found

    async def deliver(self, waiting: Due) -> None:
        """Do what waits in one chat, and keep or take away its row as the channel answers."""
        try:
            await self._deliver(waiting, Act.read(waiting.text))
        except OperationalError as error:
            log.error("what was sent was not noted: %s", type(error).__name__)
        finally:
            self.busy.discard(waiting.chat)

    async def _deliver(self, waiting: Due, act: Act) -> None:
        adapter = self.adapters.get(act.channel)
        if adapter is None:
            # Another process has this channel.
            await self.thread.do(self.post.put_back, waiting, None)
            return
        await self._wait_for_turn(waiting, act)
        try:
            if act.doing is Doing.FETCH:
                await self.thread.do(self.post.bring, waiting, await brought(adapter, act))
                return
            await perform(adapter, act)
            self.sent.add(act.channel)
        except NotNow as error:
            await self.thread.do(self.post.put_back, waiting, error.after)
            return
        except Gone:
            await self.thread.do(self.post.forget, waiting, act.chat)
            return
        except NotTaken as error:
            # The kind of the error only: its text could hold what somebody wrote.
            log.error("a message was refused with %s", type(error.__cause__).__name__)
        await self.thread.do(self.post.taken, waiting)

    async def _wait_for_turn(self, waiting: Due, act: Act) -> None:
        if act.doing not in COUNTED:
            return
        if act.doing is Doing.SEND:
            await _until(self.last_sent.get(waiting.chat, 0.0) + self.pace.chat_gap)
        turn = max(time.monotonic(), self.next_slot)
        self.next_slot = turn + 1 / self.pace.a_second
        await _until(turn)
        if act.doing is Doing.SEND:
            self._note(waiting.chat, turn)

    def _note(self, chat: bytes, turn: float) -> None:
        self.last_sent[chat] = turn
        if len(self.last_sent) > 10 * AT_ONCE:
            past = turn - self.pace.chat_gap
            self.last_sent = {one: at for one, at in self.last_sent.items() if at > past}


async def _until(moment: float) -> None:
    await asyncio.sleep(max(0.0, moment - time.monotonic()))
