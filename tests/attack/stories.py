"""Months of one council, in any order: people say things, staff do all that they may do.

Each text holds two words that nobody else uses: one that the officer leaves in when clearing
it, and one that is cut out.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.clock import SetClock
from participation.core.errors import ParticipationError
from participation.core.keys import KeyFolder
from participation.core.ports import Mail
from participation.core.types import Week
from participation.domain.receipts import unlock_typed
from participation.domain.responses import Reply, ResponseKind, Verdict
from participation.models import Account, Answer, Consultation, Council, Digest, Response
from participation.models.database import Database
from participation.models.mixing import mix
from participation.services import (
    clearing,
    digests,
    flags,
    reactions,
    reading,
    responses,
    submissions,
    withdrawals,
)
from participation.services.consultations import survey_of
from participation.worker.bench import Bench
from participation.worker.loop import work_all
from surveys import engine
from tests.attack.planting import token
from tests.factories import a_meeting, say

THEMES = ("wifi-and-phones", "where-i-live")
GONE = {"unread": "unread"}
ASIDE = ("flagged", "left out")
KEPT_AS = "What young people said about {} is that it matters."


@dataclass
class Text:
    """What one person wrote: its two words, its receipt, and the fates of the answers it is in."""

    kept: str
    cut: str
    may_show: bool
    receipt: str = ""
    fates: dict[UUID, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        return f"I wish the {self.kept} wifi and {self.cut} were better"

    @property
    def may_be_quoted(self) -> bool:
        return "cleared" in self.fates.values() and self.may_show


@dataclass
class Post:
    """Everybody's letter box."""

    mails: list[Mail] = field(default_factory=list)

    def send(self, mail: Mail) -> None:
        self.mails.append(mail)


