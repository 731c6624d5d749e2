"""What a chat holds beside the survey that is answered in it."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from participation.models.base import ANSWER_SIDE, Base


class Chat(Base):
    """The language that was chosen in a chat, and a request to be reached while it is written.

    Sealed under the secret made from the chat's name; that name is not stored. Gone when
    nothing is held, or when it has expired.
    """

    __tablename__ = "chat"
    __table_args__ = ANSWER_SIDE

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    council_id: Mapped[UUID] = mapped_column(ForeignKey("council.id", ondelete="CASCADE"))
    sealed: Mapped[bytes]
    expires_on: Mapped[date]
