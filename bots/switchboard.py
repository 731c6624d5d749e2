"""One bot process: it listens, answers and sends, beside any number of others.

One of them listens and one sends at a time; when it dies, the next takes over. All of them
answer.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

from sqlalchemy.exc import OperationalError

from bots.adapter import NotNow, Source
from bots.inbox import Channel, Inbox
from bots.sender import OneThread, Pace, Post, Sender
from bots.upkeep import Upkeep
from participation.core.chat_keys import ChatKeys
from participation.core.errors import ParticipationError
from participation.core.ports import Clock
from participation.models.database import Database
from participation.models.holding import Hold, take_hold

log = logging.getLogger("participation.bots")

P = ParamSpec("P")
T = TypeVar("T")

LOOK_AGAIN = 0.1
"""After how many seconds a process looks for what another one has stored."""
TRY_TO_HOLD = 0.5
LONGEST_PAUSE = 30.0


@dataclass(repr=False)
class Switchboard:
    """All that one process does for chats, until it is told to stop."""

    database: Database
    inbox: Inbox
    sender: Sender
    thread: OneThread
    sources: Sequence[tuple[str, Source]]
    upkeep: Callable[[set[str], set[str]], None]
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    written: asyncio.Event = field(default_factory=asyncio.Event)
    answered: set[str] = field(default_factory=set)

    async def run(self, stop: asyncio.Event) -> None:
        """Work until told to stop; raises NotSetUp when a channel does not know us any more."""
        work = [self._answer(stop), self._send(stop), self._keep_up(stop)]
        work += [self._listen(stop, name, source) for name, source in self.sources]
        try:
            async with asyncio.TaskGroup() as group:
                for one in work:
                    group.create_task(one)
        except ExceptionGroup as errors:
            raise _first(errors) from None
        finally:
            self.thread.close()

    async def _listen(self, stop: asyncio.Event, name: str, source: Source) -> None:
        failed = 0
        async with self._holding(f"listening-{name}") as held:
            while not stop.is_set():
                if not await held():
                    await pause_unless(stop, TRY_TO_HOLD)
                    continue
                try:
                    found = await unless(stop, source.fetch())
                    stored = await self.thread.do(self.inbox.store, found or ())
                    if stored:
                        self.arrived.set()
                    failed = 0
                except (NotNow, OperationalError) as error:
                    failed += 1
                    told = error.after if isinstance(error, NotNow) else None
                    await pause_unless(stop, told or min(0.5 * 2**failed, LONGEST_PAUSE))

    async def _answer(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            self.arrived.clear()
            channel = await self._tried(self.inbox.answer_next)
            if channel is None:
                await ring(self.arrived, stop)
            else:
                self.answered.add(channel)
                self.written.set()

    async def _send(self, stop: asyncio.Event) -> None:
        async with self._holding("sending") as held, asyncio.TaskGroup() as group:
            while not stop.is_set():
                if not await held():
                    await pause_unless(stop, TRY_TO_HOLD)
                    continue
                self.written.clear()
                found = await self.sender.take()
                for waiting in found:
                    task = group.create_task(self.sender.deliver(waiting))
                    task.add_done_callback(lambda _: self.written.set())
                if not found:
                    await ring(self.written, stop)

    async def _keep_up(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            answered, self.answered = self.answered, set()
            sent, self.sender.sent = self.sender.sent, set()
            await self._tried(self.upkeep, answered, sent)
            await pause_unless(stop, 1.0)

    async def _tried(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Return what the work gives, or None when the database fails, to be tried again."""
        try:
            return await self.thread.do(work, *args, **kwargs)
        except OperationalError as error:
            log.error("the database failed with %s; it will be tried again", type(error).__name__)
            return None

    @asynccontextmanager
    async def _holding(self, name: str) -> AsyncIterator[Callable[[], Awaitable[bool]]]:
        """Give what tells whether this process holds the name, and takes it when it is free."""
        hold: Hold | None = None

        async def held() -> bool:
            nonlocal hold
            if hold is None or not hold.still():
                hold = await self._tried(take_hold, self.database, name)
            return hold is not None

        try:
            yield held
        finally:
            if hold is not None:
                hold.let_go()


@dataclass(frozen=True, repr=False)
class Ground:
    """What a bot process stands on: the database, as who talks sees it and as the service does.

    `pace` is how fast it may send.
    """

    database: Database
    service: Database
    keys: ChatKeys
    clock: Clock
    address: str
    pace: Pace = field(default_factory=Pace)


def switchboard_on(
    ground: Ground,
    channels: Mapping[str, Channel],
    sources: Sequence[tuple[str, Source]] = (),
) -> Switchboard:
    """Return what one process does for these channels, listening to the sources."""
    thread = OneThread()
    adapters = {name: channel.adapter for name, channel in channels.items()}
    post = Post(ground.database, ground.keys, ground.clock)
    return Switchboard(
        ground.database,
        Inbox(ground.database, ground.keys, ground.clock, channels),
        Sender(post, adapters, thread, ground.pace),
        thread,
        sources,
        Upkeep(ground.service, ground.keys, ground.clock, ground.address),
    )


async def ring(bell: asyncio.Event, stop: asyncio.Event) -> None:
    """Wait for the bell, for a moment, or until told to stop."""
    waiting = {asyncio.create_task(bell.wait()), asyncio.create_task(stop.wait())}
    _, pending = await asyncio.wait(
        waiting, timeout=LOOK_AGAIN, return_when=asyncio.FIRST_COMPLETED
    )
    for task in pending:
        task.cancel()


async def pause_unless(stop: asyncio.Event, seconds: float) -> None:
    """Wait so long, or until told to stop."""
    await unless(stop, asyncio.sleep(seconds))


async def unless(stop: asyncio.Event, work: Awaitable[T]) -> T | None:
    """Return what the work gives, or None when told to stop before it is done."""
    doing = asyncio.ensure_future(work)
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait((doing, stopping), return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if doing.done():
        return doing.result()
    doing.cancel()
    await asyncio.wait((doing,))
    return None


def _first(errors: BaseExceptionGroup[BaseException]) -> BaseException:
    """Return what stopped the process, told plainly where that can be."""
    plain = errors.subgroup(ParticipationError) or errors
    error: BaseException = plain
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
