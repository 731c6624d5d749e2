"""What of a digest is kept from the public: proposed, decided, and why."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from participation.models.base import Base, OfCouncil
from participation.models.boards import Digest


class ItemKind(StrEnum):
    """What of a digest can be kept from the public; a statement never is, being published."""

    CONSULTATION = "consultation"
    ASK = "ask"
    ANSWER = "answer"
    CARD = "card"
    ACTION = "action"
    TOTALS = "totals"
    STATEMENT = "statement"


class Exemption(OfCouncil, Base):
    """An item of a digest that an officer proposes to keep from the public.

    `subject_id` is the key of the consultation, ask, response, card, action or totals;
    `paragraph` is one of Schedule 12A, or 0 for "confidential to members". `signed` is None
    until it is decided. `told_on` is the day on which whoever decides it was last written to.
    """

    __tablename__ = "exemption"
    __table_args__ = (UniqueConstraint("digest_id", "subject_id"),)

    digest_id: Mapped[UUID] = mapped_column(ForeignKey("digest.id", ondelete="CASCADE"))
    kind: Mapped[str]
    subject_id: Mapped[UUID]
    number: Mapped[int]
    title: Mapped[str]
    paragraph: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    proposed_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    decided_on: Mapped[date | None]
    signed: Mapped[bool | None]
    why_not: Mapped[str] = mapped_column(Text, default="")
    told_on: Mapped[date | None]

    digest: Mapped[Digest] = relationship(lazy="joined")
