"""Many people in chats at once, each going on as soon as the bot has asked the next thing."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.fakes.bot_api import BotApi, FakeChat

Ready = Callable[[FakeChat], bool]


def shows(words: str) -> Ready:
    """Return whether a message of the bot holds the words."""
    return lambda chat: any(one.ours and words in one.text for one in chat.shown)


def offers(label: str) -> Ready:
    """Return whether a button of any message of the bot holds the words."""
    return lambda chat: any(
        label in each for one in chat.shown if one.ours for row in one.rows for each in row
    )


@dataclass(frozen=True)
class Step:
    """What somebody does once the chat shows that they may: typed, or a button pressed."""

    ready: Ready
    does: str
    what: str

    def take(self, chat: FakeChat) -> None:
        getattr(chat, self.does)(self.what)


def where_i_live(link: str) -> list[Step]:
    """Return how somebody answers the five questions of the demo council's survey, and sends."""
    return [
        Step(lambda _: True, "types", f"/start {link}"),
        Step(offers("Yes"), "presses", "Yes"),
        Step(shows("1 of 5"), "presses", "Happy"),
        Step(shows("2 of 5"), "presses", "The food"),
        Step(offers("☑"), "presses", "Done"),
        Step(shows("3 of 5"), "presses", "Yes"),
        Step(shows("4 of 5"), "presses", "Yes"),
        Step(shows("5 of 5"), "types", "more wifi please"),
        Step(offers("Send"), "presses", "Send"),
    ]


DONE = shows("Your five words")


@dataclass
class Crowd:
    """Everybody, and how far each has come."""

    api: BotApi
    steps: list[Step]
    many: int

    def talk(self, patience: float) -> list[FakeChat]:
        """Return the chats once everybody has sent; fails when somebody is left without a word."""
        chats = [self.api.chat() for _ in range(self.many)]
        at = dict.fromkeys((chat.number for chat in chats), 0)
        moved = time.monotonic()
        for chat in chats:
            chat.waits = False
        while not all(at[chat.number] == len(self.steps) and DONE(chat) for chat in chats):
            assert time.monotonic() - moved < patience, self._stuck(chats, at)
            for chat in chats:
                step = at[chat.number]
                if step < len(self.steps) and self.steps[step].ready(chat):
                    self.steps[step].take(chat)
                    at[chat.number], moved = step + 1, time.monotonic()
            time.sleep(0.01)
        return chats

    def _stuck(self, chats: list[FakeChat], at: dict[int, int]) -> str:
        mute = next(one for one in chats if at[one.number] < len(self.steps) or not DONE(one))
        return f"left mute at step {at[mute.number]}:\n{mute.transcript()}"


def said_in(chat: FakeChat) -> list[str]:
    """Return what the bot said, with the receipt's own words taken out."""
    return [
        re.sub(r"Your five words:.*?\)", "", one.text, flags=re.S) for one in chat.shown if one.ours
    ]
