"""Surveys that are still being written."""

from datetime import date

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.models.base import Base, OfCouncil


class SurveyDraft(OfCouncil, Base):
    """A survey that staff are writing; `definition` is its JSON.

    `edition` grows with each change, so that nobody writes over what somebody else changed in
    the meantime. `published` is the number of the version that says the same, or None.
    """

    __tablename__ = "survey_draft"
    __table_args__ = (UniqueConstraint("council_id", "name"),)

    name: Mapped[str]
    definition: Mapped[str] = mapped_column(Text)
    edition: Mapped[int] = mapped_column(default=1)
    changed_on: Mapped[date]
    published: Mapped[int | None]
