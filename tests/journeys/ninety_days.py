"""Ninety days of a safeguarding lane: people who act on mail alone, and lines that go down."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from participation.core.clock import SetClock
from participation.core.ports import Mail
from participation.core.types import Week
from participation.domain.safeguarding import OPEN_STATES, FlagDecision
from participation.domain.working_hours import WorkingHours
from participation.models import Account, Council, Origin
from participation.models.database import Database
from participation.services import flags, reading, submissions
from participation.services.hours import hours_of
from participation.worker.bench import Bench
from participation.worker.loop import ask_for_watch, work_once
from surveys.engine import Answered

BEGINS = date(2026, 3, 2)
DAYS = 90
DECIDED = flags.Decided(FlagDecision.CHECK_ON_GROUP, "Rang round.")


class Wavering(Database):
    """A database whose line goes down."""

    down = False

    @contextmanager
    def writing(self) -> Iterator[Session]:
        if self.down:
            raise OperationalError("", {}, OSError("no line"))
        with super().writing() as session:
            yield session


@dataclass
class Post:
    """A post office that shuts, and after which the database may be gone."""

    database: Wavering
    chance: random.Random
    shut: bool = False
    sent: list[tuple[str, str]] = field(default_factory=list)
    unread: dict[str, int] = field(default_factory=dict)

    def send(self, mail: Mail) -> None:
        if self.shut:
            raise OSError("shut")
        self.sent.append((mail.to, mail.mark))
        self.unread[mail.to] = self.unread.get(mail.to, 0) + 1
        # The worst moment: the mail is out, and that it is out cannot be written down.
        self.database.down = self.chance.random() < 0.1


@dataclass
class Days:
    """The days as they pass, with the people who work in them."""

    bench: Bench
    database: Wavering
    post: Post
    clock: SetClock
    council: Council
    chance: random.Random
    away: dict[str, range] = field(default_factory=dict)
    said: int = 0

    def moments(self) -> Iterator[datetime]:
        """Yield each hour of the working day, and a few of the others."""
        hours: WorkingHours = hours_of(self.council)
        for number in range(DAYS):
            day = BEGINS + timedelta(days=number)
            for hour in range(8, 19) if hours.is_working_day(day) else (3, 13, 22):
                yield datetime(day.year, day.month, day.day, hour, tzinfo=UTC)

    def pass_hour(self, moment: datetime, officer: Account, leads: list[Account]) -> None:
        """Let the hour's mishaps, young people, machine and staff have their turn."""
        self.clock.moment = moment
        self.database.down = self.chance.random() < 0.05
        self.post.shut = self.chance.random() < 0.1 or 40 <= self.day < 44
        if not self.database.down and self.chance.random() < 0.06:
            self.say()
        self.work()
        if self.database.down or not hours_of(self.council).is_open(moment):
            return
        if moment.hour in (10, 15):
            self.read(officer)
        for lead in leads:
            self.decide(lead)

    @property
    def day(self) -> int:
        """Return the number of the day."""
        return (self.clock.now().date() - BEGINS).days

    def say(self) -> None:
        """Have a young person write something that needs somebody."""
        self.said += 1
        now = self.clock.now()
        arrival = submissions.Arrival(
            Week.of(now.date()), Origin.SAID, None, now + timedelta(days=7), now
        )
        words = Answered("hard", (), f"he hurts me {self.said}", False)
        with self.database.writing() as session:
            council = session.get_one(Council, self.council.id)
            home = session.query(flags.Consultation).one().id
            public = self.bench.keys.reading_public
            submissions.store_answers(session, public, council, home, (words,), arrival)

    def work(self) -> None:
        """Have the worker do what is due; it dies when the line does, and starts again."""
        try:
            ask_for_watch(self.bench, None)
            while work_once(self.bench):
                pass
        except OperationalError:
            return

    def read(self, officer: Account) -> None:
        """Have the officer read what waits, and flag it."""
        with self.database.writing() as session:
            council, by = self.at_work(session, officer)
            while unread := reading.next_unread(session, council, self.bench.keys):
                args = (session, council, by, self.bench.keys, unread.answer_id)
                flags.flag(*args, self.clock.now())

    def decide(self, lead: Account) -> None:
        """Have the lead decide whatever is open, if a mail has come and they are there."""
        if self.day in self.away.get(lead.email, ()) or not self.post.unread.pop(lead.email, 0):
            return
        with self.database.writing() as session:
            council, by = self.at_work(session, lead)
            if not by.active:
                return
            for flag_id in self.open_flags(session, council):
                args = (session, council, by, self.bench.keys, flag_id)
                flags.decide(*args, DECIDED, self.clock.now())

    def open_flags(self, session: Session, council: Council) -> list[UUID]:
        return [line.flag_id for line in flags.flags(session, council) if line.state in OPEN_STATES]

    def at_work(self, session: Session, account: Account) -> tuple[Council, Account]:
        return session.get_one(Council, self.council.id), session.get_one(Account, account.id)
