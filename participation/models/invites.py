"""One-time codes, and those that thank somebody: nobody knows who holds which."""

from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from participation.models.base import ANSWER_SIDE, Base


class Invite(Base):
    """A code for one answer, known by its keyed hash: for a group, by a route, spent or not."""

    __tablename__ = "invite"
    __table_args__ = ANSWER_SIDE

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    council_id: Mapped[UUID] = mapped_column(ForeignKey("council.id", ondelete="CASCADE"))
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), index=True)
    group: Mapped[str]
    route: Mapped[str]
    spent: Mapped[bool] = mapped_column(default=False)


class CashedCode(Base):
    """A thank-you code that was handed in, known by its keyed hash.

    No row is written when one is given out: no key and no time leads from here to an answer
    or to an invite.
    """

    __tablename__ = "cashed_code"
    __table_args__ = ANSWER_SIDE

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    council_id: Mapped[UUID] = mapped_column(ForeignKey("council.id", ondelete="CASCADE"))
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), index=True)
