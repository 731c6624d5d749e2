"""People who sign in, and what they did."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ForeignKey, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.models.base import Base, OfCouncil


class Account(OfCouncil, Base):
    """A person who signs in: one role in one council; a young person never has one.

    The columns that start with `fs_`, `tf_` and `mf_` are named as Flask-Security asks; the
    secret of the phone app and the recovery codes are sealed under a key of the key folder.
    """

    __tablename__ = "account"

    email: Mapped[str] = mapped_column(unique=True)
    handle: Mapped[str]
    name: Mapped[str]
    role: Mapped[str]
    password: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    left_on: Mapped[date | None]
    """The day on which the account was closed, from which its time to be forgotten counts."""
    fs_uniquifier: Mapped[str] = mapped_column(unique=True)
    fs_webauthn_user_handle: Mapped[str | None] = mapped_column(unique=True)
    """What a passkey knows the person by: letters made by chance."""
    tf_primary_method: Mapped[str | None]
    tf_totp_secret: Mapped[str | None]
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    last_code: Mapped[int | None]
    """The half minute of the last code that was taken, so that none is taken twice."""
    first_password: Mapped[bool] = mapped_column(default=False)
    """Whether an administrator knows the password, so that it is to be changed at once."""


class Passkey(OfCouncil, Base):
    """The public half of a key that somebody's phone, computer or security key keeps."""

    __tablename__ = "passkey"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    name: Mapped[str]
    credential_id: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    """How often the key says it has signed; one that falls back is a copy."""
    transports: Mapped[list[str]] = mapped_column(JSON)
    usage: Mapped[str]
    """As the library writes it: "first" signs in alone, "secondary" after the password."""
    used_on: Mapped[date | None]


class AuditLine(OfCouncil, Base):
    """Person, action, consultation and hour; never the key of an answer.

    Each line holds the hash of itself and the line before, so a changed one is noticed.
    """

    __tablename__ = "audit_line"
    __table_args__ = (UniqueConstraint("council_id", "number"),)

    number: Mapped[int]

    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    action: Mapped[str]
    consultation_id: Mapped[UUID | None] = mapped_column(ForeignKey("consultation.id"))
    hour: Mapped[datetime]
    note: Mapped[str] = mapped_column(Text, default="")
    chained: Mapped[str]
