"""One-time codes: nobody knows who holds which."""

from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from participation.models.base import ANSWER_SIDE, Base


class Invite(Base):
    """A code for one answer, known by its keyed hash: for a group, by a route, spent or not."""

    __tablename__ = "invite"
    __table_args__ = ANSWER_SIDE

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    council_id: Mapped[UUID] = mapped_column(ForeignKey("council.id", ondelete="CASCADE"))
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), index=True)
    group: Mapped[str]
    route: Mapped[str]
    spent: Mapped[bool] = mapped_column(default=False)
