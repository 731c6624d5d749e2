"""The real bot in a thread of its own, against the fake Bot API."""

import asyncio
import threading
from types import TracebackType

from sqlalchemy import func, select

from bots.inbox import Channel
from bots.listening import TelegramSource, bot_of, greet
from bots.sender import Pace
from bots.switchboard import Ground, switchboard_on
from bots.talk import Talk
from bots.telegram import NAME, TelegramAdapter
from participation.core.chat_keys import ChatKeys
from participation.core.clock import SystemClock
from participation.models import ChatMessage, ChatUpdate
from participation.models.database import Database
from tests.fakes.bot_api import PATIENCE, BotApi
from tests.fakes.bot_http import TOKEN

ADDRESS = "https://ask.example"
QUICK = Pace(a_second=10_000.0, chat_gap=0.0)


def all_done(database: Database) -> bool:
    """Return whether nothing waits to be answered or sent.

    Asked in one statement: between two, something sent may have come back as something to answer.
    """
    updates, messages = (
        select(func.count()).select_from(table).scalar_subquery()
        for table in (ChatUpdate, ChatMessage)
    )
    with database.reading() as session:
        return session.scalar(select(updates + messages)) == 0


class TalkingBot:
    """Listens while the block runs; leaving it stops the bot as a signal would."""

    def __init__(
        self, api: BotApi, talk: Talk, database: Database | None = None, pace: Pace = QUICK
    ) -> None:
        self.api = api
        self.talk = talk
        self.database = database or talk.database
        self.pace = pace
        self.error: BaseException | None = None
        self.thread = threading.Thread(target=self._run)

    def __enter__(self) -> "TalkingBot":
        before = self.api.polls
        self.api.settled = lambda: all_done(self.database)
        self.thread.start()
        with self.api.changed:
            listens = self.api.changed.wait_for(lambda: self.api.polls > before, PATIENCE)
        assert listens, self.error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self.thread.is_alive():
            self.loop.call_soon_threadsafe(self.stop.set)
        self.thread.join(PATIENCE)
        assert self.error is None, self.error

    def _run(self) -> None:
        try:
            asyncio.run(self._listen())
        except BaseException as error:
            self.error = error

    async def _listen(self) -> None:
        self.loop, self.stop = asyncio.get_running_loop(), asyncio.Event()
        bot = bot_of(TOKEN, self.api.base_url)
        keys = ChatKeys(getattr(self.talk, "chat_key", bytes(32)))
        clock = getattr(self.talk, "clock", SystemClock())
        ground = Ground(self.database, self.database, keys, clock, ADDRESS, self.pace)
        channel = Channel(TelegramAdapter(bot), self.talk.answer_in)
        async with bot:
            await greet(bot)
            board = switchboard_on(ground, {NAME: channel}, [(NAME, TelegramSource(bot))])
            await board.run(self.stop)
