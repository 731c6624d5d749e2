"""The safeguarding key, and the people who hold it: each under a passphrase of their own."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from participation.core import custody
from participation.core.errors import BadInput, Refused
from participation.core.sealed import new_reading_key, public_half
from participation.models import Account, Council
from participation.models.vault import KeyWrap, SafeguardingKey
from participation.services.audit import note


def make_key(session: Session, council: Council, passphrases: Mapping[UUID, str]) -> str:
    """Make the council's key under each lead's passphrase and return the recovery words.

    Raises Refused when there is one already, BadInput for a short passphrase or for no lead.
    """
    if public_key(session, council) is not None:
        raise Refused("There is a safeguarding key already. Let a new lead in with its words.")
    if not passphrases:
        raise BadInput("Name at least one safeguarding lead who is to open requests.")
    private, recovery = new_reading_key(), custody.new_recovery()
    session.add(SafeguardingKey(council_id=council.id, public=public_half(private)))
    for account_id, passphrase in passphrases.items():
        custody.check_passphrase(passphrase)
        _keep(session, council, account_id, private, passphrase)
    _keep(session, council, None, private, recovery)
    return recovery


def public_key(session: Session, council: Council) -> bytes | None:
    """Return what requests are sealed to, or None while no key is made."""
    return session.scalar(
        select(SafeguardingKey.public).where(SafeguardingKey.council_id == council.id)
    )


def may_open(session: Session, account: Account) -> bool:
    """Return whether this person has a passphrase of their own."""
    return wrap_of(session, account) is not None


def let_in(
    session: Session, council: Council, account: Account, known: str, own: str, now: datetime
) -> None:
    """Give the account a passphrase of its own, by another lead's or by the recovery words.

    Nobody needs the lead who left; no request is lost. Raises BadInput when `known` opens
    nothing.
    """
    custody.check_passphrase(own)
    wraps = session.scalars(select(KeyWrap.sealed).where(KeyWrap.council_id == council.id))
    opened = (custody.unwrap(sealed, known.strip()) for sealed in wraps.all())
    private = next((key for key in opened if key is not None), None)
    if private is None:
        raise BadInput("That opens nothing here. Type another lead's passphrase, or the words.")
    session.execute(delete(KeyWrap).where(KeyWrap.account_id == account.id))
    _keep(session, council, account.id, private, own)
    note(session, account, "set a passphrase for contact requests", now)


def forget_left(session: Session) -> None:
    """Delete the wrapped keys of people who no longer sign in."""
    left = select(Account.id).where(Account.active.is_(False))
    session.execute(delete(KeyWrap).where(KeyWrap.account_id.in_(left)))


def wrap_of(session: Session, account: Account) -> bytes | None:
    """Return the private key under this person's passphrase, or None if they have none."""
    return session.scalar(select(KeyWrap.sealed).where(KeyWrap.account_id == account.id))


def _keep(
    session: Session, council: Council, account_id: UUID | None, private: bytes, secret: str
) -> None:
    sealed = custody.wrap(private, secret)
    session.add(KeyWrap(council_id=council.id, account_id=account_id, sealed=sealed))
    session.flush()
