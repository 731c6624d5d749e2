"""What young people's body said together, and whether young people saw what was said to be done."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from participation.models.base import Base, OfCouncil
from participation.models.boards import Meeting


class Statement(OfCouncil, Base):
    """What the body agreed for one meeting; how many signed it, and nobody's name.

    `there` came to the body's own meeting and `signed` of them signed; both are 0 until then.
    `wanted` is the one thing that they most want answered.
    """

    __tablename__ = "statement"
    __table_args__ = (UniqueConstraint("meeting_id"),)

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    words: Mapped[str] = mapped_column(Text)
    wanted: Mapped[str] = mapped_column(Text, default="")
    entered_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    there: Mapped[int] = mapped_column(default=0)
    signed: Mapped[int] = mapped_column(default=0)
    signed_on: Mapped[date | None]
    published_on: Mapped[date | None]

    meeting: Mapped[Meeting] = relationship(lazy="joined")


class StatementVerdict(OfCouncil, Base):
    """What the body says of one promise of the pledge."""

    __tablename__ = "statement_verdict"
    __table_args__ = (UniqueConstraint("statement_id", "promise"),)

    statement_id: Mapped[UUID] = mapped_column(ForeignKey("statement.id", ondelete="CASCADE"))
    promise: Mapped[str]
    verdict: Mapped[str]


class StatementTheme(OfCouncil, Base):
    """What matters most to the body, the first first."""

    __tablename__ = "statement_theme"
    __table_args__ = (UniqueConstraint("statement_id", "place"),)

    statement_id: Mapped[UUID] = mapped_column(ForeignKey("statement.id", ondelete="CASCADE"))
    place: Mapped[int]
    words: Mapped[str]


class SeenMark(OfCouncil, Base):
    """Young people went to look at what was said to be done: they saw it, or they did not."""

    __tablename__ = "seen_mark"

    response_id: Mapped[UUID] = mapped_column(
        ForeignKey("response.id", ondelete="CASCADE"), index=True
    )
    number: Mapped[int]
    seen: Mapped[bool]
    words: Mapped[str] = mapped_column(Text, default="")
    looked_on: Mapped[date]
    entered_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
