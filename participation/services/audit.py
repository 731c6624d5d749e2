"""What staff did: person, action, consultation and hour; never the key of an answer."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from participation.core.clock import hour_of
from participation.models import Account, AuditLine


def note(
    session: Session,
    account: Account,
    action: str,
    now: datetime,
    consultation_id: UUID | None = None,
    words: str = "",
) -> None:
    """Write one line of the audit."""
    session.add(
        AuditLine(
            council_id=account.council_id,
            account_id=account.id,
            action=action,
            consultation_id=consultation_id,
            hour=hour_of(now),
            note=words,
        )
    )
