"""A bot's parts without a line: an inbox that takes updates, and a channel that notes its acts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from bots.adapter import Capabilities, Heard, Kind, Replies, Said
from bots.inbox import Channel, Inbox
from bots.sender import OneThread, Pace, Post, Sender
from participation.core.chat_keys import ChatKeys
from participation.core.ports import Clock
from participation.models.database import Database
from participation.services.chat_updates import Arrived

KEYS = ChatKeys(bytes(32))
PLAIN = Capabilities("plain", "Plain", "", "", 4096, 64, edits=True, deletes=True)
QUICK = Pace(a_second=100_000.0, chat_gap=0.0)


@dataclass
class Noting:
    """A channel that says back what it hears, and does what `answers` says next time."""

    capabilities: Capabilities = PLAIN
    done: list[tuple[str, str]] = field(default_factory=list)
    answers: list[Exception] = field(default_factory=list)

    def parse(self, update: Mapping[str, Any]) -> Heard | None:
        return Heard(update["chat"], Kind.TEXT, update["text"])

    def answer(self, _session: Session, heard: Heard) -> Replies:
        return Replies((Said(f"You said {heard.text}"),))

    async def send(self, chat: str, said: Said) -> None:
        self._note(chat, said.text)

    async def edit(self, heard: Heard, said: Said) -> None:
        self._note(heard.chat, said.text)

    async def note(self, heard: Heard, words: str) -> None:
        self._note(heard.chat, words)

    async def delete(self, heard: Heard) -> None:
        self._note(heard.chat, "deleted")

    async def leave(self, chat: str) -> None:
        self._note(chat, "left")

    def _note(self, chat: str, text: str) -> None:
        if self.answers:
            raise self.answers.pop(0)
        self.done.append((chat, text))


def inbox_of(database: Database, clock: Clock, channel: Noting) -> Inbox:
    return Inbox(database, KEYS, clock, {"plain": Channel(channel, channel.answer)})


def sender_of(database: Database, clock: Clock, channel: Noting, pace: Pace = QUICK) -> Sender:
    return Sender(Post(database, KEYS, clock), {"plain": channel}, OneThread(), pace)


def typed(number: int, text: str, chat: str = "plain:1") -> Arrived:
    update = f'{{"chat": "{chat}", "text": "{text}"}}'
    return Arrived("plain", str(number), number, chat, update)


async def send_all(sender: Sender) -> None:
    """Send what is due, one chat after the other, until nothing is."""
    while found := await sender.take():
        for waiting in found:
            await sender.deliver(waiting)
