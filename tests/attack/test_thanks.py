"""Whoever knows who cashed which thank-you code learns of no answer whose it is.

The attacker holds the database with every key, and the list of who handed in which code. He
may lay whatever a code is made of beside whatever stands with an answer.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import func, select, text

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.core.sealed import new_nonce
from participation.domain.policy import Role
from participation.models import Base, CashedCode, Consultation, Council, Invite, Submission
from participation.models.database import Database
from participation.models.mixing import mix
from participation.services import conversations, submissions, thanks
from participation.services.consultations import Opening, open_consultation, publish_survey
from participation.services.invites import Route, invite_id, make_invites
from surveys import engine
from tests.attack.guessing import RANDOM, Tallies, out_of_chance, shown, tally
from tests.factories import a_council, a_survey, an_account

PEOPLE = 8
ROUNDS = 6


@dataclass(frozen=True)
class Sender:
    """One who answered: by which rows, and with which code to show for it."""

    invite: bytes
    submission: UUID
    code: str


def opened(database: Database, keys: KeyFolder, now: datetime, given: str, many: int) -> tuple:
    with database.writing() as session:
        council = a_council(session)
        version = publish_survey(session, council, a_survey())
        days = now.date(), now.date() + timedelta(days=9)
        row = open_consultation(
            session, council, version, Opening("home", "Home", ("foster-care",), *days, True, given)
        )
        args = (session, council, keys.young().invites, row, "foster-care", Route.POST, many)
        return council, row, make_invites(*args).codes


def send(database: Database, keys: KeyFolder, invite: str, now: datetime) -> Sender:
    with database.writing() as session:
        begun = conversations.begin_by_invite(session, keys.young(), invite, now.date())
        conversations.reply(session, begun.secret, engine.Given("feel", ("ok",)), now.date())
    nonce = new_nonce()
    with database.writing() as session:
        known = set(session.scalars(select(Submission.id)))
        sent = submissions.send(session, keys.young(), begun.secret, nonce, now)
        (key,) = set(session.scalars(select(Submission.id))) - known
        given = thanks.thanks_for(keys.young(), sent.consultation, begun.secret, nonce)
    return Sender(invite_id(keys.young().invites, invite), key, given.code if given else "")


def cash_all(database: Database, keys: KeyFolder, row: Consultation, people: list[Sender]) -> None:
    """Have everybody bring their code, in an order of its own, on the days after."""
    with database.writing() as session:
        council = session.get_one(Council, row.council_id)
        officer = an_account(session, council, Role.OFFICER)
    for person in RANDOM.sample(people, len(people)):
        day = datetime.combine(thanks.cashed_from(row), datetime.min.time()).astimezone()
        with database.writing() as session:
            args = (session, officer, keys.reading().invites, row, person.code)
            thanks.cash(*args, day + timedelta(days=1))
    database.forget_log()


def counted(database: Database) -> dict[str, int]:
    with database.reading() as session:
        return {
            name: session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in Base.metadata.tables.items()
        }


def test_no_row_is_written_when_a_code_is_given(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    rows = []
    for given in ("", "a voucher"):
        with database.writing() as session:
            session.execute(text("DELETE FROM council"))
        _, _, (invite,) = opened(database, keys, clock.now(), given, 1)
        before = counted(database)
        send(database, keys, invite, clock.now())
        after = counted(database)
        rows.append({name: after[name] - before[name] for name in after})

    assert rows[0] == rows[1]
    assert rows[0]["submission"] == 1
    assert rows[0]["cashed_code"] == 0


def attacked(database: Database, keys: KeyFolder, now: datetime) -> Tallies:
    """Return the guesses of each kind about fresh crowds that sent and cashed their codes."""
    with database.writing() as session:
        session.execute(text("DELETE FROM council"))
    _, row, codes = opened(database, keys, now, "a voucher", PEOPLE * ROUNDS)
    people = [send(database, keys, code, now) for code in codes]
    cash_all(database, keys, row, people)
    mix(database)
    tallies: Tallies = {}
    for start in range(0, len(people), PEOPLE):
        tally(tallies, PEOPLE, beside(database, keys, row, people[start : start + PEOPLE]))
    return tallies


def test_cashed_codes_find_nobody_s_answer(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    tallies = attacked(database, keys, clock.now())

    print(shown("cashed codes beside answers; chance is 1 right, 0.500 in order", tallies))
    suspects = out_of_chance(tallies)
    # One of the figures is out by chance now and then; what tells is out again.
    for _ in range(2):
        if suspects:
            suspects &= out_of_chance(attacked(database, keys, clock.now()))
    assert suspects == set()


def beside(
    database: Database, keys: KeyFolder, row: Consultation, crowd: list[Sender]
) -> dict[str, dict[int, object]]:
    """Return, for each part of a code and each column of an answer, the guess that pairs them."""
    key = keys.reading().invites
    plain = {person: person.code.replace("-", "").lower() for person in crowd}
    with database.reading() as session:
        cashed = list(session.scalars(select(CashedCode.id)))
        answers = {one.id: one for one in session.scalars(select(Submission))}
        invites = list(session.scalars(select(Invite.id)))
    of_codes = {
        "code": plain,
        "place of its row": {p: cashed.index(thanks.cashed_id(key, row, plain[p])) for p in crowd},
    }
    of_answers = {
        "key": {p: p.submission.hex for p in crowd},
        "receipt": {p: answers[p.submission].receipt_hash for p in crowd},
        "place": {p: list(answers).index(p.submission) for p in crowd},
        "place of the invite": {p: invites.index(p.invite) for p in crowd},
    }
    found = {}
    for part, told in of_codes.items():
        listed = sorted(crowd, key=told.__getitem__)
        for column, known in of_answers.items():
            found[f"{part} beside {column}"] = {at: known[p] for at, p in enumerate(listed)}
    return found


def test_a_code_stands_nowhere_in_the_database(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    _, row, (invite,) = opened(database, keys, clock.now(), "a voucher", 1)
    person = send(database, keys, invite, clock.now())
    plain = person.code.replace("-", "").lower()
    cash_all(database, keys, row, [person])

    with database.engine.connect() as connection:
        stored = [
            str(value)
            for name in Base.metadata.tables
            for line in connection.execute(text(f'SELECT * FROM "{name}"'))
            for value in line
        ]

    assert not [value for value in stored if plain[:7] in value.lower() or person.code in value]


def test_a_retry_shows_the_same_code_and_another_sending_another(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    _, row, codes = opened(database, keys, clock.now(), "a voucher", 2)
    with database.writing() as session:
        begun = conversations.begin_by_invite(session, keys.young(), codes[0], clock.now().date())
        conversations.reply(
            session, begun.secret, engine.Given("feel", ("ok",)), clock.now().date()
        )
    nonce = new_nonce()
    told = []
    for _ in range(3):
        with database.writing() as session:
            args = (keys.young(), begun.secret, nonce)
            sent = submissions.send(session, *args, clock.now())
            told.append(thanks.thanks_for(args[0], sent.consultation, *args[1:]))

    other = send(database, keys, codes[1], clock.now())

    assert told[0] is not None
    assert told[0] == told[1] == told[2]
    assert other.code != told[0].code
    assert told[0].from_day > row.closes_on + timedelta(days=7)


def test_a_made_up_code_passes_for_none(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    random = Random(1)
    _, row, _ = opened(database, keys, clock.now(), "a voucher", 1)
    letters = thanks.LINK_LETTERS
    key, today = keys.reading().invites, clock.now().date()

    with database.reading() as session:
        tried = [
            thanks.code_state(session, key, row, "".join(random.choices(letters, k=12)), today)
            for _ in range(1_000)
        ]

    assert set(tried) == {thanks.CodeState.UNKNOWN}
