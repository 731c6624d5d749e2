"""The safeguarding key itself: one at a time, replaced when somebody who held it leaves.

Whoever left keeps a passphrase, and may keep an old copy of the database: together they open
the key of that day. So from then on requests are sealed to a new one, and those that wait are
sealed anew as soon as somebody who stays types a passphrase.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, bindparam, delete, func, or_, select, update
from sqlalchemy.orm import Session

from participation.core import custody
from participation.core.clock import day_of
from participation.core.sealed import new_reading_key, open_original, public_half, seal_original
from participation.domain.policy import Permission, Role, may
from participation.models import Account, Council
from participation.models.vault import ContactRequest, KeyHolder, KeyShare, SafeguardingKey
from participation.services.audit import note_of_service
from participation.services.jobs import ask_for

_OPENERS = [role.value for role in Role if may(role, Permission.OPEN_CONTACTS)]


_CURRENT = select(SafeguardingKey.id, SafeguardingKey.public).where(
    SafeguardingKey.council_id == bindparam("council"), SafeguardingKey.retired.is_(False)
)
"""Made once: every page asks it."""


@dataclass(frozen=True)
class CurrentKey:
    """What requests are sealed to now."""

    id: UUID
    public: bytes


def current_key(session: Session, council_id: UUID) -> CurrentKey | None:
    """Return what requests are sealed to, or None while no key is made."""
    found = session.execute(_CURRENT, {"council": council_id}).first()
    return None if found is None else CurrentKey(*found)


def public_key(session: Session, council: Council) -> bytes | None:
    """Return the public half of the council's key, or None while none is made."""
    found = current_key(session, council.id)
    return None if found is None else found.public


def replace_key(session: Session, council_id: UUID) -> None:
    """Make a key, hand it to every holder, and retire the one before."""
    session.execute(
        update(SafeguardingKey).where(SafeguardingKey.council_id == council_id).values(retired=True)
    )
    private = new_reading_key()
    key = SafeguardingKey(council_id=council_id, public=public_half(private), retired=False)
    session.add(key)
    session.flush()
    for holder in session.scalars(select(KeyHolder).where(KeyHolder.council_id == council_id)):
        sealed = custody.share(private, holder.public)
        session.add(
            KeyShare(council_id=council_id, key_id=key.id, holder_id=holder.id, sealed=sealed)
        )
    session.flush()
    _forget_unused(session, council_id)


def forget_left(session: Session, council: Council, now: datetime) -> int:
    """Take the key from everyone who may no longer open requests; return how many those were.

    Theirs is deleted and a new one made, so that nothing sent from now on opens to them.
    """
    left = session.scalars(_holders_who_left(council)).all()
    if not left:
        return 0
    session.execute(delete(KeyHolder).where(KeyHolder.id.in_(left)))
    replace_key(session, council.id)
    ask_for(session, council.id, "mix", str(day_of(now)), now)
    note_of_service(session, council, "replaced the key for contact requests", now)
    return len(left)


def held_by_left(session: Session, council: Council) -> int:
    """Return how many hold the key who may no longer open requests."""
    return len(session.scalars(_holders_who_left(council)).all())


def to_reseal(session: Session, council: Council) -> int:
    """Return how many requests are still sealed to a key that somebody who left may have."""
    return (
        session.scalar(
            select(func.count(ContactRequest.id))
            .join(SafeguardingKey, SafeguardingKey.id == ContactRequest.key_id)
            .where(ContactRequest.council_id == council.id, SafeguardingKey.retired)
        )
        or 0
    )


def reseal(session: Session, council: Council, keys: dict[UUID, bytes], now: datetime) -> int:
    """Seal to the present key what these keys open of older ones; return how many that were."""
    current = current_key(session, council.id)
    if current is None:
        return 0
    rows = session.scalars(
        select(ContactRequest).where(
            ContactRequest.council_id == council.id,
            ContactRequest.key_id != current.id,
            ContactRequest.key_id.in_(keys),
        )
    ).all()
    for row in rows:
        row.sealed = seal_original(current.public, open_original(keys[row.key_id], row.sealed))
        row.key_id = current.id
    session.flush()
    if rows:
        # What stood there before is in the files until they are mixed.
        ask_for(session, council.id, "mix", str(day_of(now)), now)
    _forget_unused(session, council.id)
    return len(rows)


def _forget_unused(session: Session, council_id: UUID) -> None:
    used = select(ContactRequest.key_id).where(ContactRequest.council_id == council_id)
    session.execute(
        delete(SafeguardingKey).where(
            SafeguardingKey.council_id == council_id,
            SafeguardingKey.retired,
            SafeguardingKey.id.not_in(used),
        )
    )


def _holders_who_left(council: Council) -> Select[UUID]:
    return (
        select(KeyHolder.id)
        .join(Account, Account.id == KeyHolder.account_id)
        .where(
            KeyHolder.council_id == council.id,
            or_(Account.active.is_(False), Account.role.not_in(_OPENERS)),
        )
    )
