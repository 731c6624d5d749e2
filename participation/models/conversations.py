"""Surveys being answered."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from participation.models.base import ANSWER_SIDE, Base


class Conversation(Base):
    """A survey being answered, sealed under a secret that only its holder has.

    Gone when it is finished or expired.
    """

    __tablename__ = "conversation"
    __table_args__ = ANSWER_SIDE

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    council_id: Mapped[UUID] = mapped_column(ForeignKey("council.id", ondelete="CASCADE"))
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    sealed: Mapped[bytes]
    expires_on: Mapped[date]


class KeptDrawing(Base):
    """A picture in a survey that is being answered, sealed under the same secret; goes with it."""

    __tablename__ = "kept_drawing"
    __table_args__ = ANSWER_SIDE

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    council_id: Mapped[UUID] = mapped_column(ForeignKey("council.id", ondelete="CASCADE"))
    conversation_id: Mapped[bytes] = mapped_column(
        ForeignKey("conversation.id", ondelete="CASCADE"), index=True
    )
    sealed: Mapped[bytes]
