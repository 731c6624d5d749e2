"""The real bot in a thread of its own, against the fake Bot API."""

import asyncio
import threading
from types import TracebackType

from bots.listening import application_for, listen
from bots.talk import Talk
from tests.fakes.bot_api import PATIENCE, TOKEN, BotApi


class TalkingBot:
    """Listens while the block runs; leaving it stops the bot as a signal would."""

    def __init__(self, api: BotApi, talk: Talk) -> None:
        self.api = api
        self.talk = talk
        self.error: BaseException | None = None
        self.thread = threading.Thread(target=self._run)

    def __enter__(self) -> "TalkingBot":
        before = self.api.polls
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
        await listen(application_for(TOKEN, self.api.base_url, self.talk), self.stop)
