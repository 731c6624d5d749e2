"""What came from chats and waits to be answered, and what waits to be sent to them.

Rows stand for moments. None names a person, a council, a survey or an answer: who and what is
sealed, and a chat's name is told by nothing but its keyed hash.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.models.base import ANSWER_SIDE, Base, Keyed, OfCouncil


class ChatUpdate(Base):
    """Something that arrived from a chat, sealed; gone in the transaction that answers it.

    `place` is the channel's own order of arrival.
    """

    __tablename__ = "chat_update"
    __table_args__ = ANSWER_SIDE

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    chat: Mapped[bytes] = mapped_column(LargeBinary(32), index=True)
    place: Mapped[int] = mapped_column(BigInteger)
    sealed: Mapped[bytes]
    hour: Mapped[datetime]
    run_after: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)


class ChatSeen(Base):
    """The keyed hash of an update that arrived, so that it is not answered a second time."""

    __tablename__ = "chat_seen"
    __table_args__ = ANSWER_SIDE

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    until: Mapped[date]


class ChatMessage(Keyed, Base):
    """One act of ours in a chat, sealed; gone when the channel has taken it.

    `place` is its order in the chat.
    """

    __tablename__ = "chat_message"
    __table_args__ = ANSWER_SIDE

    chat: Mapped[bytes] = mapped_column(LargeBinary(32), index=True)
    place: Mapped[int]
    sealed: Mapped[bytes]
    hour: Mapped[datetime]
    run_after: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)


class ChatChoices(Base):
    """The numbered choices last sent to a chat that has no buttons, sealed, by its keyed hash."""

    __tablename__ = "chat_choices"
    __table_args__ = ANSWER_SIDE

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    sealed: Mapped[bytes]
    until: Mapped[date]


class ChatPulse(Base):
    """In which hour a channel last answered something and last sent something."""

    __tablename__ = "chat_pulse"

    channel: Mapped[str] = mapped_column(primary_key=True)
    answered_hour: Mapped[datetime | None]
    sent_hour: Mapped[datetime | None]


class ChatSwitch(OfCouncil, Base):
    """Whether a council lets itself be talked to through a channel; off without a row."""

    __tablename__ = "chat_switch"
    __table_args__ = (UniqueConstraint("council_id", "channel"),)

    channel: Mapped[str]
    is_on: Mapped[bool]


class Telling(OfCouncil, Base):
    """Something that everybody who asked to be told of a consultation is told, from a day on.

    Gone once it is told. An ask has at most one of each kind waiting.
    """

    __tablename__ = "telling"
    __table_args__ = (UniqueConstraint("ask_id", "kind"),)

    consultation_id: Mapped[UUID] = mapped_column(
        ForeignKey("consultation.id", ondelete="CASCADE"), index=True
    )
    ask_id: Mapped[UUID] = mapped_column(ForeignKey("ask.id", ondelete="CASCADE"))
    kind: Mapped[str]
    due_on: Mapped[date]
