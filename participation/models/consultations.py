"""What is asked: surveys, their published versions, and consultations."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Text, UniqueConstraint, inspect
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from participation.core.errors import Refused
from participation.models.base import Base, OfCouncil


class Stage(StrEnum):
    """How far the decision has come that young people are asked about."""

    DRAFT = "draft"
    OPTIONS = "options"
    DECIDED = "decided"


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
    never changed. `thanks` says what whoever answered by a code is given for it, if anything.
    `themes` are the codes of what it is about, and `reason` says to young people why it is
    asked while an earlier ask on that waits.
    """

    __tablename__ = "consultation"
    __table_args__ = (UniqueConstraint("council_id", "name"),)

    name: Mapped[str]
    title: Mapped[str]
    survey_version_id: Mapped[UUID] = mapped_column(ForeignKey("survey_version.id"))
    link: Mapped[str] = mapped_column(unique=True)
    groups: Mapped[str] = mapped_column(Text)
    by_invite: Mapped[bool] = mapped_column(default=False)
    thanks: Mapped[str] = mapped_column(Text, default="")
    stage: Mapped[str] = mapped_column(default=Stage.DRAFT)
    themes: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    opens_on: Mapped[date]
    closes_on: Mapped[date]

    version: Mapped[SurveyVersion] = relationship(lazy="joined")

    @validates("by_invite")
    def _keep_way_in(self, _name: str, by_invite: bool) -> bool:
        # One code was one answer when young people were asked; it must not become many later.
        if inspect(self).persistent and by_invite != self.by_invite:
            raise Refused("Who can answer was chosen when this was opened, and stays as it was.")
        return by_invite
