"""Accounts as the sign-in library sees them: the same rows, read afresh for every page."""

from ipaddress import ip_address
from urllib.parse import urlsplit
from uuid import UUID

from flask_security import RoleMixin, UserMixin
from flask_security.datastore import UserDatastore
from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import registry

from participation.domain.policy import Role
from participation.models import Account, Council
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

    def check_tf_required(self, tf_setup_methods: Methods, tf_fresh: bool) -> tuple[bool, Methods]:
        """Return whether signing in asks for a second step: never of made-up people."""
        return (not self.made_up, tf_setup_methods)


registry().map_imperatively(SignedIn, Account.__table__)


class AccountStore(UserDatastore):
    """Where the library finds accounts and keeps what it changes in them.

    An account of a made-up council is found only while the staff pages are reached on this
    machine alone, since everyone can read its password.
    """

    def __init__(self, database: Database, staff_address: str) -> None:
        super().__init__(SignedIn, RoleMixin)
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

    def put(self, account: SignedIn) -> SignedIn:
        """Store what the library changed in the account and return it."""
        with self.database.writing() as session:
            session.merge(account)
        return account

    def take_code(self, account: SignedIn, half_minute: int) -> bool:
        """Return whether no code of this half minute or a later one was taken before."""
        earlier = or_(Account.last_code.is_(None), Account.last_code < half_minute)
        taking = update(Account).where(Account.id == account.id, earlier)
        with self.database.writing() as session:
            taken = session.scalar(taking.values(last_code=half_minute).returning(Account.id))
        account.last_code = half_minute
        return taken is not None

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
