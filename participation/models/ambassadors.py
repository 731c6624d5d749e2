"""What ambassadors say of themselves before they read, and of the wording of an answer."""

from uuid import UUID

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.models.base import Base, OfCouncil


class SteppedAside(OfCouncil, Base):
    """A group whose answers somebody does not read, because it is their own.

    The row with an empty group says that they were asked. It leads to no answer.
    """

    __tablename__ = "stepped_aside"
    __table_args__ = (UniqueConstraint("account_id", "group"),)

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    group: Mapped[str]


class WordingCheck(OfCouncil, Base):
    """Words for a response that ambassadors were asked to check, and what they said of them.

    `verdict` is empty while it waits. Who checked stands in the audit log alone.
    """

    __tablename__ = "wording_check"

    response_id: Mapped[UUID] = mapped_column(
        ForeignKey("response.id", ondelete="CASCADE"), unique=True
    )
    words: Mapped[str] = mapped_column(Text)
    verdict: Mapped[str] = mapped_column(default="")
    advice: Mapped[str] = mapped_column(Text, default="")
