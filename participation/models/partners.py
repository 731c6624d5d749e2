"""What is said of an ask beside the board's answer: by a partner, or by one member alone."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from participation.models.base import Base, OfCouncil
from participation.models.boards import Ask


class PartnerLink(OfCouncil, Base):
    """A link with which a partner answers one ask, once; of the link itself only a hash is kept.

    What the partner wrote stays a draft here until an officer takes it up or puts it aside.
    """

    __tablename__ = "partner_link"

    ask_id: Mapped[UUID] = mapped_column(ForeignKey("ask.id", ondelete="CASCADE"), index=True)
    hashed: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    partner: Mapped[str]
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    last_day: Mapped[date]
    used_on: Mapped[date | None]
    settled_on: Mapped[date | None]
    kind: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(Text, default="")
    due_on: Mapped[date | None]
    shown_by: Mapped[str] = mapped_column(Text, default="")
    decider: Mapped[str] = mapped_column(Text, default="")
    challenge: Mapped[str] = mapped_column(Text, default="")

    ask: Mapped[Ask] = relationship(lazy="joined")


class MemberView(OfCouncil, Base):
    """What one member thinks of an ask, for themselves: never the board's answer."""

    __tablename__ = "member_view"

    ask_id: Mapped[UUID] = mapped_column(ForeignKey("ask.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    words: Mapped[str] = mapped_column(Text)
    plain: Mapped[str] = mapped_column(Text, default="")
    given_on: Mapped[date]
    published_on: Mapped[date | None]

    ask: Mapped[Ask] = relationship(lazy="joined")
