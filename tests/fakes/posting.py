"""Telegram's own side of a webhook: posts each update, again and again until it is taken."""

import json
import threading
import time
from types import TracebackType
from urllib.error import URLError
from urllib.request import Request, urlopen

from tests.fakes.bot_api import BotApi

PAUSE = 0.1


class Posting:
    """Posts what is put at the API to the webhook that was set, while the block runs."""

    def __init__(self, api: BotApi) -> None:
        self.api = api
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self._run)

    def __enter__(self) -> "Posting":
        self.thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.stopped.set()
        self.thread.join()

    def _run(self) -> None:
        while not self.stopped.is_set():
            waiting = self.api.updates[:1] if self.api.webhook[0] else []
            if waiting and self._taken(waiting[0]):
                with self.api.changed:
                    self.api.updates.pop(0)
                    self.api.confirmed = waiting[0]["update_id"] + 1
                    self.api.changed.notify_all()
            else:
                time.sleep(PAUSE if waiting else PAUSE / 10)

    def _taken(self, update: dict[str, object]) -> bool:
        url, secret = self.api.webhook
        headers = {
            "Content-Type": "application/json",
            "X-Telegram-Bot-Api-Secret-Token": secret,
        }
        request = Request(url, json.dumps(update).encode(), headers)
        try:
            with urlopen(request, timeout=10) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False
