"""Rows for tests, made by the service's own functions."""

import secrets
from datetime import UTC, date, datetime, timedelta
from functools import cache
from uuid import UUID

from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.keys import KeyFolder
from participation.core.sealed import new_nonce
from participation.domain.policy import Role
from participation.models import Account, Answer, Ask, Consultation, Council, Meeting
from participation.services import consultations, conversations, digests, meetings, submissions
from participation.services.councils import add_council
from surveys import engine
from surveys.definition import Survey
from surveys.loader import load_survey
from surveys.packs import CouncilPack, load_codebook, load_council_pack
from surveys.samples import sample

PASSWORD = "correct horse battery"
# What the service hashes takes a fifth of a second on purpose, and no test here measures it.
HASHED = PasswordHasher(time_cost=1, memory_cost=1024).hash(PASSWORD)


@cache
def pack(name: str = "testshire") -> CouncilPack:
    """Return the pack of the made-up council under another name."""
    text = load_council_pack("demo").to_json().replace("Alderbrook", name.title())
    made = CouncilPack.from_json(text.replace('"name":"demo"', f'"name":"{name}"', 1))
    return made


def a_council(session: Session, name: str = "testshire") -> Council:
    """Return a council with boards and a codebook."""
    return add_council(session, pack(name), load_codebook("life-in-care"))


def an_account(
    session: Session, council: Council, role: Role = Role.OFFICER, handle: str = ""
) -> Account:
    """Return somebody of the council who signs in."""
    handle = handle or role.value
    account = Account(
        council_id=council.id,
        email=f"{handle}@{council.name}.example",
        handle=handle,
        name=handle.title(),
        role=role.value,
        password=HASHED,
        active=True,
        fs_uniquifier=secrets.token_hex(16),
    )
    session.add(account)
    session.flush()
    return account


def a_survey(name: str = "where-i-live") -> Survey:
    """Return a survey of the bank."""
    return load_survey(name)


def a_consultation(
    session: Session,
    council: Council,
    today: date,
    name: str = "home",
    survey: str = "where-i-live",
    days: int = 30,
    by_invite: bool = False,
) -> Consultation:
    """Return a consultation that has just opened."""
    version = consultations.publish_survey(session, council, a_survey(survey))
    opening = consultations.Opening(
        name, "Where I live", ("foster-care",), today, today + timedelta(days=days), by_invite
    )
    return consultations.open_consultation(session, council, version, opening)


def a_meeting(session: Session, council: Council, on: date) -> Meeting:
    """Return a meeting of the council's board."""
    return meetings.plan_meeting(session, council, "board", on, "")


def say(
    session: Session,
    keys: KeyFolder,
    consultation: Consultation,
    now: datetime,
    text: str = "the wifi never works in my room",
    pick: int = 0,
    show: bool = True,
) -> submissions.Sent:
    """Answer every question, each choice by its place and each text with this one, and send."""
    begun = conversations.begin(session, consultation.link, now.date())
    turn = begun.turn
    while isinstance(turn.step, engine.Ask):
        question = turn.step.question
        values = sample(question, text, pick) if text or not question.written else (engine.SKIP,)
        given = engine.Given(question.name, values)
        turn = conversations.reply(session, begun.secret, given, now.date())
    if show:
        names = tuple(line.question.name for line in turn.step.lines)
        conversations.reply(session, begun.secret, engine.ShowWords(names), now.date())
    return submissions.send(session, keys.young(), begun.secret, new_nonce(), now)


def a_cleared_answer(
    session: Session,
    keys: KeyFolder,
    consultation: Consultation,
    now: datetime,
    text: str,
    show: bool = True,
    origin: submissions.Origin = submissions.Origin.SAID,
) -> Answer:
    """Return these words as cleared unchanged, without the conversation and the receipt."""
    council = session.get_one(Council, consultation.council_id)
    arrival = submissions.Arrival(
        submissions.Week.of(now.date()), origin, None, now + timedelta(days=7)
    )
    said = engine.Answered("hard", (), text, show)
    public = keys.reading().reading_public
    key = submissions.store_answers(session, public, council, consultation.id, (said,), arrival)
    answer = session.scalars(select(Answer).where(Answer.submission_id == key)).one()
    answer.reading, answer.cleared = "cleared", text
    session.flush()
    return answer


def store_many(
    session: Session,
    keys: KeyFolder,
    consultation: Consultation,
    many: int,
    codes: dict[str, tuple[str, ...]],
) -> list[UUID]:
    """Store submissions of closed answers alone, quickly."""
    council = session.get_one(Council, consultation.council_id)
    arrival = submissions.Arrival(
        submissions.Week.of(consultation.opens_on),
        submissions.Origin.SAID,
        None,
        datetime(2030, 1, 1, tzinfo=UTC),
    )
    answered = tuple(
        engine.Answered(question, values, None, False) for question, values in codes.items()
    )
    return [
        submissions.store_answers(
            session, keys.reading().reading_public, council, consultation.id, answered, arrival
        )
        for _ in range(many)
    ]


def a_sent_ask(
    session: Session, council: Council, officer: Account, met: date, now: datetime
) -> Ask:
    """Return an ask on a digest that has gone to the meeting of this day."""
    home = a_consultation(session, council, met - timedelta(days=30))
    meeting = a_meeting(session, council, met)
    digest = digests.build_digest(
        session, council, officer, meeting, [home], now, although_unread=True
    )
    ask = digests.put_ask(
        session, council, digest, digests.NewAsk(home.id, "", "", "Mend the wifi.")
    )
    digests.send_digest(session, council, officer, digest, now)
    return ask
