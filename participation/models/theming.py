"""What the machine made of an answer, and what people said besides its themes.

All of it is answer side: it names no time, and goes with the answer.
"""

from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.models.base import ANSWER_SIDE, Base, OfCouncil


class OfAnswer:
    """A row beside one answer, which goes with it."""

    answer_id: Mapped[UUID] = mapped_column(
        ForeignKey("answer.id", ondelete="CASCADE"), primary_key=True
    )
    council_id: Mapped[UUID] = mapped_column(
        ForeignKey("council.id", ondelete="CASCADE"), index=True
    )


class Glance(OfAnswer, Base):
    """What the machine made of an unread answer; it goes the night after a person has decided.

    `doubt` from 0 to 1 is how unsure it was. `alike` is the same for answers that say the
    same: only who holds the reading key can make it from a text.
    """

    __tablename__ = "glance"
    __table_args__ = (Index(None, "council_id", "doubt"), ANSWER_SIDE)

    doubt: Mapped[float]
    alike: Mapped[bytes | None] = mapped_column(LargeBinary(16), index=True)


class ToneHeard(OfAnswer, Base):
    """The tone that an officer heard in an answer, whatever the hint was."""

    __tablename__ = "tone_heard"
    __table_args__ = ANSWER_SIDE

    tone: Mapped[str]


class NoIdea(OfAnswer, Base):
    """A person said that this answer, which fits no theme, holds no new idea either."""

    __tablename__ = "no_idea"
    __table_args__ = ANSWER_SIDE


class CrossReading(OfCouncil, Base):
    """A second person's look at a cleared answer, without seeing the first one's themes."""

    __tablename__ = "cross_reading"
    __table_args__ = (UniqueConstraint("answer_id", "coder_id"), ANSWER_SIDE)

    answer_id: Mapped[UUID] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"))
    coder_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))


class CrossCoding(OfCouncil, Base):
    """A theme that the second person gave."""

    __tablename__ = "cross_coding"
    __table_args__ = (UniqueConstraint("cross_reading_id", "theme_id"), ANSWER_SIDE)

    cross_reading_id: Mapped[UUID] = mapped_column(
        ForeignKey("cross_reading.id", ondelete="CASCADE")
    )
    theme_id: Mapped[UUID] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"))
