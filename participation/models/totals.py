"""Complaints, compliments and lessons, as an officer brings them to a meeting: in bands."""

from uuid import UUID

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from participation.models.base import Base, OfCouncil


class MeetingTotals(OfCouncil, Base):
    """How many of each there were since the meeting before, by the code of a band.

    No exact number is ever entered; an empty code says that none was. `learnt` says what was
    learnt from them.
    """

    __tablename__ = "meeting_totals"

    meeting_id: Mapped[UUID] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), unique=True
    )
    complaints: Mapped[str] = mapped_column(default="")
    compliments: Mapped[str] = mapped_column(default="")
    lessons: Mapped[str] = mapped_column(default="")
    learnt: Mapped[str] = mapped_column(Text, default="")
