"""What arrived, answered one at a time: the answer and what is to be sent are one change."""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bots.acts import Act, acts_of
from bots.adapter import Adapter, Heard, Replies
from bots.fetching import heard_of
from participation.core.chat_keys import ChatKeys
from participation.core.ports import Clock
from participation.models.database import Database
from participation.services import chat_messages, chat_updates
from participation.services.chat_updates import Arrived, Held

log = logging.getLogger("participation.bots")


class Elsewhere(Exception):
    """Another process has this channel, and answers what came on it."""


@dataclass(frozen=True, repr=False)
class Channel:
    """A channel, and what answers on it as part of a transaction."""

    adapter: Adapter
    answer: Callable[[Session, Heard], Replies]


@dataclass(frozen=True, repr=False)
class Inbox:
    """Where what arrived on any channel waits until it is answered."""

    database: Database
    keys: ChatKeys
    clock: Clock
    channels: Mapping[str, Channel]

    def store(self, arrived: Sequence[Arrived]) -> int:
        """Store what is new of it and return how many updates that were."""
        new = 0
        if arrived:
            with self.database.writing() as session:
                now = self.clock.now()
                for update in sorted(arrived, key=lambda one: one.place):
                    new += chat_updates.store(session, self.keys.door, update, now)
        return new

    def answer_next(self) -> str | None:
        """Answer the next update and return its channel's name; None when nothing is due."""
        with self.database.reading() as session:
            if not chat_updates.any_due(session, self.clock.now()):
                return None
        held: Held | None = None
        try:
            with self.database.writing() as session:
                held = chat_updates.hold_next(session, self.clock.now())
                if held is None:
                    return None
                channel = self._answered(session, held)
                chat_updates.finish(session, held)
        except (OperationalError, Elsewhere) as error:
            if isinstance(error, OperationalError):
                log.error("an update failed with %s; it will be tried again", type(error).__name__)
            if held is not None:
                with self.database.writing() as session:
                    chat_updates.put_back(session, held, self.clock.now())
            return None
        # Each commit stands apart in the log, so none may stay there.
        self.database.forget_log()
        return channel

    def _answered(self, session: Session, held: Held) -> str:
        """Have sent what is to be said to it; one that cannot be read is let go."""
        try:
            with session.begin_nested():
                kept = json.loads(self.keys.open_update(held.sealed))
                channel = self._channel(kept["channel"])
                heard = heard_of(kept["update"]) or channel.adapter.parse(kept["update"])
                if heard is not None:
                    replies, able = channel.answer(session, heard), channel.adapter.capabilities
                    self._put(session, acts_of(able, heard, replies))
                return str(kept["channel"])
        except (OperationalError, Elsewhere):
            raise
        except Exception as error:
            # The kind of the error only: its text could hold what somebody wrote.
            log.error("an update could not be read: %s", type(error).__name__)
            return ""

    def _channel(self, name: str) -> Channel:
        if name not in self.channels:
            raise Elsewhere
        return self.channels[name]

    def _put(self, session: Session, acts: Sequence[Act]) -> None:
        if acts:
            texts = [act.write() for act in acts]
            chat_messages.put(session, self.keys, acts[0].chat, texts, self.clock.now())
