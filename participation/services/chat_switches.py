"""Which councils let themselves be talked to through a channel, and how the channel does."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from participation.core.clock import day_of, hour_of
from participation.models import (
    Account,
    ChatMessage,
    ChatPulse,
    ChatSwitch,
    ChatUpdate,
    Council,
    Telling,
)
from participation.models.upsert import insert_unless_there
from participation.services.audit import note

CHANNELS = {"telegram": "Telegram", "sms": "Text messages"}
"""The channels that a council can turn on, as staff call them."""


@dataclass(frozen=True)
class Health:
    """How the bots do: hours only, and how much waits.

    `oldest_hour` is of what waits longest to be answered or sent.
    """

    answered_hour: datetime | None
    sent_hour: datetime | None
    to_answer: int
    to_send: int
    to_tell: int
    oldest_hour: datetime | None


def councils_on(session: Session, channel: str) -> tuple[str, ...]:
    """Return the names of the councils that turned the channel on."""
    names = session.scalars(
        select(Council.name)
        .join(ChatSwitch, ChatSwitch.council_id == Council.id)
        .where(ChatSwitch.channel == channel, ChatSwitch.is_on)
        .order_by(Council.name)
    )
    return tuple(names)


def is_on(session: Session, council: Council, channel: str) -> bool:
    """Return whether the council turned the channel on."""
    return council.name in councils_on(session, channel)


def turn(
    session: Session, council: Council, account: Account, channel: str, on: bool, now: datetime
) -> None:
    """Turn the channel on or off for the council, from the next thing that is heard."""
    turn_on_at_first(session, council, channel)
    session.execute(
        update(ChatSwitch)
        .where(ChatSwitch.council_id == council.id, ChatSwitch.channel == channel)
        .values(is_on=on)
    )
    note(session, account, f"turned {channel} {'on' if on else 'off'}", now)


def turn_on_at_first(session: Session, council: Council, channel: str) -> None:
    """Turn the channel on for the council unless its administrator decided already."""
    values = {"council_id": council.id, "channel": channel}
    insert_unless_there(session, ChatSwitch, id=uuid4(), is_on=True, **values)


def note_pulse(session: Session, channel: str, answered: bool, sent: bool, now: datetime) -> None:
    """Keep in which hour the channel answered or sent something."""
    insert_unless_there(session, ChatPulse, channel=channel, answered_hour=None, sent_hour=None)
    hours = {"answered_hour": answered, "sent_hour": sent}
    values = {name: hour_of(now) for name, happened in hours.items() if happened}
    if values:
        session.execute(update(ChatPulse).where(ChatPulse.channel == channel).values(**values))


def health(session: Session, channel: str, now: datetime) -> Health:
    """Return how the channel does; what waits is counted for all channels together."""
    pulse = session.get(ChatPulse, channel)
    oldest = [session.scalar(select(func.min(table.hour))) for table in (ChatUpdate, ChatMessage)]
    waiting = [
        session.scalar(select(func.count()).select_from(table)) or 0
        for table in (ChatUpdate, ChatMessage)
    ]
    due = select(func.count()).select_from(Telling).where(Telling.due_on <= day_of(now))
    return Health(
        answered_hour=None if pulse is None else pulse.answered_hour,
        sent_hour=None if pulse is None else pulse.sent_hour,
        to_answer=waiting[0],
        to_send=waiting[1],
        to_tell=session.scalar(due) or 0,
        oldest_hour=min((hour for hour in oldest if hour is not None), default=None),
    )
