"""The ledger of releases: what was once told stays as it was told."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from participation.domain.disclosure.ledger import FrozenRelease
from participation.models import Consultation, Release

FIGURES = "figures"


@dataclass(frozen=True)
class Entry:
    """One line of the ledger with its key."""

    id: UUID
    frozen: FrozenRelease


def earlier(session: Session, consultation: Consultation, subject: str) -> list[FrozenRelease]:
    """Return what was released of the subject before, oldest first."""
    rows = session.scalars(
        select(Release.frozen)
        .where(Release.consultation_id == consultation.id, Release.subject == subject)
        .order_by(Release.number)
    )
    return [FrozenRelease.from_json(frozen) for frozen in rows]


def enter(
    session: Session, consultation: Consultation, subject: str, frozen: FrozenRelease
) -> Entry:
    """Return the ledger's line for this release, written unless it is the last one again."""
    last = session.scalar(
        select(Release)
        .where(Release.consultation_id == consultation.id, Release.subject == subject)
        .order_by(Release.number.desc())
        .limit(1)
    )
    text = frozen.to_json()
    if last is not None and last.frozen == text:
        return Entry(last.id, frozen)
    highest = session.scalar(
        select(func.max(Release.number)).where(
            Release.consultation_id == consultation.id, Release.subject == subject
        )
    )
    row = Release(
        council_id=consultation.council_id,
        consultation_id=consultation.id,
        subject=subject,
        number=(highest or 0) + 1,
        frozen=text,
    )
    session.add(row)
    session.flush()
    return Entry(row.id, frozen)


def entry(session: Session, release_id: UUID) -> Entry:
    """Return one line of the ledger."""
    row = session.get_one(Release, release_id)
    return Entry(row.id, FrozenRelease.from_json(row.frozen))
