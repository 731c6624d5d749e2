"""The safeguarding record: what was flagged, who did what about it, and words between the two.

Flags are reached from an answer, so they say nothing of whoever wrote it. The people and hours
on them are those of staff, at work, after a person had read the answer.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.models.base import ANSWER_SIDE, Base, OfCouncil


class Flag(OfCouncil, Base):
    """Something that suggests a child is at risk, for the safeguarding leads alone.

    `copy` and `picture`, the one that came with the answer, are sealed to the reading key and
    stay when the answer goes; `due_hour` is the hour
    by which the next step should be taken, and goes when it is.
    """

    __tablename__ = "flag"
    __table_args__ = ANSWER_SIDE

    answer_id: Mapped[UUID | None] = mapped_column(ForeignKey("answer.id", ondelete="SET NULL"))
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    copy: Mapped[bytes]
    picture: Mapped[bytes | None]
    state: Mapped[str]
    due_hour: Mapped[datetime | None]


class FlagStep(OfCouncil, Base):
    """A step that somebody took on a flagged item, and in which hour.

    `reason` is sealed to the reading key: it may tell what was written.
    """

    __tablename__ = "flag_step"
    __table_args__ = ANSWER_SIDE

    flag_id: Mapped[UUID] = mapped_column(ForeignKey("flag.id", ondelete="CASCADE"))
    lead_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    hour: Mapped[datetime]
    state: Mapped[str]
    decision: Mapped[str]
    reason: Mapped[bytes | None]


class FlagWord(OfCouncil, Base):
    """One message on a flagged item: the lead's to whoever wrote it, or their answer.

    `number` counts within the flag. `for_lead` is sealed to the reading key; `for_young` to
    the submission's word key, which its receipt alone opens, and is there for the lead's only.
    `noticed` says that the leads are told.
    """

    __tablename__ = "flag_word"
    __table_args__ = (UniqueConstraint("flag_id", "number"), ANSWER_SIDE)

    flag_id: Mapped[UUID] = mapped_column(ForeignKey("flag.id", ondelete="CASCADE"))
    number: Mapped[int]
    for_lead: Mapped[bytes]
    for_young: Mapped[bytes | None]
    noticed: Mapped[bool]


class Alert(OfCouncil, Base):
    """Somebody was told that a flag, or an unread answer with a worry word, needs them.

    One a person and state, so nobody is told twice of the same thing.
    """

    __tablename__ = "alert"
    __table_args__ = (
        UniqueConstraint("flag_id", "told_id", "state"),
        UniqueConstraint("answer_id", "told_id", "state"),
        ANSWER_SIDE,
    )

    told_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    flag_id: Mapped[UUID | None] = mapped_column(ForeignKey("flag.id", ondelete="CASCADE"))
    answer_id: Mapped[UUID | None] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"))
    state: Mapped[str]
