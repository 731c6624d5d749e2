"""The vault: what somebody tells of themselves by choice, sealed to the safeguarding leads.

No key leads from here to an answer. Only `services.contacts` and the migrations import it.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.models.base import ANSWER_SIDE, Base, OfCouncil


class SafeguardingKey(OfCouncil, Base):
    """The public half of a safeguarding key; the private is never here in the clear.

    A council has one that is not retired, to which requests are sealed. A retired one stays
    while a request is sealed to it.
    """

    __tablename__ = "safeguarding_key"

    public: Mapped[bytes] = mapped_column(LargeBinary(32))
    retired: Mapped[bool] = mapped_column(default=False)


class KeyHolder(OfCouncil, Base):
    """A key pair of one lead's own, or of the recovery words: no account.

    The private half is sealed under a passphrase, so a new safeguarding key can be handed to
    everyone who stays without anyone's passphrase.
    """

    __tablename__ = "key_holder"

    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"), unique=True)
    public: Mapped[bytes] = mapped_column(LargeBinary(32))
    sealed: Mapped[bytes]


class KeyShare(OfCouncil, Base):
    """The private half of a safeguarding key, sealed to one holder's public one."""

    __tablename__ = "key_share"
    __table_args__ = (UniqueConstraint("key_id", "holder_id"),)

    key_id: Mapped[UUID] = mapped_column(ForeignKey("safeguarding_key.id", ondelete="CASCADE"))
    holder_id: Mapped[UUID] = mapped_column(ForeignKey("key_holder.id", ondelete="CASCADE"))
    sealed: Mapped[bytes]


class ContactRequest(OfCouncil, Base):
    """Somebody asked to be reached: who and how is sealed to a safeguarding key.

    `code_hash` is of its come-back code; `due_hour` is when it is told again, and goes when it
    is opened; `told` says that somebody was told at all, `late` that nobody opened it in time.
    """

    __tablename__ = "contact_request"
    __table_args__ = ANSWER_SIDE

    key_id: Mapped[UUID] = mapped_column(ForeignKey("safeguarding_key.id"))
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    sealed: Mapped[bytes]
    due_hour: Mapped[datetime | None]
    told: Mapped[bool] = mapped_column(default=False)
    late: Mapped[bool] = mapped_column(default=False)
    opened_on: Mapped[date | None]


class ContactOpening(OfCouncil, Base):
    """A lead opened a request, alone and with a reason; a second person reviews it.

    `due_hour` is when that person is told again, and goes when it is reviewed.
    """

    __tablename__ = "contact_opening"

    request_id: Mapped[UUID] = mapped_column(ForeignKey("contact_request.id", ondelete="CASCADE"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    hour: Mapped[datetime]
    reason: Mapped[str] = mapped_column(Text)
    due_hour: Mapped[datetime | None]
    reviewer_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    reviewed_hour: Mapped[datetime | None]


class Subscription(OfCouncil, Base):
    """A chat asked to be told when there is an answer to a consultation.

    `mark` is a keyed hash of both together, so that no two rows show the same chat; which chat
    it is, and its language, is sealed. No time is kept, and no key leads to an answer.
    """

    __tablename__ = "subscription"
    __table_args__ = ANSWER_SIDE

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), index=True)
    mark: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    sealed: Mapped[bytes]
