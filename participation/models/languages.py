"""Languages that a council offers to young people, and who stands for each."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.models.base import Base, OfCouncil


class Language(OfCouncil, Base):
    """A language other than English that a council prepares, or offers.

    `read_by` is the person who read its help and secrecy texts; `interpreter_id` who puts
    answers into English. It is offered only while both are there.
    """

    __tablename__ = "language"
    __table_args__ = (UniqueConstraint("council_id", "code"),)

    code: Mapped[str]
    read_by: Mapped[str] = mapped_column(default="")
    read_on: Mapped[date | None]
    texts_read: Mapped[str] = mapped_column(default="")
    """A digest of the texts as they were read: other texts have to be read again."""
    interpreter_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    offered: Mapped[bool] = mapped_column(default=False)
