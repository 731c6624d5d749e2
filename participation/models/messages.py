"""What a safeguarding lead tells everybody of a consultation."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from participation.models.base import Base, OfCouncil


class MessageToAll(OfCouncil, Base):
    """Words for everybody of a consultation, shown up to and on the last day.

    No key leads from here to what made somebody write it.
    """

    __tablename__ = "message_to_all"

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), index=True)
    words: Mapped[str] = mapped_column(Text)
    last_day: Mapped[date]
