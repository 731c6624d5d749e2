"""What staff did, each line chained to the one before so that a change is noticed."""

import re
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import and_, delete, func, select
from sqlalchemy.orm import Session

from participation.core.clock import hour_of, start_of
from participation.models import Account, AuditLine, Council

START = "0" * 64
CUT = "cut the audit log"
"""The line that holds where the log was cut: a number and a hash."""


def note(
    session: Session,
    account: Account,
    action: str,
    now: datetime,
    consultation_id: UUID | None = None,
    words: str = "",
) -> None:
    """Write one line of the council's audit, chained to its last one."""
    _add(session, account.council_id, account.id, action, now, consultation_id, words)


def note_of_service(
    session: Session, council: Council, action: str, now: datetime, words: str = ""
) -> None:
    """Write one line of what the service itself did for the council."""
    _add(session, council.id, None, action, now, None, words)


def _add(
    session: Session,
    council_id: UUID,
    account_id: UUID | None,
    action: str,
    now: datetime,
    consultation_id: UUID | None,
    words: str,
) -> None:
    # Two people who act at once would both follow the same line; the council's row is the queue.
    session.execute(select(Council.id).where(Council.id == council_id).with_for_update())
    last = _last(session, council_id)
    line = AuditLine(
        council_id=council_id,
        number=1 if last is None else last.number + 1,
        account_id=account_id,
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
    expected, previous = _first_expected(session, council.id)
    for line in session.scalars(
        select(AuditLine).where(AuditLine.council_id == council.id).order_by(AuditLine.number)
    ):
        if line.number != expected or line.chained != _hash(line, previous):
            broken.append(line.number)
        expected, previous = line.number + 1, line.chained
    return broken


def cut(session: Session, council: Council, before: date, now: datetime) -> int:
    """Delete the lines written before the day, and return how many those were.

    The line that says so is chained like any other, and holds the number and hash of the last
    one cut: what follows is checked from there on. A log that was changed is left as it is.
    """
    of_council = AuditLine.council_id == council.id
    first_kept = session.scalar(
        select(func.min(AuditLine.number)).where(of_council, AuditLine.hour >= start_of(before))
    )
    old = of_council if first_kept is None else and_(of_council, AuditLine.number < first_kept)
    end = session.scalar(select(AuditLine).where(old).order_by(AuditLine.number.desc()).limit(1))
    if end is None or broken_lines(session, council):
        # What was changed has to be found first; after the cut nobody could.
        return 0
    upto, many = end.number, session.scalar(select(func.count(AuditLine.id)).where(old)) or 0
    note_of_service(session, council, CUT, now, f"up to line {upto}, {end.chained}")
    session.execute(delete(AuditLine).where(of_council, AuditLine.number <= upto))
    session.expire_all()
    return many


def _first_expected(session: Session, council_id: UUID) -> tuple[int, str]:
    """Return the number of the first line, and the hash that it follows."""
    told = session.scalar(
        select(AuditLine.note)
        .where(AuditLine.council_id == council_id, AuditLine.action == CUT)
        .order_by(AuditLine.number.desc())
        .limit(1)
    )
    found = re.fullmatch(r"up to line (\d+), ([0-9a-f]{64})", told or "")
    return (int(found[1]) + 1, found[2]) if found else (1, START)


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
