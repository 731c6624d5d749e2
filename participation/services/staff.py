"""Accounts of the people who sign in."""

import secrets
from dataclasses import dataclass
from uuid import UUID

from argon2 import PasswordHasher
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from participation.core.errors import BadInput, NotFound
from participation.domain.policy import Role
from participation.models import Account, Council, Passkey

SHORTEST_PASSWORD = 12


@dataclass(frozen=True)
class NewAccount:
    """A person who is to sign in."""

    email: str
    handle: str
    name: str
    role: Role
    password: str


def add_account(session: Session, council: Council, new: NewAccount) -> Account:
    """Return the new account; raises BadInput for a taken address or a short password."""
    email = new.email.strip().lower()
    if "@" not in email:
        raise BadInput("Give an e-mail address, with an @ in it.")
    if len(new.password) < SHORTEST_PASSWORD:
        raise BadInput(f"Use a password of at least {SHORTEST_PASSWORD} characters.")
    if session.scalar(select(Account.id).where(Account.email == email)) is not None:
        raise BadInput("There is already an account with that e-mail address.")
    account = Account(
        council_id=council.id,
        email=email,
        handle=new.handle,
        name=new.name,
        role=new.role,
        password=PasswordHasher().hash(new.password),
        active=True,
        fs_uniquifier=secrets.token_hex(16),
    )
    session.add(account)
    session.flush()
    return account


def account_of(session: Session, council: Council, handle: str) -> Account:
    """Return the council's account of that handle; raises NotFound."""
    account = session.scalar(
        select(Account).where(Account.council_id == council.id, Account.handle == handle)
    )
    if account is None:
        raise NotFound(f"Nobody called {handle} signs in for {council.title}.")
    return account


def accounts_of(session: Session, council: Council) -> list[Account]:
    """Return the council's accounts, by name."""
    return list(
        session.scalars(
            select(Account).where(Account.council_id == council.id).order_by(Account.name)
        )
    )


def passkeys_of(session: Session, account: Account) -> int:
    """Return how many passkeys somebody has."""
    many = select(func.count()).where(Passkey.account_id == account.id)
    return session.scalar(many) or 0


def active_in_role(session: Session, council_id: UUID, role: Role) -> list[UUID]:
    """Return the keys of everyone active in the role."""
    return list(
        session.scalars(
            select(Account.id).where(
                Account.council_id == council_id, Account.role == role, Account.active
            )
        )
    )
