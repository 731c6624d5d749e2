"""People who send one after another, as the web door has it, and the list of who sent when."""

import shutil
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import select

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.core.ports import Mail
from participation.core.sealed import new_nonce
from participation.models import Answer, Submission
from participation.models.database import Database
from participation.services import conversations, submissions
from participation.services.invites import Route, invite_id, make_invites
from participation.services.theming import SuggesterShelf
from participation.worker.bench import Bench
from participation.worker.loop import ask_for_tidying, work_all
from surveys import engine
from tests.attack.guessing import RANDOM
from tests.attack.marks import Marks
from tests.factories import a_consultation, a_council

WORDS = ("the", "room", "my", "school", "food", "bus", "late", "warm", "never", "wifi", "talk")
LENGTHS = (6, 12, 40, 150, 500)
"""Words an answer: the longest spill over to pages of their own in either database."""
MARK_BYTES = 16


@dataclass(frozen=True)
class Person:
    """One line of the attacker's list, and the rows by which he is proved right or wrong."""

    invite: bytes
    submission: UUID
    answers: tuple[UUID, ...]
    originals: tuple[bytes, ...]


class NoMail:
    """Sends nothing."""

    def send(self, mail: Mail) -> None:
        raise AssertionError("nobody is told anything here")


@dataclass
class Crowd:
    """A consultation, its worker, and the people who answered it, in the order of sending.

    `invites` are codes that nobody has used yet; `forgets` says that the log is emptied.
    """

    database: Database
    keys: KeyFolder
    clock: SetClock
    bench: Bench
    invites: list[str]
    people: list[Person] = field(default_factory=list)
    forgets: bool = True

    @classmethod
    def gather(cls, database: Database, keys: KeyFolder, start: datetime, many: int) -> "Crowd":
        """Return a crowd that was handed that many invites and has not said a word."""
        clock = SetClock(start)
        with database.writing() as session:
            council = a_council(session)
            consultation = a_consultation(session, council, start.date(), by_invite=True)
            group = consultation.groups.split()[0]
            batch = make_invites(
                session, council, keys.young().invites, consultation, group, Route.POST, many
            )
        database.forget_log()
        shelf = SuggesterShelf(keys.path.parent / "models")
        for fitted in list(shelf.folder.glob("*.npz"))[:1]:
            # Of the same codebook, so that it need not be fitted again for every crowd.
            shutil.copy(fitted, shelf.path(council))
        bench = Bench(database, keys.reading(), shelf, NoMail(), clock, "")
        # Slips are shuffled before they are handed out.
        return cls(database, keys, clock, bench, RANDOM.sample(batch.codes, many))

    @property
    def marks(self) -> Marks:
        """By what each person, numbered in the order of sending, is known again."""
        keys, invites, originals = {}, {}, {}
        for number, person in enumerate(self.people):
            invites[person.invite] = number
            keys |= dict.fromkeys((person.submission, *person.answers), number)
            originals |= {sealed[:MARK_BYTES]: number for sealed in person.originals}
        return Marks(keys, invites, originals)

    def send_all(self, random: Random, but: int = 0) -> None:
        """Have everybody but so many send, minutes apart, the worker at work between them."""
        while len(self.invites) > but:
            self.clock.moment += timedelta(minutes=2)
            self.send(sentence(random) if random.random() < 0.8 else "", random.randrange(5))
            if len(self.people) % 7 == 3:
                self.work()

    def send(self, text: str, pick: int) -> Person:
        """Answer one question by a choice and one in words, and send, each in its own request."""
        today, code = self.clock.now().date(), self.invites.pop()
        with self.database.writing() as session:
            begun = conversations.begin_by_invite(session, self.keys.young(), code, today)
        survey = begun.turn.survey
        choice = next(one for one in survey.questions if not one.written)
        written = next(one for one in survey.questions if one.written)
        given = [engine.Given(choice.name, (choice.options[pick].code,))]
        given += [engine.Given(written.name, (text,))] if text else []
        for one in given:
            with self.database.writing() as session:
                conversations.reply(session, begun.secret, one, today)
        shown = engine.ShowWords((written.name,) if text else ())
        person = self._press_send(begun.secret, shown, invite_id(self.keys.young().invites, code))
        self.people.append(person)
        return person

    def _press_send(self, secret: bytes, shown: engine.ShowWords, invite: bytes) -> Person:
        now, known = self.clock.now(), {person.submission for person in self.people}
        with self.database.writing() as session:
            conversations.reply(session, secret, shown, now.date())
            submissions.send(session, self.keys.young(), secret, new_nonce(), now)
            (key,) = set(session.scalars(select(Submission.id))) - known
            answers = session.scalars(select(Answer).where(Answer.submission_id == key)).all()
        self.forget()
        originals = tuple(answer.original for answer in answers if answer.original)
        return Person(invite, key, tuple(answer.id for answer in answers), originals)

    def work(self) -> None:
        """Let the worker do what waits, and empty the log as it does when idle."""
        work_all(self.bench)
        self.forget()

    def forget(self) -> None:
        if self.forgets:
            assert self.database.forget_log()

    def night(self) -> None:
        """Let the worker tidy and mix, in the small hours."""
        self.clock.moment = self.clock.moment.replace(hour=3) + timedelta(days=1)
        ask_for_tidying(self.bench, None)
        self.work()


def sentence(random: Random) -> str:
    """Return words that nobody else says, of a length that tells nothing."""
    words = random.choices(WORDS, k=random.choice(LENGTHS))
    return " ".join((f"q{random.getrandbits(64):016x}", *words))
