"""Messages to all: shown to everybody of a consultation, the same words to each."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from participation.core.errors import NotFound
from participation.models import Account, Consultation, Council, MessageToAll
from participation.services.audit import note


@dataclass(frozen=True)
class ToAll:
    """One message, for everybody of which consultation, and the last day it is shown."""

    message_id: UUID
    consultation: str
    words: str
    last_day: date


def messages_for(session: Session, consultation: Consultation, today: date) -> tuple[ToAll, ...]:
    """Return what everybody of the consultation is told today."""
    return tuple(
        message
        for consultation_id, message in _shown(session, consultation.council_id, today)
        if consultation_id == consultation.id
    )


def messages_of(session: Session, council: Council, today: date) -> tuple[ToAll, ...]:
    """Return what is told today to everybody of any of the council's consultations."""
    return tuple(message for _, message in _shown(session, council.id, today))


def take_down(
    session: Session, council: Council, account: Account, message_id: UUID, now: datetime
) -> None:
    """Show the message no more; raises NotFound when it is gone."""
    row = session.scalar(
        select(MessageToAll).where(
            MessageToAll.id == message_id, MessageToAll.council_id == council.id
        )
    )
    if row is None:
        raise NotFound("That message is not shown any more.")
    note(session, account, "took down a message to all", now, row.consultation_id)
    session.delete(row)
    session.flush()


def forget_past(session: Session, today: date) -> None:
    """Delete every message whose last day is over; what it said stays on the flag."""
    session.execute(delete(MessageToAll).where(MessageToAll.last_day < today))


def _shown(session: Session, council_id: UUID, today: date) -> list[tuple[UUID, ToAll]]:
    rows = session.execute(
        select(MessageToAll, Consultation.title)
        .join(Consultation, Consultation.id == MessageToAll.consultation_id)
        .where(MessageToAll.council_id == council_id, MessageToAll.last_day >= today)
        .order_by(MessageToAll.last_day, MessageToAll.id)
    )
    return [
        (row.consultation_id, ToAll(row.id, title, row.words, row.last_day)) for row, title in rows
    ]
