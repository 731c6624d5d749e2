"""Who is written to when a promise is late, and when councillors may say nothing new."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.models.base import Base, OfCouncil


class BodyAddress(OfCouncil, Base):
    """Where a body of the council's settings is written to: an office, not a person."""

    __tablename__ = "body_address"
    __table_args__ = (UniqueConstraint("council_id", "body"),)

    body: Mapped[str]
    email: Mapped[str]


class RungTold(OfCouncil, Base):
    """A rung of the ladder that an ask, late `since` this day, has reached.

    `told_on` is the day on which the first mail to it went, None until one has.
    """

    __tablename__ = "rung_told"
    __table_args__ = (UniqueConstraint("ask_id", "rung", "since"),)

    ask_id: Mapped[UUID] = mapped_column(ForeignKey("ask.id", ondelete="CASCADE"))
    rung: Mapped[str]
    since: Mapped[date]
    reached_on: Mapped[date]
    told_on: Mapped[date | None]


class ElectionPause(OfCouncil, Base):
    """The weeks before an election in which no new words of councillors are published."""

    __tablename__ = "election_pause"
    __table_args__ = (UniqueConstraint("council_id", "begins_on"),)

    begins_on: Mapped[date]
    ends_on: Mapped[date]
