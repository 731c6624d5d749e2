"""What became of the codebook: each change with who and when, and what somebody proposes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.models.base import Base, OfCouncil


class CodebookChange(OfCouncil, Base):
    """One change, which makes a version of the codebook; the first version has no row.

    `before` and `after` hold as JSON how each theme that was changed stood. A coding never
    names its version: with the hour here it would tell when the answer was read. `carried` is
    which codings moved, sealed to the reading key, and goes after some days; `takes_back` is the
    number of the change that this one undid.
    """

    __tablename__ = "codebook_change"
    __table_args__ = (UniqueConstraint("council_id", "number"),)

    number: Mapped[int]
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    hour: Mapped[datetime]
    kind: Mapped[str]
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
    carried: Mapped[bytes | None]
    takes_back: Mapped[int | None]


class ThemeProposal(OfCouncil, Base):
    """A theme, or young people's own name for one, that waits for an officer; then it goes."""

    __tablename__ = "theme_proposal"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    theme_id: Mapped[UUID | None] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"))
    own_name: Mapped[str]
    description: Mapped[str] = mapped_column(Text)
