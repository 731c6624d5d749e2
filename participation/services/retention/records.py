"""What staff left behind: closed safeguarding items, work that failed, and their own accounts."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Column, delete, exists, func, or_, select
from sqlalchemy.orm import Session

from participation.core.clock import start_of
from participation.domain.safeguarding import FlagState
from participation.models import Account, Base, Council, Flag, FlagStep, Job

FORGOTTEN_AT = "left.invalid"
_OF_ITS_OWNER = frozenset(
    {"board_chair", "calendar_feed", "passkey", "card_taker", "key_holder", "stepped_aside"}
)
"""Tables whose rows are a person's own, and go with the account."""


def forget_safeguarding(session: Session, council: Council, before: date, _now: datetime) -> int:
    """Delete the record of items that were closed before the day."""
    last_step = select(func.max(FlagStep.hour)).where(FlagStep.flag_id == Flag.id).scalar_subquery()
    old = session.scalars(
        select(Flag.id).where(
            Flag.council_id == council.id,
            Flag.state == FlagState.CLOSED,
            last_step < start_of(before),
        )
    ).all()
    session.execute(delete(Flag).where(Flag.id.in_(old)))
    session.expire_all()
    return len(old)


def forget_given_up(session: Session, council: Council, before: date, _now: datetime) -> int:
    """Delete the work that was given up and was last to run before the day."""
    old = session.scalars(
        select(Job.id).where(
            Job.council_id == council.id, Job.gave_up, Job.run_after < start_of(before)
        )
    ).all()
    session.execute(delete(Job).where(Job.id.in_(old)))
    session.expire_all()
    return len(old)


def forget_accounts(session: Session, council: Council, before: date, _now: datetime) -> int:
    """Delete the accounts of those who left before the day.

    While a record still names somebody their name stays for it, and nothing else of them.
    """
    left = session.scalars(
        select(Account).where(
            Account.council_id == council.id, Account.active.is_(False), Account.left_on < before
        )
    ).all()
    return sum(_forget_account(session, account) for account in left)


def _forget_account(session: Session, account: Account) -> bool:
    """Return whether anything of it was deleted now."""
    if not _is_named(session, account.id):
        _forget_own(session, account.id)
        session.delete(account)
        session.flush()
        return True
    email = f"{account.id.hex}@{FORGOTTEN_AT}"
    if account.email == email:
        return False
    account.email = email
    account.password = None
    account.tf_primary_method = account.tf_totp_secret = account.mf_recovery_codes = None
    account.last_code = account.fs_webauthn_user_handle = None
    _forget_own(session, account.id)
    session.flush()
    return True


def _is_named(session: Session, account_id: UUID) -> bool:
    named = (exists().where(column == account_id) for column in _columns(own=False))
    return bool(session.scalar(select(or_(*named))))


def _forget_own(session: Session, account_id: UUID) -> None:
    for column in _columns(own=True):
        session.execute(delete(column.table).where(column == account_id))


def _columns(own: bool) -> list[Column[UUID]]:
    """Return every column, in whichever table, that names an account: as its owner, or else."""
    return [
        column
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if any(key.column.table.name == Account.__tablename__ for key in column.foreign_keys)
        and (table.name in _OF_ITS_OWNER) is own
    ]
