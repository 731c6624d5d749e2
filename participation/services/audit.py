"""What staff did, each line chained to the one before so that a change is noticed."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.clock import hour_of
from participation.models import Account, AuditLine, Council

START = "0" * 64


def note(
    session: Session,
    account: Account,
    action: str,
    now: datetime,
    consultation_id: UUID | None = None,
    words: str = "",
) -> None:
    """Write one line of the council's audit, chained to its last one."""
    # Two people who act at once would both follow the same line; the council's row is the queue.
    session.execute(select(Council.id).where(Council.id == account.council_id).with_for_update())
    last = _last(session, account.council_id)
    line = AuditLine(
        council_id=account.council_id,
        number=1 if last is None else last.number + 1,
        account_id=account.id,
        action=action,
        consultation_id=consultation_id,
        hour=hour_of(now),
        note=words,
    )
    line.chained = _hash(line, START if last is None else last.chained)
    session.add(line)
    session.flush()


def broken_lines(session: Session, council: Council) -> list[int]:
    """Return the numbers of the lines that were changed, or that follow one that is gone.

    Lines cut off the very end leave no trace here; the number of the last line, kept
    elsewhere, shows them.
    """
    broken = []
    expected, previous = 1, START
    for line in session.scalars(
        select(AuditLine).where(AuditLine.council_id == council.id).order_by(AuditLine.number)
    ):
        if line.number != expected or line.chained != _hash(line, previous):
            broken.append(line.number)
        expected, previous = line.number + 1, line.chained
    return broken


def _last(session: Session, council_id: UUID) -> AuditLine | None:
    return session.scalar(
        select(AuditLine)
        .where(AuditLine.council_id == council_id)
        .order_by(AuditLine.number.desc())
        .limit(1)
    )


def _hash(line: AuditLine, previous: str) -> str:
    said = (
        previous,
        str(line.number),
        str(line.account_id),
        line.action,
        str(line.consultation_id),
        line.hour.isoformat(),
        line.note,
    )
    return sha256("\x1f".join(said).encode()).hexdigest()
