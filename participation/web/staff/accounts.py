"""Accounts as the sign-in library sees them: the same rows, read afresh for every page."""

from datetime import date, datetime
from ipaddress import ip_address
from secrets import token_hex
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from flask import current_app
from flask_security import RoleMixin, UserMixin, WebAuthnMixin
from flask_security.datastore import UserDatastore
from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import registry
from sqlalchemy.orm.attributes import instance_state, set_committed_value

from participation.core.clock import day_of
from participation.domain.policy import Role
from participation.models import Account, Council, Passkey
from participation.models.database import Database
from participation.services.councils import pack_of

Methods = list[tuple[str, str]]


class SignedIn(UserMixin):
    """Somebody with an account; a plain object once it is read, held by no transaction."""

    id: UUID  # type: ignore[assignment]  # the library's own models count in integers
    council_id: UUID
    name: str
    role: str
    last_code: int | None
    first_password: bool
    council_title = ""
    made_up = False

    @property
    def in_role(self) -> Role:
        """Return the one role that the account holds."""
        return Role(self.role)

    @property
    def is_whole(self) -> bool:
        """Return whether a password and a second step stand, or none is asked for."""
        return self.made_up or bool(self.tf_primary_method and self.tf_totp_secret)

    @property
    def webauthn(self) -> list["OwnPasskey"]:  # type: ignore[override]  # the library's own is a relation
        """Return the person's passkeys, by name."""
        store: AccountStore = current_app.extensions["security"].datastore
        return store.passkeys_of(self)

    def check_tf_required(self, tf_setup_methods: Methods, tf_fresh: bool) -> tuple[bool, Methods]:
        """Return whether signing in asks for a second step: never of made-up people."""
        return (not self.made_up, tf_setup_methods)


class OwnPasskey(WebAuthnMixin):
    """A passkey as the library sees it; what else the library would keep of it is not kept."""

    id: UUID  # type: ignore[assignment]
    account_id: UUID
    used_on: date | None
    extensions = None

    @property  # type: ignore[override]  # a day is enough to tell one that lies unused
    def lastuse_datetime(self) -> date:
        """Return the day on which somebody last signed in with it."""
        return self.used_on or date.min

    @lastuse_datetime.setter
    def lastuse_datetime(self, moment: datetime) -> None:
        self.used_on = day_of(moment)

    def get_user_mapping(self) -> dict[str, Any]:
        """Return by what the account of this passkey is found."""
        return {"id": self.account_id}


_tables = registry()
_tables.map_imperatively(SignedIn, Account.__table__)
_tables.map_imperatively(OwnPasskey, Passkey.__table__)


class AccountStore(UserDatastore):
    """Where the library finds accounts and keeps what it changes in them.

    An account of a made-up council is found only while the staff pages are reached on this
    machine alone, since everyone can read its password.
    """

    def __init__(self, database: Database, staff_address: str) -> None:
        super().__init__(SignedIn, RoleMixin, OwnPasskey)
        self.database = database
        self.on_this_machine = is_this_machine(staff_address)

    def find_user(self, case_insensitive: bool = False, **by: object) -> SignedIn | None:
        """Return the account with this one attribute, or None."""
        attribute, value = by.popitem()
        column = getattr(SignedIn, attribute)
        same = func.lower(column) == str(value).lower() if case_insensitive else column == value
        with self.database.reading() as session:
            found = session.scalar(select(SignedIn).where(same))
            if found is None:
                return None
            council = session.get_one(Council, found.council_id)
            found.council_title = council.title
            found.made_up = pack_of(council).made_up
            return found if self.on_this_machine or not found.made_up else None

    def find_role(self, role: str) -> None:
        """Return nothing: a role is a word of the account, and `domain.policy` knows the rest."""

    def put(self, kept: Any) -> Any:  # noqa: ANN401 (the library's own)
        """Store what the library changed in an account or a passkey, nothing else, and return it.

        What somebody else changed meanwhile, such as an account that was closed, stays so.
        """
        state = instance_state(kept)
        changed = {each.key: each.value for each in state.attrs if each.history.has_changes()}
        if changed:
            model = state.mapper.class_
            with self.database.writing() as session:
                session.execute(update(model).where(model.id == kept.id).values(changed))
            for name, value in changed.items():
                set_committed_value(kept, name, value)
        return kept

    def end_sign_ins(self, account: SignedIn) -> None:
        """End every sign-in of the account: each cookie names a word that is another one now."""
        account.fs_uniquifier = token_hex(16)
        self.put(account)

    def take_code(self, account: SignedIn, half_minute: int) -> bool:
        """Return whether no code of this half minute or a later one was taken before."""
        earlier = or_(Account.last_code.is_(None), Account.last_code < half_minute)
        taking = update(Account).where(Account.id == account.id, earlier)
        with self.database.writing() as session:
            taken = session.scalar(taking.values(last_code=half_minute).returning(Account.id))
        set_committed_value(account, "last_code", half_minute)
        return taken is not None

    def take_recovery_code(self, account: SignedIn, sealed: str) -> bool:
        """Return whether this code was still there; it is gone for everyone else at once."""
        holder = select(Account).where(Account.id == account.id).with_for_update()
        with self.database.writing() as session:
            kept = session.scalars(holder).one().mf_recovery_codes or []
            left = [code for code in kept if code != sealed]
            taking = update(Account).where(Account.id == account.id)
            session.execute(taking.values(mf_recovery_codes=left))
        return len(left) < len(kept)

    def passkeys_of(self, account: SignedIn) -> list[OwnPasskey]:
        """Return the account's passkeys, by name."""
        theirs = select(OwnPasskey).where(Passkey.account_id == account.id)
        with self.database.reading() as session:
            return list(session.scalars(theirs.order_by(Passkey.name)))

    def find_webauthn(self, credential_id: bytes) -> OwnPasskey | None:
        """Return the passkey that goes by this name among devices, or None."""
        with self.database.reading() as session:
            return session.scalar(select(OwnPasskey).where(Passkey.credential_id == credential_id))

    def create_webauthn(
        self,
        user: Any,  # noqa: ANN401 (the library's own)
        credential_id: bytes,
        public_key: bytes,
        name: str,
        sign_count: int,
        usage: str,
        device_type: str,
        backup_state: bool,
        transports: list[str] | None = None,
        extensions: str | None = None,
        **kwargs: Any,  # noqa: ANN401 (the library's own)
    ) -> None:
        """Keep a passkey; what kind of device it is and where it is copied to is not kept."""
        passkey = Passkey(
            council_id=user.council_id,
            account_id=user.id,
            name=name,
            credential_id=credential_id,
            public_key=public_key,
            sign_count=sign_count,
            transports=list(transports or ()),
            usage=usage,
        )
        with self.database.writing() as session:
            session.add(passkey)

    def delete_webauthn(self, webauthn: Any) -> None:  # noqa: ANN401 (the library's own)
        """Forget the passkey."""
        with self.database.writing() as session:
            session.execute(delete(Passkey).where(Passkey.id == webauthn.id))

    def commit(self) -> None:
        """Do nothing: `put` has stored it."""


def is_this_machine(address: str) -> bool:
    """Return whether the address can be reached from this machine only."""
    host = urlsplit(address).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
