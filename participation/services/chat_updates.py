"""What arrives from chats: stored once by its own number, answered in order, one chat at a time."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.orm import Session, aliased

from participation.core.chat_keys import DoorKeys
from participation.core.clock import day_of, hour_of
from participation.models import ChatSeen, ChatUpdate
from participation.models.upsert import insert_unless_there

SEEN_DAYS = 8
"""How long an update is known again: Telegram hands one over for a day, Notify lists for seven."""
LONGEST_PAUSE = timedelta(minutes=5)

# Asked for every update: put together once, for that takes longer than asking.
_ANY = select(ChatUpdate.id).where(ChatUpdate.run_after <= bindparam("now")).limit(1)
_FIRST = aliased(ChatUpdate)
_EARLIER = (
    select(_FIRST.id)
    .where(_FIRST.chat == ChatUpdate.chat, _FIRST.place < ChatUpdate.place)
    .exists()
)
_NEXT = (
    select(ChatUpdate.id, ChatUpdate.chat, ChatUpdate.sealed)
    .where(ChatUpdate.run_after <= bindparam("now"), ~_EARLIER)
    .order_by(ChatUpdate.run_after)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_FINISHED = (
    delete(ChatUpdate)
    .where(ChatUpdate.id == bindparam("held"))
    .execution_options(synchronize_session=False)
)


@dataclass(frozen=True, repr=False)
class Arrived:
    """An update as it came: its channel's own number and order, its chat, and all of it as JSON."""

    channel: str
    number: str
    place: int
    chat: str
    text: str


@dataclass(frozen=True, repr=False)
class Held:
    """An update that this transaction answers, still sealed."""

    id: bytes
    chat: bytes
    sealed: bytes


def store(session: Session, keys: DoorKeys, arrived: Arrived, now: datetime) -> bool:
    """Store the update unless it was stored before, and return whether it was new."""
    number = keys.update(arrived.channel, arrived.number)
    until = day_of(now) + timedelta(days=SEEN_DAYS)
    if not insert_unless_there(session, ChatSeen, id=number, until=until):
        return False
    insert_unless_there(
        session,
        ChatUpdate,
        id=number,
        chat=keys.name(arrived.chat),
        place=arrived.place,
        sealed=keys.seal(f'{{"channel": "{arrived.channel}", "update": {arrived.text}}}'),
        hour=hour_of(now),
        run_after=now,
        tries=0,
    )
    return True


def any_due(session: Session, now: datetime) -> bool:
    """Return whether anything waits to be answered."""
    return session.scalar(_ANY, {"now": now}) is not None


def hold_next(session: Session, now: datetime) -> Held | None:
    """Return the next update to answer, and keep its chat from everyone else until the end.

    It is the first of its chat. None when nothing is due, or others answer all that is. The
    transaction that answers it calls `finish`.
    """
    row = session.execute(_NEXT, {"now": now}).first()
    if row is None or not _alone_with(session, row.chat):
        return None
    return Held(row.id, row.chat, row.sealed)


def finish(session: Session, held: Held) -> None:
    """Take the answered update away, with all that was in it."""
    session.execute(_FINISHED, {"held": held.id})


def put_back(session: Session, held: Held, now: datetime) -> None:
    """Leave the update for later, longer each time."""
    tries = session.scalar(select(ChatUpdate.tries).where(ChatUpdate.id == held.id)) or 0
    pause = min(timedelta(seconds=2 ** min(tries, 10)), LONGEST_PAUSE)
    session.execute(
        update(ChatUpdate)
        .where(ChatUpdate.id == held.id)
        .values(tries=tries + 1, run_after=now + pause)
    )


def forget_seen(session: Session, today: date) -> None:
    """Forget the numbers that no channel hands over again."""
    session.execute(delete(ChatSeen).where(ChatSeen.until < today))


def _alone_with(session: Session, chat: bytes) -> bool:
    """Return whether nobody else answers this chat; SQLite lets one process write at a time."""
    if session.get_bind().dialect.name != "postgresql":
        return True
    # Held to the end of the transaction, and it leaves no mark in any row.
    lock = func.pg_try_advisory_xact_lock(int.from_bytes(chat[:8], "big", signed=True))
    return bool(session.scalar(select(lock)))
