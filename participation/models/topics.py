"""What young people want a meeting to talk about, and how many of them want it.

A topic is reached from the answer that asked for it, and goes with it. No key leads from a
backing to whoever gave it: it is known by a hash of the receipt or the invite that gave it.
"""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from participation.models.base import ANSWER_SIDE, Base, OfCouncil


class Outcome(StrEnum):
    """What became of a topic."""

    WAITING = "waiting"
    AGENDA = "agenda"
    NOT_NOW = "not-now"


class Topic(OfCouncil, Base):
    """Something that a meeting is asked to talk about, in the words in which others read it.

    `meeting_id` is the meeting on whose list it stands, `agenda_id` the one on whose agenda it
    was put; `reason` says why it was not.
    """

    __tablename__ = "topic"
    __table_args__ = ANSWER_SIDE

    answer_id: Mapped[UUID] = mapped_column(
        ForeignKey("answer.id", ondelete="CASCADE"), unique=True
    )
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    agenda_id: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id"))
    words: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(default=Outcome.WAITING)
    reason: Mapped[str] = mapped_column(Text, default="")


class Backing(Base):
    """One receipt or invite wants a topic talked about; known by its keyed hash alone."""

    __tablename__ = "backing"
    __table_args__ = ANSWER_SIDE

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    council_id: Mapped[UUID] = mapped_column(ForeignKey("council.id", ondelete="CASCADE"))
    topic_id: Mapped[UUID] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"), index=True)


class OpenBacking(Base):
    """Taps on a topic without a receipt or an invite, counted apart: open to anyone."""

    __tablename__ = "open_backing"
    __table_args__ = ANSWER_SIDE

    topic_id: Mapped[UUID] = mapped_column(
        ForeignKey("topic.id", ondelete="CASCADE"), primary_key=True
    )
    council_id: Mapped[UUID] = mapped_column(ForeignKey("council.id", ondelete="CASCADE"))
    taps: Mapped[int]
