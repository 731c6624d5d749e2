"""Where asks went beside their board, and who received a paper after it."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.models.base import Base, OfCouncil


class AskRoute(OfCouncil, Base):
    """An ask that went to a body as well, and the day on which it was written to."""

    __tablename__ = "ask_route"
    __table_args__ = (UniqueConstraint("ask_id", "body"),)

    ask_id: Mapped[UUID] = mapped_column(ForeignKey("ask.id", ondelete="CASCADE"))
    body: Mapped[str]
    told_on: Mapped[date | None]


class PaperPassed(OfCouncil, Base):
    """A body of those that receive a board's papers next, and the day on which it did."""

    __tablename__ = "paper_passed"
    __table_args__ = (UniqueConstraint("digest_id", "body"),)

    digest_id: Mapped[UUID] = mapped_column(ForeignKey("digest.id", ondelete="CASCADE"))
    body: Mapped[str]
    passed_on: Mapped[date]
