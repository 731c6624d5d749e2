"""What waits to be sent to chats: in order within a chat, sealed, gone when it is taken."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session, aliased

from participation.core.chat_keys import ChatKeys
from participation.core.clock import hour_of
from participation.models import ChatMessage

KEPT = timedelta(days=1)
"""What could not be sent for so long is not sent any more."""
LONGEST_PAUSE = timedelta(minutes=2)

# Asked some times for every update: put together once, for that takes longer than asking.
_FIRST = aliased(ChatMessage)
_EARLIER = (
    select(_FIRST.id)
    .where(_FIRST.chat == ChatMessage.chat, _FIRST.place < ChatMessage.place)
    .exists()
)
_DUE = (
    select(ChatMessage.id, ChatMessage.chat, ChatMessage.sealed, ChatMessage.tries)
    .where(
        ChatMessage.run_after <= bindparam("now"),
        ~_EARLIER,
        ChatMessage.chat.not_in(bindparam("busy", expanding=True)),
    )
    .order_by(ChatMessage.run_after)
    .limit(bindparam("most"))
)
_LAST = select(func.max(ChatMessage.place)).where(ChatMessage.chat == bindparam("chat"))
_PUT = insert(ChatMessage)
_TAKEN = (
    delete(ChatMessage)
    .where(ChatMessage.id == bindparam("message"))
    .execution_options(synchronize_session=False)
)


@dataclass(frozen=True, repr=False)
class Due:
    """The first of what waits for a chat, opened."""

    id: UUID
    chat: bytes
    text: str
    tries: int


def put(session: Session, keys: ChatKeys, chat: str, texts: Sequence[str], now: datetime) -> None:
    """Have these sent to the chat, one after the other, after all that waits for it already."""
    name = keys.door.name(chat)
    last = session.scalar(_LAST, {"chat": name})
    about = {"chat": name, "hour": hour_of(now), "run_after": now, "tries": 0}
    rows = [
        {**about, "id": uuid4(), "place": place, "sealed": keys.seal_message(text)}
        for place, text in enumerate(texts, (last or 0) + 1)
    ]
    if rows:
        session.execute(_PUT, rows)


def due(
    session: Session, keys: ChatKeys, now: datetime, busy: Collection[bytes], most: int
) -> list[Due]:
    """Return the first of what is due for each chat, but for those that are being written to."""
    rows = session.execute(_DUE, {"now": now, "busy": list(busy), "most": most})
    return [Due(row.id, row.chat, keys.open_message(row.sealed), row.tries) for row in rows]


def taken(session: Session, message: UUID) -> None:
    """Take away what the channel has taken."""
    session.execute(_TAKEN, {"message": message})


def change(session: Session, keys: ChatKeys, message: UUID, text: str) -> None:
    """Have this sent in the place of what could not be."""
    sealed = keys.seal_message(text)
    session.execute(update(ChatMessage).where(ChatMessage.id == message).values(sealed=sealed))


def put_back(session: Session, waiting: Due, now: datetime, after: float | None) -> None:
    """Leave it for later: after so many seconds when the channel told, else longer each time.

    Deletes it when it has waited for a day.
    """
    pause = min(timedelta(seconds=0.5 * 2 ** min(waiting.tries, 10)), LONGEST_PAUSE)
    if after is not None:
        pause = timedelta(seconds=after)
    session.execute(
        update(ChatMessage)
        .where(ChatMessage.id == waiting.id)
        .values(tries=waiting.tries + 1, run_after=now + pause)
    )
    forget_old(session, now)


def forget_chat(session: Session, chat: bytes) -> None:
    """Take away all that waits for a chat that cannot be written to any more."""
    session.execute(delete(ChatMessage).where(ChatMessage.chat == chat))


def forget_old(session: Session, now: datetime) -> None:
    """Take away what could not be sent for a day."""
    session.execute(delete(ChatMessage).where(ChatMessage.hour < hour_of(now - KEPT)))
