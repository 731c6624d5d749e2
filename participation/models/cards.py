"""Challenge cards: a question from young people to named people, due back at a later meeting.

A card is reached from the answer that asked, and goes with it. Who is asked stands on it by
their code in the council's pack; who that is now is a table apart, so that nothing on the
answer side names anybody.
"""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.models.base import ANSWER_SIDE, Base, OfCouncil


class CardEnd(StrEnum):
    """Whether a card is open, or how it was finished."""

    OPEN = "open"
    CHANGED = "changed"
    CANNOT = "cannot"


class Card(OfCouncil, Base):
    """A challenge card that an officer let go out, in the words in which everyone reads it.

    `meeting_id` is the meeting at which its answers are due; `plain` says what was changed in
    the service, or why that cannot be, and `ended_week` the ISO week in which that was told.
    """

    __tablename__ = "card"
    __table_args__ = ANSWER_SIDE

    answer_id: Mapped[UUID] = mapped_column(
        ForeignKey("answer.id", ondelete="CASCADE"), unique=True
    )
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    words: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(default=CardEnd.OPEN)
    plain: Mapped[str] = mapped_column(Text, default="")
    ended_week: Mapped[str | None]


class CardReturn(OfCouncil, Base):
    """One of those whom a card asks: `words` once it is returned, `plain` once it is told.

    Both weeks are ISO weeks.
    """

    __tablename__ = "card_return"
    __table_args__ = (UniqueConstraint("card_id", "addressee"), ANSWER_SIDE)

    card_id: Mapped[UUID] = mapped_column(ForeignKey("card.id", ondelete="CASCADE"))
    addressee: Mapped[str]
    words: Mapped[str] = mapped_column(Text, default="")
    plain: Mapped[str] = mapped_column(Text, default="")
    returned_week: Mapped[str | None]
    told_week: Mapped[str | None]


class DigestCard(OfCouncil, Base):
    """A card that stands in a digest; `done` when it was finished by the time it was taken."""

    __tablename__ = "digest_card"
    __table_args__ = (UniqueConstraint("digest_id", "card_id"), ANSWER_SIDE)

    digest_id: Mapped[UUID] = mapped_column(ForeignKey("digest.id", ondelete="CASCADE"))
    card_id: Mapped[UUID] = mapped_column(ForeignKey("card.id", ondelete="CASCADE"))
    done: Mapped[bool]


class CardTaker(OfCouncil, Base):
    """Who answers for one of those whom cards ask, of those who sign in."""

    __tablename__ = "card_taker"
    __table_args__ = (UniqueConstraint("council_id", "addressee"),)

    addressee: Mapped[str]
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
