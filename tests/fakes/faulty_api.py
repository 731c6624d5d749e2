"""A Bot API on its worst day: busy, broken, deaf and dumb, out of order, twice, and malformed."""

import random
from itertools import count
from typing import Any

from tests.fakes.bot_api import BotApi, Fault
from tests.fakes.bot_methods import Refusal

CALM = frozenset({"getMe", "deleteWebhook", "setMyCommands"})
MALFORMED: tuple[dict[str, Any], ...] = (
    {"message": {}},
    {"message": {"chat": {"id": "me"}}},
    {"message": {"message_id": "x", "chat": {"id": 1, "type": "private"}}},
    {"callback_query": {"id": 7}},
    {"callback_query": {"data": None, "message": {"chat": {"id": 2}}}},
    {"something_new": [1, 2, 3]},
    {},
)


class FaultyApi(BotApi):
    """Every call may go wrong, one in `one_in`.

    `unacknowledged` counts the answers that were lost, by chat.
    """

    def __init__(self, seed: int, one_in: int = 8) -> None:
        super().__init__()
        # Apart from those of a calm server that the same bot talked to before.
        self.numbers = count(1_000_001)
        self.low = count(1)
        self.random = random.Random(seed)
        self.one_in = one_in
        self.unacknowledged: dict[int, int] = {}
        self.faults: dict[str, int] = {}
        self.before: list[dict[str, Any]] = []

    def fault(self, method: str, given: dict[str, str]) -> Fault | None:
        """Return what goes wrong with the call; raises nothing, for `failures` hold refusals."""
        with self.changed:
            if method in CALM or self.random.randrange(self.one_in):
                return None
            kind = self.random.choice(("429", "502", *Fault))
            self.faults[kind] = self.faults.get(kind, 0) + 1
            if kind in tuple(Fault):
                self._count(kind, given)
                return Fault(kind)
            if method != "getUpdates":
                busy = Refusal(429, "Too Many Requests: retry after 1", retry_after=1)
                self.failures.append(busy if kind == "429" else Refusal(502, "Bad Gateway"))
            return None

    def _count(self, kind: str, given: dict[str, str]) -> None:
        if kind == Fault.UNACKNOWLEDGED and "chat_id" in given:
            chat = int(given["chat_id"])
            self.unacknowledged[chat] = self.unacknowledged.get(chat, 0) + 1

    def handed(self, updates: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the updates shuffled, some of them twice, with old and malformed ones between."""
        if not updates:
            return updates
        again = self.random.sample(self.before, min(2, len(self.before)))
        self.before += updates
        broken = {"update_id": next(self.low), **self.random.choice(MALFORMED)}
        nameless = dict(self.random.choice(MALFORMED))
        handed = [*updates, *again, self.random.choice(updates), broken, nameless]
        self.random.shuffle(handed)
        return handed
