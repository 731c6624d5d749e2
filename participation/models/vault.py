"""The vault: what somebody tells of themselves by choice, sealed to the safeguarding leads.

No key leads from here to an answer. Only `services.contacts` and the migrations import it.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from participation.models.base import ANSWER_SIDE, Base, OfCouncil


class SafeguardingKey(OfCouncil, Base):
    """The public half of a council's safeguarding key; the private is never here in the clear."""

    __tablename__ = "safeguarding_key"

    public: Mapped[bytes] = mapped_column(LargeBinary(32))


class KeyWrap(OfCouncil, Base):
    """The private half under one lead's passphrase, or under the recovery words: no account."""

    __tablename__ = "key_wrap"

    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"), unique=True)
    sealed: Mapped[bytes]


class ContactRequest(OfCouncil, Base):
    """Somebody asked to be reached: who and how is sealed to the safeguarding key.

    `code_hash` is of its come-back code; `due_hour` is when it is told again, and goes when it
    is opened; `told` says that somebody was told at all.
    """

    __tablename__ = "contact_request"
    __table_args__ = ANSWER_SIDE

    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    sealed: Mapped[bytes]
    due_hour: Mapped[datetime | None]
    told: Mapped[bool] = mapped_column(default=False)
    opened_on: Mapped[date | None]


class ContactOpening(OfCouncil, Base):
    """A lead opened a request, alone and with a reason; a second person reviews it."""

    __tablename__ = "contact_opening"

    request_id: Mapped[UUID] = mapped_column(ForeignKey("contact_request.id", ondelete="CASCADE"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    hour: Mapped[datetime]
    reason: Mapped[str] = mapped_column(Text)
    reviewer_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    reviewed_hour: Mapped[datetime | None]
