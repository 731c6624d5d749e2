"""People who answer ten questions at once, and the fake Bot API between them and the bot.

They are a process of their own, so that they take nothing of the bot's. It prints the address of
the API, and at the end one line of JSON: how many seconds they waited for each reply.
"""

import json
import sys
import time
from dataclasses import dataclass, field

from tests.fakes.bot_api import BotApi, FakeChat, Shown

PATIENCE = 120.0
"""How long nobody may hear anything before all give up."""
WORDS = "more wifi please"


@dataclass
class Person:
    """One of them: the message that they acted on, when, and how long each reply took."""

    chat: FakeChat
    link: str
    acted_on: tuple[object, ...] = ()
    acted_at: float = 0.0
    waited: list[float] = field(default_factory=list)
    done: bool = False

    def begin(self) -> None:
        self.acted_at = time.monotonic()
        self.chat.types(f"/start {self.link}")

    def look(self) -> bool:
        """Act on the newest message, and return whether it asks what was not acted on."""
        asked = next((one for one in reversed(self.chat.shown) if one.ours), None)
        if asked is None or not asked.rows or looks(asked) == self.acted_on:
            return False
        self.waited.append(time.monotonic() - self.acted_at)
        self.acted_on = looks(asked)
        self.done = "Your five words" in asked.text
        if not self.done:
            self.acted_at = time.monotonic()
            self.act(asked)
        return True

    def act(self, asked: Shown) -> None:
        payload = payload_of(
            [(one["text"], one["callback_data"]) for row in keyboard(asked) for one in row]
        )
        if payload is None:
            self.chat.types(WORDS)
        else:
            self.chat.taps(asked, payload)


def looks(asked: Shown) -> tuple[object, ...]:
    return (asked.number, asked.text, str(asked.markup))


def keyboard(asked: Shown) -> list[list[dict[str, str]]]:
    rows: list[list[dict[str, str]]] = asked.markup.get("inline_keyboard", [])
    return rows


def payload_of(buttons: list[tuple[str, str]]) -> str | None:
    """Return what the button carries that comes next, or None where words are asked for."""
    ticked = any("☑" in label for label, _ in buttons)
    order = ("b:", "s:", "d:") if ticked else ("b:", "s:", "a:", "t:")
    return next((one for mark in order for _, one in buttons if one[:2] == mark), None)


def main(link: str, many: int) -> None:
    """Talk until everybody has sent; fails when somebody is left without a word."""
    with BotApi() as api:
        print(api.base_url, flush=True)
        sys.stdin.readline()
        people = [Person(api.chat(), link) for _ in range(many)]
        for one in people:
            one.chat.waits = False
            one.begin()
        heard = time.monotonic()
        while not all(one.done for one in people) and time.monotonic() < heard + PATIENCE:
            if sum(one.look() for one in people if not one.done):
                heard = time.monotonic()
            time.sleep(0.05)
        done = sum(one.done for one in people)
    print(json.dumps({"done": done, "waited": [took for one in people for took in one.waited]}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
