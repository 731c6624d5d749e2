"""A council and what it reports by."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.models.base import ANSWER_SIDE, Base, Keyed, OfCouncil


class Council(Keyed, Base):
    """A tenant: one local authority; `pack` holds its words and settings as JSON."""

    __tablename__ = "council"

    name: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    pack: Mapped[str] = mapped_column(Text)


class Theme(OfCouncil, Base):
    """A named idea of the council's codebook; `lenses` lists LENS.HEADING, space between.

    None is ever deleted: what was told of it stands. From `retired_on` it is neither suggested
    nor offered; one that was merged is retired too, and its codings are those of `merged_into_id`.
    One that was split is retired and keeps its codings until people give them to its parts, the
    themes whose `part_of_id` it is.
    """

    __tablename__ = "theme"
    __table_args__ = (UniqueConstraint("council_id", "code"),)

    code: Mapped[str]
    name: Mapped[str]
    own_name: Mapped[str]
    description: Mapped[str] = mapped_column(Text)
    promise: Mapped[str]
    lenses: Mapped[str] = mapped_column(Text)
    lead: Mapped[str] = mapped_column(default="")
    """Who leads on it, in the council's words: a post or a team."""
    retired_on: Mapped[date | None]
    merged_into_id: Mapped[UUID | None] = mapped_column(ForeignKey("theme.id"))
    part_of_id: Mapped[UUID | None] = mapped_column(ForeignKey("theme.id"))


class ThemeExample(OfCouncil, Base):
    """A phrase that shows what a theme means."""

    __tablename__ = "theme_example"

    theme_id: Mapped[UUID] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(Text)


class AllowedWord(Base):
    """A single word that is never a personal detail in this council's answers, in lower case.

    An officer met it in an answer: so nothing here says when, by whom or in which, and the
    rows stand in the order of the words.
    """

    __tablename__ = "allowed_word"
    __table_args__ = ANSWER_SIDE

    council_id: Mapped[UUID] = mapped_column(
        ForeignKey("council.id", ondelete="CASCADE"), primary_key=True
    )
    word: Mapped[str] = mapped_column(primary_key=True)
