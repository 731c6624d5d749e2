"""What chats are named and sealed by: keyed hashes and seals, apart for each purpose.

All is made from the one chat key. Whoever holds it can try chats one by one.
"""

from dataclasses import dataclass
from functools import cached_property

from participation.core.sealed import (
    keyed,
    open_conversation,
    open_original,
    public_half,
    seal_conversation,
    seal_original,
)


@dataclass(frozen=True, repr=False)
class DoorKeys:
    """What takes an update in: it can name its chat and seal it, and open nothing."""

    naming: bytes
    public: bytes

    def name(self, chat: str) -> bytes:
        """Return the 32 bytes that stand for the chat in tables."""
        return keyed(self.naming, "chat", chat.encode())

    def update(self, channel: str, number: str) -> bytes:
        """Return the 32 bytes that stand for an update of a channel by its own number."""
        return keyed(self.naming, "update", f"{channel}:{number}".encode())

    def seal(self, text: str) -> bytes:
        """Return the text sealed for whoever answers."""
        return seal_original(self.public, text)


@dataclass(frozen=True, repr=False)
class ChatKeys:
    """What whoever answers in chats and sends to them holds."""

    key: bytes

    @cached_property
    def door(self) -> DoorKeys:
        """Return what whoever only takes updates in is handed."""
        return DoorKeys(keyed(self.key, "names of chats"), public_half(self._private))

    @cached_property
    def _private(self) -> bytes:
        return keyed(self.key, "updates")

    def open_update(self, sealed: bytes) -> str:
        """Return the text of a sealed update; raises NotSetUp if the key does not fit."""
        return open_original(self._private, sealed)

    def seal_message(self, text: str) -> bytes:
        """Return what waits to be sent, sealed."""
        return seal_conversation(keyed(self.key, "messages"), text)

    def open_message(self, sealed: bytes) -> str:
        """Return what waits to be sent; raises NotSetUp if the key does not fit."""
        return open_conversation(keyed(self.key, "messages"), sealed)

    def mark(self, consultation: bytes, chat: str) -> bytes:
        """Return the 32 bytes that stand for a chat that is to be told of this consultation."""
        return keyed(self.key, "subscription", consultation + chat.encode())

    def seal_subscription(self, text: str) -> bytes:
        """Return who is to be told, sealed."""
        return seal_conversation(keyed(self.key, "subscriptions"), text)

    def open_subscription(self, sealed: bytes) -> str:
        """Return who is to be told; raises NotSetUp if the key does not fit."""
        return open_conversation(keyed(self.key, "subscriptions"), sealed)
