"""The bodies that answer, when they meet, and what is taken to them."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from participation.models.base import Base, OfCouncil


class Board(OfCouncil, Base):
    """A body that answers or recommends."""

    __tablename__ = "board"
    __table_args__ = (UniqueConstraint("council_id", "code"),)

    code: Mapped[str]
    name: Mapped[str]


class BoardChair(OfCouncil, Base):
    """Who chairs a board: the one person who closes in writing what came back to it twice."""

    __tablename__ = "board_chair"
    __table_args__ = (UniqueConstraint("board_id"),)

    board_id: Mapped[UUID] = mapped_column(ForeignKey("board.id"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))


class MeetingState(StrEnum):
    """Whether a meeting is to be held, or what became of it instead."""

    PLANNED = "planned"
    CANCELLED = "cancelled"
    INQUORATE = "inquorate"


class Meeting(OfCouncil, Base):
    """One meeting of a board on its forward plan.

    `moved_from` is the day that it was first planned for. When it is not held, `why` is told,
    and from `fell_on` its asks go to the meeting `rolls_to_id`, or are answered in writing by
    `written_by`.
    """

    __tablename__ = "meeting"
    __table_args__ = (UniqueConstraint("board_id", "meets_on"),)

    board_id: Mapped[UUID] = mapped_column(ForeignKey("board.id"))
    meets_on: Mapped[date]
    papers_due_on: Mapped[date]
    focus: Mapped[str]
    begins_at: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default=MeetingState.PLANNED)
    moved_from: Mapped[date | None]
    why: Mapped[str] = mapped_column(Text, default="")
    rolls_to_id: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id"))
    written_by: Mapped[date | None]
    fell_on: Mapped[date | None]

    board: Mapped[Board] = relationship(lazy="joined")
    rolls_to: Mapped["Meeting | None"] = relationship(remote_side="Meeting.id")


class Digest(OfCouncil, Base):
    """What is taken to one meeting; sent when members were told.

    `reminded_on` is when they were last reminded to answer it in writing.
    """

    __tablename__ = "digest"

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), unique=True)
    framing: Mapped[str] = mapped_column(Text)
    background: Mapped[str] = mapped_column(Text, default="")
    sent_on: Mapped[date | None]
    reminded_on: Mapped[date | None]

    meeting: Mapped[Meeting] = relationship(lazy="joined")


class DigestImplication(OfCouncil, Base):
    """What a digest means for one thing that its board asks about, such as money."""

    __tablename__ = "digest_implication"
    __table_args__ = (UniqueConstraint("digest_id", "name"),)

    digest_id: Mapped[UUID] = mapped_column(ForeignKey("digest.id", ondelete="CASCADE"))
    name: Mapped[str]
    words: Mapped[str] = mapped_column(Text)


class DigestClearance(OfCouncil, Base):
    """A clearance that a digest was given: by whom, and on which day."""

    __tablename__ = "digest_clearance"
    __table_args__ = (UniqueConstraint("digest_id", "name"),)

    digest_id: Mapped[UUID] = mapped_column(ForeignKey("digest.id", ondelete="CASCADE"))
    name: Mapped[str]
    cleared_by: Mapped[str]
    cleared_on: Mapped[date]


class DigestConsultation(OfCouncil, Base):
    """A consultation taken in a digest, with the frozen release of its figures."""

    __tablename__ = "digest_consultation"
    __table_args__ = (UniqueConstraint("digest_id", "consultation_id"),)

    digest_id: Mapped[UUID] = mapped_column(ForeignKey("digest.id", ondelete="CASCADE"))
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    release_id: Mapped[UUID] = mapped_column(ForeignKey("release.id"))
    statement: Mapped[str] = mapped_column(Text, default="")


class DigestReturn(OfCouncil, Base):
    """A published response that comes back on a digest, with its verdicts as released."""

    __tablename__ = "digest_return"
    __table_args__ = (UniqueConstraint("digest_id", "response_id"),)

    digest_id: Mapped[UUID] = mapped_column(ForeignKey("digest.id", ondelete="CASCADE"))
    response_id: Mapped[UUID] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"))
    release_id: Mapped[UUID] = mapped_column(ForeignKey("release.id"))


class Release(OfCouncil, Base):
    """One line of the ledger: figures as they were released, for good."""

    __tablename__ = "release"
    __table_args__ = (UniqueConstraint("consultation_id", "subject", "number"),)

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    subject: Mapped[str]
    number: Mapped[int]
    frozen: Mapped[str] = mapped_column(Text)


class Ask(OfCouncil, Base):
    """One thing in a digest that the board must answer."""

    __tablename__ = "ask"
    __table_args__ = (UniqueConstraint("digest_id", "number"),)

    digest_id: Mapped[UUID] = mapped_column(ForeignKey("digest.id", ondelete="CASCADE"))
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    theme_id: Mapped[UUID | None] = mapped_column(ForeignKey("theme.id"))
    promise: Mapped[str]
    number: Mapped[int]
    words: Mapped[str] = mapped_column(Text)


class Response(OfCouncil, Base):
    """The board's answer to an ask: `words` as given, `plain` as young people read it.

    A change is a row of its own under the next number, so what stood before is kept, and of
    two people who answer at once only one gets the number. `partner` is who wrote the words
    where that was somebody outside the council; `closing` is the chair's last word on it.
    `wording_checked` says that ambassadors had found those very words clear.
    """

    __tablename__ = "response"
    __table_args__ = (UniqueConstraint("ask_id", "number"),)

    ask_id: Mapped[UUID] = mapped_column(ForeignKey("ask.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    partner: Mapped[str] = mapped_column(default="")
    kind: Mapped[str]
    words: Mapped[str] = mapped_column(Text)
    plain: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date | None]
    shown_by: Mapped[str] = mapped_column(Text)
    decider: Mapped[str] = mapped_column(Text)
    challenge: Mapped[str] = mapped_column(Text)
    answered_on: Mapped[date]
    published_on: Mapped[date | None]
    late_reason: Mapped[str] = mapped_column(Text, default="")
    signed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    signed_on: Mapped[date | None]
    minute: Mapped[str] = mapped_column(default="")
    closing: Mapped[str] = mapped_column(Text, default="")
    closed_on: Mapped[date | None]
    closed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    wording_checked: Mapped[bool] = mapped_column(default=False)

    ask: Mapped[Ask] = relationship(lazy="joined")


class PromiseTold(OfCouncil, Base):
    """A reminder of a promise that was planned; `name` is its occasion and its number."""

    __tablename__ = "promise_told"
    __table_args__ = (UniqueConstraint("response_id", "name"),)

    response_id: Mapped[UUID] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"))
    name: Mapped[str]
    told_on: Mapped[date]
