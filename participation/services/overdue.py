"""What is past its time and waits for a person: nothing of it goes by itself."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.models import Council, Flag
from participation.services.cards import card_lines
from participation.services.contacts import late_requests, late_reviews
from participation.services.jobs import unsent_mails
from participation.services.reading import overdue as unread_late
from participation.services.retention import unread_too_long
from participation.services.standings import Standing, standing_asks


class Late(StrEnum):
    """What may be late."""

    FLAGS = "flags"
    REQUESTS = "requests"
    REVIEWS = "reviews"
    UNREAD = "unread"
    KEPT_UNREAD = "kept-unread"
    PROMISES = "promises"
    CARDS = "cards"
    MAILS = "mails"


@dataclass(frozen=True)
class LateLine:
    """How many of one kind are late."""

    what: Late
    many: int


def late_lines(session: Session, council: Council, now: datetime) -> tuple[LateLine, ...]:
    """Return all that is late in the council, the most pressing first, without what is not."""
    promises = standing_asks(session, council, day_of(now))
    counts = {
        Late.FLAGS: _late_flags(session, council, now),
        Late.REQUESTS: late_requests(session, council),
        Late.REVIEWS: late_reviews(session, council, now),
        Late.UNREAD: unread_late(session, council, now),
        Late.KEPT_UNREAD: unread_too_long(session, council, day_of(now)),
        Late.PROMISES: sum(ask.standing is Standing.LATE for ask in promises),
        Late.CARDS: sum(line.is_late(day_of(now)) for line in card_lines(session, council)),
        Late.MAILS: unsent_mails(session, council.id),
    }
    return tuple(LateLine(what, many) for what, many in counts.items() if many)


def _late_flags(session: Session, council: Council, now: datetime) -> int:
    return (
        session.scalar(
            select(func.count(Flag.id)).where(Flag.council_id == council.id, Flag.due_hour <= now)
        )
        or 0
    )
