"""Work to be done after the page was answered."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from participation.models.base import Base, Keyed


class Job(Keyed, Base):
    """One piece of work: what kind, about what, and who holds it until when.

    `subject` names a consultation, digest or response, never a submission.
    """

    __tablename__ = "job"

    council_id: Mapped[UUID] = mapped_column(ForeignKey("council.id", ondelete="CASCADE"))
    kind: Mapped[str]
    subject: Mapped[str]
    unique_key: Mapped[str] = mapped_column(unique=True)
    run_after: Mapped[datetime] = mapped_column(index=True)
    leased_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    gave_up: Mapped[bool] = mapped_column(default=False)
