"""What an administrator looks after: what staff did, and work that needs a person."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from participation.models import Account, AuditLine, Consultation, Council, Job

MOST_LINES = 50


@dataclass(frozen=True)
class Deed:
    """What one person did in one hour, and how often; `hour` is in UTC."""

    hour: datetime
    name: str
    action: str
    consultation: str
    note: str
    times: int


def latest_deeds(session: Session, council: Council) -> list[Deed]:
    """Return the last 50 things that staff of the council did, newest hour first."""
    what = (AuditLine.hour, Account.name, AuditLine.action, Consultation.title, AuditLine.note)
    rows = session.execute(
        select(*what, func.count())
        .outerjoin(Account, Account.id == AuditLine.account_id)
        .outerjoin(Consultation, Consultation.id == AuditLine.consultation_id)
        .where(AuditLine.council_id == council.id)
        .group_by(*what)
        .order_by(AuditLine.hour.desc(), Account.name, AuditLine.action, Consultation.title)
        .limit(MOST_LINES)
    )
    return [
        Deed(hour, name or "The service", action, title or "", words, times)
        for hour, name, action, title, words, times in rows
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
