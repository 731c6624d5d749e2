"""What is asked: surveys, their published versions, and consultations."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from participation.models.base import Base, OfCouncil


class SurveyVersion(OfCouncil, Base):
    """A published, immutable text of a survey; `definition` is its JSON."""

    __tablename__ = "survey_version"
    __table_args__ = (UniqueConstraint("council_id", "survey", "number"),)

    survey: Mapped[str]
    number: Mapped[int]
    definition: Mapped[str] = mapped_column(Text)


class Consultation(OfCouncil, Base):
    """A survey version open to some groups between two dates; `link` is its open link.

    `by_invite` says that each answer takes a one-time code; it is chosen at the opening and
    never changed."""

    __tablename__ = "consultation"
    __table_args__ = (UniqueConstraint("council_id", "name"),)

    name: Mapped[str]
    title: Mapped[str]
    survey_version_id: Mapped[UUID] = mapped_column(ForeignKey("survey_version.id"))
    link: Mapped[str] = mapped_column(unique=True)
    groups: Mapped[str] = mapped_column(Text)
    by_invite: Mapped[bool] = mapped_column(default=False)
    opens_on: Mapped[date]
    closes_on: Mapped[date]

    version: Mapped[SurveyVersion] = relationship(lazy="joined")
