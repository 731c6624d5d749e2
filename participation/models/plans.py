"""The action plan: what is done about what young people asked for, by whom, and how far it is."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from participation.models.base import Base, OfCouncil


class Action(OfCouncil, Base):
    """One thing to be done; it may follow an ask, and comes under a promise of the pledge.

    `owner` and `partner` are offices as the council names them, `evidence` is what shows it.
    """

    __tablename__ = "action"

    ask_id: Mapped[UUID | None] = mapped_column(ForeignKey("ask.id"))
    promise: Mapped[str]
    words: Mapped[str] = mapped_column(Text)
    owner: Mapped[str]
    partner: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date]
    first_due_on: Mapped[date]
    progress: Mapped[str]
    evidence: Mapped[str] = mapped_column(Text, default="")
    changed_on: Mapped[date]


class Milestone(OfCouncil, Base):
    """A step on the way of an action, by a day; `done_on` once it is passed."""

    __tablename__ = "milestone"

    action_id: Mapped[UUID] = mapped_column(ForeignKey("action.id", ondelete="CASCADE"), index=True)
    words: Mapped[str]
    due_on: Mapped[date]
    done_on: Mapped[date | None]
