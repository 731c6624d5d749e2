"""Who is told that a request waits, or that its opening waits for a second person."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.domain.policy import Role
from participation.domain.safeguarding import DAYS_TO_DECIDE
from participation.models import Council
from participation.models.vault import ContactOpening, ContactRequest
from participation.services.alerts import first_told, then_told
from participation.services.hours import hours_of
from participation.services.jobs import ask_for
from participation.services.staff import active_in_role

TELL = "tell-contact"


def tell_waiting(session: Session, council: Council, now: datetime) -> None:
    """Have people told: the lead at once, then everyone each working day until it is opened.

    An opening that nobody has reviewed in time is told again each working day as well.
    """
    waiting = session.scalars(
        select(ContactRequest).where(
            ContactRequest.council_id == council.id, ContactRequest.due_hour.is_not(None)
        )
    )
    for row in waiting.all():
        if not row.told:
            row.told = True
            tell(session, council, first_told(session, council.id), now)
        if row.due_hour is not None and row.due_hour <= now:
            row.due_hour, row.late = hours_of(council).after_days(now, DAYS_TO_DECIDE), True
            tell(session, council, then_told(session, council.id), now)
    for opening in _unreviewed(session, council):
        if opening.due_hour is not None and opening.due_hour <= now:
            opening.due_hour = review_due(council, now)
            tell(session, council, second_people(session, council.id, opening.account_id), now)
    session.flush()


def tell(session: Session, council: Council, people: Iterable[UUID], now: datetime) -> None:
    """Have each of these people mailed that a contact request needs them."""
    for account_id in people:
        ask_for(session, council.id, TELL, f"{account_id}:{uuid4().hex}", now)


def second_people(session: Session, council_id: UUID, opener_id: UUID) -> list[UUID]:
    """Return who may review what this person opened, or else who can add somebody that may."""
    others = [key for key in then_told(session, council_id) if key != opener_id]
    return others or active_in_role(session, council_id, Role.ADMINISTRATOR)


def review_due(council: Council, now: datetime) -> datetime:
    """Return the hour by which an opening of now should be reviewed."""
    return hours_of(council).after_days(now, DAYS_TO_DECIDE)


def late_reviews(session: Session, council: Council, now: datetime) -> int:
    """Return how many openings should have been reviewed by a second person by now."""
    return sum(review_due(council, row.hour) <= now for row in _unreviewed(session, council))


def late_requests(session: Session, council: Council) -> int:
    """Return how many requests nobody has opened in time."""
    rows = session.scalars(
        select(ContactRequest.id).where(
            ContactRequest.council_id == council.id,
            ContactRequest.opened_on.is_(None),
            ContactRequest.late,
        )
    )
    return len(rows.all())


def _unreviewed(session: Session, council: Council) -> list[ContactOpening]:
    return list(
        session.scalars(
            select(ContactOpening).where(
                ContactOpening.council_id == council.id, ContactOpening.reviewer_id.is_(None)
            )
        )
    )
