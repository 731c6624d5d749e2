"""The made-up council: its people, its year, and one receipt to try."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.core.errors import NotFound
from participation.core.keys import ReadingKeys, YoungKeys
from participation.core.sealed import new_nonce, new_secret
from participation.domain.policy import Role
from participation.domain.receipts import Receipt, hash_receipt, make_receipt
from participation.models import Consultation, Council, Job
from participation.services import consultations, conversations, submissions
from participation.services.always_open import GOOD_NEWS, NEXT_MEETING
from participation.services.chairs import name_chair
from participation.services.councils import add_shipped_council
from participation.services.jobs import ask_for
from participation.services.made_up_year import play
from participation.services.staff import NewAccount, account_of, add_account
from surveys import engine
from surveys.loader import load_survey
from surveys.packs import load_year
from surveys.samples import sample

NAME = "demo"
HALF_A_YEAR = timedelta(weeks=26)


@dataclass(frozen=True)
class Person:
    """Somebody of the made-up council who can sign in on this machine."""

    handle: str
    name: str
    role: Role

    @property
    def email(self) -> str:
        """Return the address to sign in with."""
        return f"{self.handle}@alderbrook.example"

    @property
    def password(self) -> str:
        """Return the password, which works on this machine and with made-up life only."""
        return f"alderbrook-{self.handle}"


PEOPLE = (
    Person("officer", "Noor", Role.OFFICER),
    Person("ambassador", "Jay", Role.AMBASSADOR),
    Person("lead-member", "Councillor Ash", Role.MEMBER),
    Person("chair", "Councillor Birch", Role.MEMBER),
    Person("safeguarding-lead", "Rowan", Role.SAFEGUARDING),
    Person("safeguarding-deputy", "Marlow", Role.DEPUTY),
    Person("administrator", "Sol", Role.ADMINISTRATOR),
    Person("proper-officer", "Tarn", Role.PROPER_OFFICER),
)


@dataclass(frozen=True)
class MadeUp:
    """The made-up council, and a receipt of the first thing that was said in its year."""

    council: Council
    receipt: Receipt


def _open_doors(session: Session, council: Council, today: date) -> None:
    """Open what stands open to everybody all year, and is offered to no group."""
    for survey in (load_survey(name, NAME) for name in (NEXT_MEETING, GOOD_NEWS)):
        version = consultations.publish_survey(session, council, survey)
        name, title = f"{survey.name}-all-year", survey.title.to("en")
        opening = consultations.Opening(name, title, (), today - HALF_A_YEAR, today + HALF_A_YEAR)
        consultations.open_consultation(session, council, version, opening)


def make_council(session: Session, young: YoungKeys, keys: ReadingKeys, now: datetime) -> MadeUp:
    """Return the made-up council with its people and a year of its life up to today."""
    receipt = make_receipt(young.pepper, new_secret(), new_nonce())
    council = add_shipped_council(session, NAME)
    for person in PEOPLE:
        add_account(
            session,
            council,
            NewAccount(person.email, person.handle, person.name, person.role, person.password),
        )
    officer, chair = account_of(session, council, "officer"), account_of(session, council, "chair")
    name_chair(session, council, officer, "board", chair.id, now)
    year, kept = load_year(NAME), hash_receipt(young.pepper, receipt)
    play(session, council, keys, year, day_of(now), kept)
    _open_doors(session, council, day_of(now))
    # Members read the past meetings' papers in the past: no mail is due for them now.
    session.execute(delete(Job).where(Job.council_id == council.id))
    latest = consultations.consultations_of(session, council)[0]
    ask_for(session, council.id, "suggest", str(latest.id), now)
    return MadeUp(council, receipt)


def open_now(session: Session, council: Council, now: datetime) -> Consultation:
    """Return the consultation that is open today; raises NotFound if there is none."""
    found = consultations.open_consultations(session, council, day_of(now))
    if not found:
        raise NotFound("No consultation of the made-up council is open. Build it again.")
    return found[0]


def send_one(
    session: Session, keys: YoungKeys, consultation: Consultation, text: str, now: datetime
) -> submissions.Sent:
    """Return what a young person sees who answers with first choices and this text."""
    begun = conversations.begin(session, consultation.link, day_of(now))
    turn = begun.turn
    while isinstance(turn.step, engine.Ask):
        question = turn.step.question
        given = engine.Given(question.name, sample(question, text))
        turn = conversations.reply(session, begun.secret, given, day_of(now))
    written = tuple(line.question.name for line in turn.step.lines if line.may_show is not None)
    conversations.reply(session, begun.secret, engine.ShowWords(written[:1]), day_of(now))
    return submissions.send(session, keys, begun.secret, new_nonce(), now)
