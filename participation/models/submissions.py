"""The answer side: nothing here names a person or holds a time finer than a week.

`waiting` is the one exception: the hour by which an answer should be read, deleted when it is.
"""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from participation.models.base import ANSWER_SIDE, Base, OfCouncil


class Origin(StrEnum):
    """How a submission came in: from a young person, from a file, or heard off line.

    Off line means on paper, at a meeting, on a visit or through somebody who speaks for them.
    Which of these is not kept: whoever knows that one child came with an advocate would have
    found that child's answers.
    """

    SAID = "said"
    HELPED = "helped"
    SPOKEN_FOR = "spoken-for"
    IMPORTED = "imported"
    HEARD = "heard"


class Reading(StrEnum):
    """Where a written answer stands with the person who reads it."""

    NO_WORDS = "no-words"
    UNREAD = "unread"
    CLEARED = "cleared"
    FLAGGED = "flagged"
    LEFT_OUT = "left-out"


class Submission(OfCouncil, Base):
    """A finished, anonymised conversation; its receipt is known only by its hash.

    `heard_week` is the ISO week in which a person had read all its words; `taken_back` that
    its writer withdrew it, and only unread words are left until someone has read them for
    safety. To `word_key` a message is sealed that only the receipt opens. `may_be_complaint`
    has the receipt offer the council's ways to have something put right.
    """

    __tablename__ = "submission"
    __table_args__ = ANSWER_SIDE

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), index=True)
    week: Mapped[str]
    heard_week: Mapped[str | None]
    origin: Mapped[str]
    receipt_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    word_key: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    taken_back: Mapped[bool] = mapped_column(default=False)
    may_be_complaint: Mapped[bool] = mapped_column(default=False)


class Answer(OfCouncil, Base):
    """One question's reply: option codes with a space between, or words.

    `original` is sealed to the reading key and goes after clearing; `cleared` is what the
    officer left; `worry` says that a worry word was seen and someone should read it first;
    `suggested` that the machine has proposed themes, if only none. Its `reasons` are the
    text's own words, so they are sealed like the original and go with it. Words in another
    language than English keep its code and, once an interpreter wrote one, a sealed
    translation, which is what gets cleared; both go with the original.
    """

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("submission_id", "question"),
        Index(None, "council_id", "worry", "reading"),
        # What the machine has yet to look at, and what it could make nothing of: few of many.
        Index(
            None,
            "council_id",
            "reading",
            "suggested",
            sqlite_where=text("reading = 'unread' AND suggested IS 0"),
            postgresql_where=text("reading = 'unread' AND suggested IS false"),
        ),
        Index(
            None,
            "council_id",
            "reading",
            "suggested",
            "reasons",
            sqlite_where=text("reading = 'unread' AND suggested IS 1 AND reasons IS NULL"),
            postgresql_where=text("reading = 'unread' AND suggested IS true AND reasons IS NULL"),
        ),
        Index(None, "reading", "submission_id"),
        ANSWER_SIDE,
    )

    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"))
    question: Mapped[str]
    codes: Mapped[str] = mapped_column(Text)
    original: Mapped[bytes | None]
    language: Mapped[str | None]
    translation: Mapped[bytes | None]
    cleared: Mapped[str | None] = mapped_column(Text)
    may_show: Mapped[bool]
    worry: Mapped[bool]
    suggested: Mapped[bool] = mapped_column(default=False)
    reasons: Mapped[bytes | None]
    reading: Mapped[str]


class Drawing(OfCouncil, Base):
    """The picture that came with an answer, sealed to the reading key; it goes with the original.

    All are sealed to one length. Until it is `typed_up`, the answer has no words.
    """

    __tablename__ = "drawing"
    __table_args__ = ANSWER_SIDE

    answer_id: Mapped[UUID] = mapped_column(
        ForeignKey("answer.id", ondelete="CASCADE"), unique=True
    )
    sealed: Mapped[bytes]
    typed_up: Mapped[bool] = mapped_column(default=False)


class Waiting(Base):
    """An answer that a person has yet to read, and the hour by which it should be read."""

    __tablename__ = "waiting"
    __table_args__ = (Index(None, "council_id", "due_hour"), ANSWER_SIDE)

    answer_id: Mapped[UUID] = mapped_column(
        ForeignKey("answer.id", ondelete="CASCADE"), primary_key=True
    )
    council_id: Mapped[UUID] = mapped_column(ForeignKey("council.id", ondelete="CASCADE"))
    due_hour: Mapped[datetime]


class Suggestion(OfCouncil, Base):
    """A theme that the machine proposes for an answer."""

    __tablename__ = "suggestion"
    __table_args__ = (UniqueConstraint("answer_id", "theme_id"), ANSWER_SIDE)

    answer_id: Mapped[UUID] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"))
    theme_id: Mapped[UUID] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"))
    score: Mapped[float]


class Coding(OfCouncil, Base):
    """A theme that a person gave an answer; who decided, without when."""

    __tablename__ = "coding"
    __table_args__ = (
        UniqueConstraint("answer_id", "theme_id"),
        Index(None, "theme_id", "answer_id"),
        ANSWER_SIDE,
    )

    answer_id: Mapped[UUID] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"))
    theme_id: Mapped[UUID] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"))
    coder_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))


class Quote(OfCouncil, Base):
    """Cleared words chosen for a digest; what is `taken_out` by hand never comes back by itself."""

    __tablename__ = "quote"
    __table_args__ = (UniqueConstraint("digest_id", "answer_id", "theme_id"), ANSWER_SIDE)

    digest_id: Mapped[UUID] = mapped_column(ForeignKey("digest.id", ondelete="CASCADE"))
    answer_id: Mapped[UUID] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"))
    theme_id: Mapped[UUID] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"))
    taken_out: Mapped[bool] = mapped_column(default=False)


class Reaction(OfCouncil, Base):
    """A receipt's verdict on a response; one each, changeable."""

    __tablename__ = "reaction"
    __table_args__ = (UniqueConstraint("response_id", "submission_id"), ANSWER_SIDE)

    response_id: Mapped[UUID] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"))
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"))
    verdict: Mapped[str]


class OpenTap(OfCouncil, Base):
    """Verdicts tapped on the wall without a receipt, counted apart: open to anyone."""

    __tablename__ = "open_tap"
    __table_args__ = (UniqueConstraint("response_id", "verdict"),)

    response_id: Mapped[UUID] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"))
    verdict: Mapped[str]
    taps: Mapped[int]
