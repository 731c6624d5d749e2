"""When everybody who asked is told: at an answer, and four weeks after its promised day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from participation.domain.responses import ResponseKind
from participation.models import Ask, Consultation, Council, Digest, Response, Telling
from participation.models.upsert import insert_unless_there

CHANGE_AFTER = timedelta(weeks=4)
"""How long after the promised day they are asked if it really changed."""
ENDING = frozenset({ResponseKind.DID, ResponseKind.WILL, ResponseKind.CANNOT})
"""Answers after which no other is promised; "will" is told of once more, after its date."""


class TellingKind(StrEnum):
    """What they are told: that there is an answer, or to say if it really changed."""

    ANSWER = "answer"
    CHANGE = "change"


@dataclass(frozen=True)
class DueTelling:
    """What everybody who asked about one consultation is to be told now, and only once."""

    council: Council
    consultation: Consultation
    kind: TellingKind
    ids: Sequence[UUID]


def plan(session: Session, response: Response) -> None:
    """Have it told that the answer is published, and asked in time if it really changed.

    What was planned after an earlier answer to the same ask is not asked any more.
    """
    published = response.published_on
    if published is None:
        return
    session.execute(
        delete(Telling).where(Telling.ask_id == response.ask_id, Telling.kind == TellingKind.CHANGE)
    )
    _plan(session, response, TellingKind.ANSWER, published)
    kind = ResponseKind(response.kind)
    if kind in (ResponseKind.DID, ResponseKind.WILL):
        promised = response.due_on or published
        _plan(session, response, TellingKind.CHANGE, promised + CHANGE_AFTER)


def _plan(session: Session, response: Response, kind: TellingKind, due_on: date) -> None:
    insert_unless_there(
        session,
        Telling,
        id=uuid4(),
        council_id=response.council_id,
        consultation_id=response.ask.consultation_id,
        ask_id=response.ask_id,
        kind=kind,
        due_on=due_on,
    )


def any_due(session: Session, today: date) -> bool:
    """Return whether anything is to be told."""
    return session.scalar(select(Telling.id).where(Telling.due_on <= today).limit(1)) is not None


def due_tellings(session: Session, today: date) -> list[DueTelling]:
    """Return what is to be told today, one for each consultation and kind."""
    rows = session.scalars(
        select(Telling)
        .where(Telling.due_on <= today)
        .order_by(Telling.consultation_id, Telling.kind)
        .with_for_update(skip_locked=True)
    )
    return [
        _due(session, consultation, TellingKind(kind), list(same))
        for (consultation, kind), same in groupby(rows, lambda row: (row.consultation_id, row.kind))
    ]


def _due(
    session: Session, consultation_id: UUID, kind: TellingKind, rows: Sequence[Telling]
) -> DueTelling:
    consultation = session.get_one(Consultation, consultation_id)
    council = session.get_one(Council, consultation.council_id)
    return DueTelling(council, consultation, kind, [row.id for row in rows])


def told(session: Session, due: DueTelling) -> bool:
    """Note that it was told, and return whether that was the last of its consultation."""
    session.execute(delete(Telling).where(Telling.id.in_(due.ids)))
    waits = select(Telling.id).where(Telling.consultation_id == due.consultation.id).limit(1)
    return session.scalar(waits) is None and _all_answered(session, due.consultation)


def _all_answered(session: Session, consultation: Consultation) -> bool:
    asks = session.scalars(
        select(Ask.id)
        .join(Digest, Digest.id == Ask.digest_id)
        .where(Ask.consultation_id == consultation.id, Digest.sent_on.is_not(None))
    ).all()
    return all(_newest_kind(session, ask) in ENDING for ask in asks)


def _newest_kind(session: Session, ask_id: UUID) -> str | None:
    return session.scalar(
        select(Response.kind)
        .where(Response.ask_id == ask_id, Response.published_on.is_not(None))
        .order_by(Response.number.desc())
        .limit(1)
    )
