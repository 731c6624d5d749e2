"""The address at which somebody's calendar follows the forward plan."""

from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from participation.models.base import Base, OfCouncil


class CalendarFeed(OfCouncil, Base):
    """A keyed address, known by the hash of its letters alone; it goes with the account."""

    __tablename__ = "calendar_feed"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), unique=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
