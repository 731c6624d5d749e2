"""A calendar's own way to the forward plan: an address that nobody can guess, and that can end."""

import secrets
from datetime import datetime
from hashlib import sha256

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from participation.core.errors import NotFound
from participation.domain.policy import Permission, Role, may
from participation.models import Account, CalendarFeed, Council
from participation.services.audit import note
from participation.services.meeting_calendar import plan_as_calendar
from participation.services.meetings import forward_plan

TOKEN_BYTES = 32


def has_feed(session: Session, account: Account) -> bool:
    """Return whether the person has an address for a calendar."""
    found = select(CalendarFeed.id).where(CalendarFeed.account_id == account.id)
    return session.scalar(found) is not None


def make_feed(session: Session, account: Account, now: datetime) -> str:
    """Return the letters of a new address, told this once; one made before ends."""
    end_feed(session, account, now)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session.add(
        CalendarFeed(council_id=account.council_id, account_id=account.id, token_hash=_hash(token))
    )
    note(session, account, "made an address for a calendar", now)
    session.flush()
    return token


def end_feed(session: Session, account: Account, now: datetime) -> None:
    """End the person's address, if there is one."""
    if has_feed(session, account):
        session.execute(delete(CalendarFeed).where(CalendarFeed.account_id == account.id))
        note(session, account, "ended the address of a calendar", now)


def calendar_at(session: Session, token: str, now: datetime) -> bytes:
    """Return the forward plan for whoever holds the address; raises NotFound.

    The address ends with the account, and with a role that may see the plan.
    """
    row = session.scalar(select(CalendarFeed).where(CalendarFeed.token_hash == _hash(token)))
    account = None if row is None else session.get_one(Account, row.account_id)
    if (
        account is None
        or not account.active
        or not may(Role(account.role), Permission.SEE_MEETINGS)
    ):
        raise NotFound("There is no calendar here. Make a new address on the page of meetings.")
    council = session.get_one(Council, account.council_id)
    meetings = [line.meeting for line in forward_plan(session, council)]
    return plan_as_calendar(council, meetings, now)


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()
