"""What an administrator does with accounts; each deed is a line of the audit."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from argon2 import PasswordHasher
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.core.errors import NotFound, Refused
from participation.domain.policy import ROLE_WORDS, Role
from participation.models import Account, Council, Passkey
from participation.services import contacts
from participation.services.audit import note
from participation.services.staff import NewAccount, add_account

# Letters and digits that nobody takes for one another; 16 of them are 78 bits.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class FirstPassword:
    """A password that is told once, and is to be changed when it is first used."""

    name: str
    email: str
    password: str


def add_person(
    session: Session, council: Council, by: Account, person: NewAccount, now: datetime
) -> FirstPassword:
    """Return the first password of a new account; raises BadInput for a taken address.

    The `handle` is made from the address and the password by chance; those given are not used.
    """
    handle = _free_handle(session, council, person.email)
    password = _new_password()
    made = NewAccount(person.email, handle, person.name, person.role, password)
    account = add_account(session, council, made)
    account.first_password = True
    note(session, by, "added an account", now, words=_named(account))
    return FirstPassword(account.name, account.email, password)


def close_account(session: Session, by: Account, account: Account, now: datetime) -> None:
    """Close the account and end its sign-ins; raises Refused for one's own."""
    if account.id == by.id:
        raise Refused("You cannot close your own account. Ask another administrator.")
    account.active, account.left_on = False, day_of(now)
    _end_sign_ins(account)
    note(session, by, "closed an account", now, words=_named(account))
    session.flush()
    contacts.forget_left(session, session.get_one(Council, account.council_id), now)


def open_account(session: Session, by: Account, account: Account, now: datetime) -> None:
    """Let somebody whose account was closed sign in again."""
    account.active, account.left_on = True, None
    note(session, by, "opened an account again", now, words=_named(account))


def reset_second_step(session: Session, by: Account, account: Account, now: datetime) -> None:
    """Forget phone app, recovery codes and passkeys; the next sign-in sets up new ones."""
    _forget_second_step(session, account)
    note(session, by, "reset a second step", now, words=_named(account))


def reset_own_second_step(session: Session, account: Account, now: datetime) -> None:
    """Do the same for somebody whom nobody else here can help.

    Who sits at the server's terminal is not known, so the line names whose sign-in it is.
    """
    _forget_second_step(session, account)
    note(session, account, "had their second step reset at the server", now)


def give_first_password(
    session: Session, by: Account, account: Account, now: datetime
) -> FirstPassword:
    """Return a new first password for somebody who forgot theirs."""
    password = _new_password()
    account.password = PasswordHasher().hash(password)
    account.first_password = True
    _end_sign_ins(account)
    note(session, by, "gave a first password", now, words=_named(account))
    return FirstPassword(account.name, account.email, password)


def account_by_id(session: Session, council: Council, account_id: UUID) -> Account:
    """Return the council's account with that key; raises NotFound."""
    account = session.scalar(
        select(Account).where(Account.council_id == council.id, Account.id == account_id)
    )
    if account is None:
        raise NotFound("There is no such account here.")
    return account


def _free_handle(session: Session, council: Council, email: str) -> str:
    start = re.sub(r"[^a-z0-9]+", "-", email.partition("@")[0].lower()).strip("-") or "person"
    taken = set(session.scalars(select(Account.handle).where(Account.council_id == council.id)))
    handle, number = start, 2
    while handle in taken:
        handle, number = f"{start}-{number}", number + 1
    return handle


def _new_password() -> str:
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))


def _forget_second_step(session: Session, account: Account) -> None:
    account.tf_primary_method = None
    account.tf_totp_secret = None
    account.mf_recovery_codes = None
    account.last_code = None
    session.execute(delete(Passkey).where(Passkey.account_id == account.id))
    _end_sign_ins(account)


def _end_sign_ins(account: Account) -> None:
    # Every cookie names this word, so a new one ends them all.
    account.fs_uniquifier = secrets.token_hex(16)


def _named(account: Account) -> str:
    return f"{account.name}, {ROLE_WORDS[Role(account.role)].lower()}"
