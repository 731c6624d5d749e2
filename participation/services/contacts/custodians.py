"""The people who hold the safeguarding key: each by a key pair under a passphrase of their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from participation.core import custody
from participation.core.errors import BadInput, Refused
from participation.models import Account, Council
from participation.models.vault import KeyHolder, KeyShare
from participation.services.audit import note
from participation.services.contacts.safeguarding_keys import current_key, replace_key


@dataclass(frozen=True, repr=False)
class Unlocked:
    """A holder whose passphrase was typed, and what it opened."""

    holder_id: UUID
    private: bytes

    def __repr__(self) -> str:
        """Return nothing of the key."""
        return "Unlocked(...)"


def make_key(session: Session, council: Council, passphrases: Mapping[UUID, str]) -> str:
    """Make the council's key, held by each lead's passphrase, and return the recovery words.

    Raises Refused when there is one already, BadInput for a short passphrase or for no lead.
    """
    if current_key(session, council.id) is not None:
        raise Refused("There is a safeguarding key already. Let a new lead in with its words.")
    if not passphrases:
        raise BadInput("Name at least one safeguarding lead who is to open requests.")
    for passphrase in passphrases.values():
        custody.check_passphrase(passphrase)
    recovery = custody.new_recovery()
    for account_id, passphrase in (*passphrases.items(), (None, recovery)):
        _add_holder(session, council, account_id, passphrase)
    replace_key(session, council.id)
    return recovery


def may_open(session: Session, account: Account) -> bool:
    """Return whether this person has a passphrase of their own."""
    return _holder_of(session, account) is not None


def let_in(
    session: Session, council: Council, account: Account, known: str, own: str, now: datetime
) -> None:
    """Give the account a passphrase of its own, by another lead's or by the recovery words.

    Nobody needs the lead who left; no request is lost. Raises BadInput when `known` opens
    nothing.
    """
    custody.check_passphrase(own)
    holders = session.scalars(select(KeyHolder).where(KeyHolder.council_id == council.id)).all()
    opened = ((one.id, custody.unwrap(one.sealed, known.strip())) for one in holders)
    found = next(((holder_id, key) for holder_id, key in opened if key is not None), None)
    if found is None:
        raise BadInput("That opens nothing here. Type another lead's passphrase, or the words.")
    keys = shares_of(session, Unlocked(*found))
    session.execute(delete(KeyHolder).where(KeyHolder.account_id == account.id))
    holder = _add_holder(session, council, account.id, own)
    for key_id, private in keys.items():
        shared = custody.share(private, holder.public)
        session.add(
            KeyShare(council_id=council.id, key_id=key_id, holder_id=holder.id, sealed=shared)
        )
    session.flush()
    note(session, account, "set a passphrase for contact requests", now)


def unlock(session: Session, account: Account, passphrase: str) -> Unlocked:
    """Return what this person's passphrase opens; raises Refused for none, BadInput for wrong."""
    holder = _holder_of(session, account)
    if holder is None:
        raise Refused("You have no passphrase here yet. Set one with another lead.")
    private = custody.unwrap(holder.sealed, passphrase)
    if private is None:
        raise BadInput("That is not your passphrase. Nothing was opened.")
    return Unlocked(holder.id, private)


def shares_of(session: Session, unlocked: Unlocked) -> dict[UUID, bytes]:
    """Return the private half of each safeguarding key that the holder has a share of."""
    rows = session.scalars(select(KeyShare).where(KeyShare.holder_id == unlocked.holder_id))
    return {row.key_id: custody.open_share(row.sealed, unlocked.private) for row in rows}


def _holder_of(session: Session, account: Account) -> KeyHolder | None:
    return session.scalar(select(KeyHolder).where(KeyHolder.account_id == account.id))


def _add_holder(
    session: Session, council: Council, account_id: UUID | None, passphrase: str
) -> KeyHolder:
    public, sealed = custody.new_holder(passphrase)
    holder = KeyHolder(council_id=council.id, account_id=account_id, public=public, sealed=sealed)
    session.add(holder)
    session.flush()
    return holder
