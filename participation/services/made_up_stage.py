"""The stage on which a made-up year is played: its people, its days, what stands on it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from uuid import UUID

from sqlalchemy.orm import Session

from participation.core.clock import SetClock
from participation.core.keys import ReadingKeys
from participation.models import Account, Ask, Consultation, Council, Meeting, Response

WEDNESDAY = 2


@dataclass
class Stage:
    """Everything that stands on the stage while the year is played."""

    session: Session
    council: Council
    keys: ReadingKeys
    clock: SetClock
    today: date
    people: dict[str, Account]
    first_receipt: bytes | None
    consultations: dict[str, Consultation] = field(default_factory=dict)
    submissions: dict[str, list[UUID]] = field(default_factory=dict)
    asks: dict[str, Ask] = field(default_factory=dict)
    given: dict[str, Response] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    events: list[tuple[date, int, Callable[[], None]]] = field(default_factory=list)
    order: "count[int]" = field(default_factory=count)

    def day(self, weeks_ago: int) -> date:
        """Return the Wednesday of that week; today at the latest for what has happened."""
        monday = self.today - timedelta(days=self.today.weekday())
        day = monday + timedelta(days=WEDNESDAY) - timedelta(weeks=weeks_ago)
        return min(day, self.today) if weeks_ago >= 0 else day

    def on(self, day: date, action: Callable[[], None]) -> None:
        """Have the action played on that day, or never if it is still to come."""
        if day <= self.today:
            self.events.append((day, next(self.order), action))

    @property
    def officer_at(self) -> tuple[Session, Council, Account]:
        """Return what each step of the officer begins with."""
        return self.session, self.council, self.officer

    @property
    def now(self) -> datetime:
        """Return the moment on stage."""
        return self.clock.now()

    @property
    def officer(self) -> Account:
        """Return the officer who reads and builds."""
        return self.people["officer"]