@dataclass
class Story:
    """One council as it goes on, and every text that was ever written in it."""

    database: Database
    keys: KeyFolder
    clock: SetClock
    bench: Bench
    post: Post
    random: Random
    texts: list[Text] = field(default_factory=list)
    letters: int = 0
    refused: int = 0

    def step(self) -> str:
        """Do something that somebody may do, and return what; a refusal is an answer too."""
        deeds = self.deeds()
        name = self.random.choice(list(deeds))
        try:
            with self.database.writing() as session:
                deeds[name](session)
        except ParticipationError:
            self.refused += 1
        self.clock.moment += timedelta(hours=self.random.choice((1, 9, 30)))
        return name

    def deeds(self) -> dict[str, Callable[[Session], None]]:
        often = {"say": self.say, "read": self.read, "read more": self.read, "and more": self.read}
        return often | {
            "undo": self.undo,
            "take back": self.take_back,
            "build": self.build,
            "send": self.send,
            "answer": self.answer,
            "publish": self.publish,
            "react": self.react,
            "tidy": self.tidy,
        }

    def say(self, session: Session) -> None:
        consultation = self.random.choice(session.scalars(select(Consultation)).all())
        text, now, pick = self.new_text(), self.clock.now(), self.random.randrange(5)
        said = say(session, self.keys, consultation, now, text.words, pick, text.may_show)
        self.texts.append(replace(text, receipt=str(said.receipt)))

    def said_before(self, session: Session, many: int) -> None:
        """Store that many texts to one consultation whose receipts nobody remembers."""
        consultation = session.scalars(select(Consultation).order_by(Consultation.name)).first()
        council, now = self.council(session), self.clock.now()
        arrival = submissions.Arrival(Week.of(now.date()), submissions.Origin.SAID, None, now)
        public = self.keys.reading().reading_public
        written = next(one for one in survey_of(consultation).questions if one.written)
        for _ in range(many):
            text = self.new_text()
            said = (engine.Answered(written.name, (), text.words, text.may_show),)
            submissions.store_answers(session, public, council, consultation.id, said, arrival)
            self.texts.append(text)

    def new_text(self) -> Text:
        return Text(token(self.random), token(self.random), self.random.random() < 0.7)

    @property
    def remembered(self) -> list[Text]:
        return [text for text in self.texts if text.receipt]

    def read(self, session: Session) -> None:
        council, officer = self.council(session), self.officer(session)
        keys, now = self.keys.reading(), self.clock.now()
        unread = reading.next_unread(session, council, keys)
        if unread is None:
            return
        (text,) = [one for one in self.texts if one.kept in unread.original]
        fate = self.random.choice(("cleared", "cleared", "cleared", "cleared", *ASIDE))
        if fate == "flagged":
            flags.flag(session, council, officer, keys, unread.answer_id, now)
        elif fate == "left out":
            clearing.leave_out(session, council, officer, unread.answer_id, now)
        else:
            words = KEPT_AS.format(text.kept)
            decision = clearing.Decision(words, THEMES[: self.random.choice((1, 1, 2))])
            clearing.clear(session, council, officer, unread.answer_id, decision, now)
        text.fates[unread.answer_id] = "gone" if unread.taken_back else fate

    def undo(self, session: Session) -> None:
        answers = session.scalars(select(Answer).where(Answer.original.is_not(None))).all()
        if not answers:
            return
        answer = self.random.choice(answers)
        words = reading.words_of(self.keys.reading(), answer)
        council, officer = self.council(session), self.officer(session)
        clearing.undo(session, council, officer, answer.id, self.clock.now())
        next(one for one in self.texts if one.kept in words).fates[answer.id] = "unread"

    def take_back(self, session: Session) -> None:
        text = self.random.choice(self.remembered)
        withdrawals.take_back(session, self.keys.young(), text.receipt, self.clock.now())
        text.fates = {key: GONE.get(fate, "gone") for key, fate in text.fates.items()}

    def build(self, session: Session, all_of_it: bool = False) -> None:
        council, now = self.council(session), self.clock.now()
        digest = session.scalar(select(Digest).where(Digest.sent_on.is_(None)))
        meeting = digest.meeting if digest else None
        if meeting is None:
            meeting = a_meeting(session, council, now.date() + timedelta(weeks=3))
        asked = session.scalars(select(Consultation)).all()
        taken = (
            asked if all_of_it else self.random.sample(asked, self.random.randint(1, len(asked)))
        )
        whatever = all_of_it or self.random.random() < 0.8
        digest = digests.build_digest(
            session, council, self.officer(session), meeting, taken, now, whatever
        )
        new = digests.NewAsk(taken[0].id, THEMES[0], "", "Mend it.")
        digests.put_ask(session, council, digest, new)

    def send(self, session: Session) -> None:
        digest = session.scalar(select(Digest).where(Digest.sent_on.is_(None)))
        if digest is not None:
            council, officer = self.council(session), self.officer(session)
            digests.send_digest(session, council, officer, digest, self.clock.now())

    def answer(self, session: Session) -> None:
        council, now = self.council(session), self.clock.now()
        for put in responses.asks_of(session, council):
            if put.response is None:
                reply = Reply(ResponseKind.DID, "It is done.", shown_by="A speed test")
                member = self.officer(session)
                responses.record_response(session, council, member, put.ask.id, reply, now)

    def publish(self, session: Session) -> None:
        response = session.scalar(select(Response).where(Response.published_on.is_(None)))
        if response is not None:
            council, officer, now = self.council(session), self.officer(session), self.clock.now()
            responses.publish_response(session, council, officer, response.id, "We did it.", now)

    def react(self, session: Session) -> None:
        response = session.scalar(select(Response).where(Response.published_on.is_not(None)))
        if response is not None:
            typed = self.random.choice(self.remembered).receipt
            verdict = self.random.choice(list(Verdict))
            unlocked = unlock_typed(self.keys.young().pepper, typed)
            reactions.react(session, unlocked, response.id, verdict)

    def tidy(self, session: Session) -> None:
        clearing.forget_originals(session, self.council(session).id)

    def work(self) -> None:
        """Let the worker do what waits, and mix."""
        work_all(self.bench)
        mix(self.database)

    def council(self, session: Session) -> Council:
        return session.scalars(select(Council).where(Council.name == "testshire")).one()

    def officer(self, session: Session) -> Account:
        council = self.council(session)
        return session.scalars(select(Account).where(Account.council_id == council.id)).first()
