"""Years of a council's meetings: what people do on which day, and a worker that things befall."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from participation.core.clock import SetClock, day_of
from participation.core.ports import Mail
from participation.domain.responses import Reply, ResponseKind
from participation.models import Account, Consultation, Council, Meeting, MeetingState
from participation.models.database import Database
from participation.services import digests, meeting_changes, reports, responses
from participation.services.written_procedure import not_held
from participation.worker.bench import Bench
from participation.worker.loop import ask_for_watch, work_once
from participation.worker.mailer import message_of
from tests.journeys.council_days import (
    DAY,
    Given,
    Outages,
    worked_after,
    worked_before,
    worked_from,
)

CHANGES = ("moved early", "moved late", "cancelled", "inquorate")
FATES = ("kept", "late", "moved", "unanswered")


@dataclass(frozen=True)
class Story:
    """What becomes of one meeting and of the ask put to it."""

    board: str
    planned: date
    held: date
    change: str
    paper_on: date
    change_on: date
    due: date
    answers: tuple[Given, ...]
    done_on: date
    in_writing: bool = False

    @property
    def acts(self) -> list[tuple[date, str]]:
        """Return what people do, by day; what changes before the papers go comes first."""
        said = [(given.on, f"answer {place}") for place, given in enumerate(self.answers)]
        changed = [(self.change_on, "change")] if self.change else []
        return [*changed, (self.paper_on, "paper"), *said, (self.done_on, "done")]


@dataclass(frozen=True)
class Rules:
    """What a pack sets of one board: clear days, and the days of who acts between meetings."""

    board: str
    clear_days: int
    between: tuple[date, ...] | None


def story_of(rules: Rules, planned: date, change: str, chance: random.Random) -> Story:
    """Return what becomes of a meeting that was planned for a day."""
    first_paper = worked_before(planned, rules.clear_days + 1)
    held, paper_on, change_on, due = planned, first_paper, planned, planned
    if change.startswith("moved"):
        held = due = worked_from(planned + chance.randint(5, 12) * DAY)
        late = change == "moved late"
        change_on = first_paper + DAY if late else first_paper - 10 * DAY
        paper_on = first_paper if late else worked_before(held, rules.clear_days + 1)
    elif change:
        change_on = planned if change == "inquorate" else planned - 3 * DAY
        due = _rolled_to(rules, change_on)
    answers, done_on = _answered(due, chance)
    in_writing = change in ("cancelled", "inquorate") and rules.between is None
    return Story(
        rules.board, planned, held, change, paper_on, change_on, due, tuple(answers), done_on,
        in_writing,
    )  # fmt: skip


def _rolled_to(rules: Rules, today: date) -> date:
    if rules.between is None:
        return worked_after(today, 20)
    return next(day for day in rules.between if day >= today)


def _answered(asked: date, chance: random.Random) -> tuple[list[Given], date]:
    fate = chance.choice(FATES)
    on = asked + chance.randint(2, 40) * DAY if fate == "unanswered" else asked
    due = on + chance.randint(5, 60) * DAY
    if fate == "late":
        done = due + chance.randint(2, 60) * DAY
        return [Given(on, due, done)], done
    if fate == "moved":
        again = due + chance.randint(1, 9) * DAY
        new_due = again + chance.randint(3, 40) * DAY
        done = new_due + chance.randint(0, 9) * DAY
        return [Given(on, due, again), Given(again, new_due, done)], done
    done = due - chance.randint(0, 4) * DAY
    return [Given(on, due, done)], done


class Breaking(Database):
    """A database whose line goes once, at the end of the writing counted down to, or is down."""

    left = 0
    down = False

    @contextmanager
    def writing(self) -> Iterator[Session]:
        if self.down:
            raise OperationalError("", {}, OSError("no line"))
        with super().writing() as session:
            yield session
            self.left -= 1
            if self.left == 0:
                raise OperationalError("", {}, OSError("no line"))


@dataclass
class Post:
    """A mail server that refuses on some days and keeps each message once, by its identity."""

    clock: SetClock
    outages: Outages
    came: dict[str, tuple[date, Mail]] = field(default_factory=dict)

    def send(self, mail: Mail) -> None:
        today = day_of(self.clock.now())
        if today in self.outages.mail:
            raise OSError("refused")
        self.came.setdefault(message_of(mail, "staff@council.example")["Message-ID"], (today, mail))


@dataclass
class Years:
    """The years as they pass; `asks` and `given` are the keys of what the stories put."""

    bench: Bench
    database: Breaking
    clock: SetClock
    outages: Outages
    chance: random.Random
    council_id: UUID
    people: dict[str, UUID]
    meetings: dict[tuple[str, date], UUID]
    asks: dict[Story, UUID] = field(default_factory=dict)
    papers: dict[Story, UUID] = field(default_factory=dict)
    given: dict[tuple[Story, int], UUID] = field(default_factory=dict)
    breaks: int = 0

    def pass_day(self, day: date, acts: list[tuple[Story, str]]) -> None:
        """Let the worker look in the morning, people do what they do, and the worker look."""
        # By one o'clock all that was last refused at midnight is due again.
        self.look(day, self.chance.randint(1, 9))
        self.clock.set_day(day)
        for story, act in acts:
            self.act(story, act)
        if acts:
            self.look(day, self.chance.randint(13, 21))

    def look(self, day: date, hour: int) -> None:
        """Do what the worker does in an hour; where the line breaks it starts again."""
        self.clock.moment = datetime(day.year, day.month, day.day, hour, 5, tzinfo=UTC)
        if day in self.outages.worker:
            self._look_in_vain()
            return
        self.database.left = self.chance.randint(1, 9) if self.chance.random() < 0.15 else 0
        self._begin_again_if_broken(lambda: ask_for_watch(self.bench, None))
        self._begin_again_if_broken(self._work)
        self.database.left = 0
        if day in self.outages.mail:
            self._try_all_day(day)

    def _look_in_vain(self) -> None:
        """Start without a database on every other day of an outage; on the rest do not start."""
        self.database.down = self.clock.now().day % 2 == 0
        if self.database.down:
            self._begin_again_if_broken(lambda: ask_for_watch(self.bench, None))
            self._begin_again_if_broken(self._work)
        self.database.down = False

    def _begin_again_if_broken(self, work: Callable[[], object]) -> None:
        for _ in range(2):
            try:
                work()
                break
            except OperationalError:
                self.breaks += 1
                self.clock.moment += timedelta(minutes=6)

    def _work(self) -> None:
        for _ in range(3):
            while work_once(self.bench):
                pass
            self.clock.moment += timedelta(minutes=1)

    def _try_all_day(self, day: date) -> None:
        """Try what was refused again and again, as an hour of pauses and a day of hours would."""
        while day_of(self.clock.moment) == day:
            while work_once(self.bench):
                pass
            self.clock.moment += timedelta(minutes=65)

    def act(self, story: Story, act: str) -> None:
        """Have people do one thing of a story."""
        with self.database.writing() as session:
            council = session.get_one(Council, self.council_id)
            if act == "paper":
                self._send_paper(session, council, story)
            elif act == "change":
                self._change(session, council, story)
            else:
                self._answer(session, council, story, act)

    def _send_paper(self, session: Session, council: Council, story: Story) -> None:
        now, officer = self.clock.now(), session.get_one(Account, self.people["officer"])
        meeting = session.get_one(Meeting, self.meetings[story.board, story.planned])
        home = session.query(Consultation).one()
        args = (session, council, officer, meeting, [home], now)
        digest = digests.build_digest(*args, although_unread=True)
        words = digests.NewAsk(home.id, "", "", f"Mend the wifi of {story.planned}.")
        self.asks[story] = digests.put_ask(session, council, digest, words).id
        self.papers[story] = digest.id
        for deadline in meeting_changes.deadlines_of(council, meeting):
            args = (session, council, digest, deadline.name, "Finance", deadline.due_on)
            reports.give_clearance(*args)
        digests.send_digest(session, council, officer, digest, now)

    def _change(self, session: Session, council: Council, story: Story) -> None:
        meeting = session.get_one(Meeting, self.meetings[story.board, story.planned])
        now, officer = self.clock.now(), session.get_one(Account, self.people["officer"])
        if story.change.startswith("moved"):
            args = (session, council, meeting, story.held, "The hall is shut.", day_of(now))
            meeting_changes.move_meeting(*args)
            return
        state = MeetingState(story.change)
        not_held(session, council, officer, meeting, state, "An election.", now)

    def _answer(self, session: Session, council: Council, story: Story, act: str) -> None:
        now = self.clock.now()
        member = session.get_one(Account, self.people["member"])
        chair = session.get_one(Account, self.people["chair"])
        place = len(story.answers) if act == "done" else int(act.split()[1])
        reply = (
            Reply(ResponseKind.DID, f"Done {now.date()}.", shown_by="The new router.")
            if act == "done"
            else Reply(ResponseKind.WILL, f"We will {place}.", story.answers[place].due)
        )
        args = (session, council, member, self.asks[story], reply, now)
        key = responses.record_response(*args).id
        plain = f"They said {place} of {story.planned}."
        responses.publish_response(session, council, chair, key, plain, now, "Minute 4")
        self.given[story, place] = key
