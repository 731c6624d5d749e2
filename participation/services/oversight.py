"""What an administrator looks after: what staff did, and work that needs a person."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.models import Account, AuditLine, Consultation, Council, Job

MOST_LINES = 100


@dataclass(frozen=True)
class Deed:
    """One line of the audit as a person reads it."""

    hour: datetime
    name: str
    action: str
    consultation: str
    note: str


def latest_deeds(session: Session, council: Council) -> list[Deed]:
    """Return the council's last 100 audit lines, newest hour first."""
    rows = session.execute(
        select(AuditLine, Account.name, Consultation.title)
        .outerjoin(Account, Account.id == AuditLine.account_id)
        .outerjoin(Consultation, Consultation.id == AuditLine.consultation_id)
        .where(AuditLine.council_id == council.id)
        .order_by(AuditLine.hour.desc(), AuditLine.id)
        .limit(MOST_LINES)
    )
    return [
        Deed(line.hour, name or "The service", line.action, title or "", line.note)
        for line, name, title in rows
    ]


def given_up(session: Session, council: Council) -> list[Job]:
    """Return the work that failed so often that it waits for a person, oldest first."""
    return list(
        session.scalars(
            select(Job)
            .where(Job.council_id == council.id, Job.gave_up)
            .order_by(Job.run_after, Job.id)
        )
    )
