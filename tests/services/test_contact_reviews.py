"""A second person reviews each opening; a request that nobody opened can be taken back."""

from datetime import timedelta

import pytest

from participation.core.clock import SetClock
from participation.core.errors import NotFound
from participation.core.keys import KeyFolder
from participation.core.sealed import new_nonce
from participation.domain.policy import Role
from participation.models import Job
from participation.models.database import Database
from participation.models.vault import ContactRequest
from participation.services import contacts
from participation.services.rounds import look_round
from tests.factories import an_account
from tests.services.safeguarding import Lane, a_lane

PASSPHRASE = "five quiet otters cross"
ASKED = contacts.Asked("Zaphod", "ring 07700 900123 after four", "please come")


@pytest.fixture
def lane(database: Database, keys: KeyFolder, clock: SetClock) -> Lane:
    with database.writing() as session:
        lane = a_lane(session, keys, clock.now())
        contacts.make_key(session, lane.council, {lane.lead.id: PASSPHRASE})
    return lane


def ask(session, keys: KeyFolder, lane: Lane, clock: SetClock) -> str:
    args = (session, keys.young(), lane.council, ASKED, new_nonce(), clock.now())
    return str(contacts.ask(*args))


def open_it(session, keys: KeyFolder, lane: Lane, clock: SetClock) -> None:
    request_id = session.query(ContactRequest).one().id
    args = (session, lane.council, lane.lead, keys.reading(), request_id, PASSPHRASE, "asked")
    contacts.open_request(*args, clock.now())


def told(session) -> list[str]:
    """Return whom each mail is for, and take the rows away as if they were sent."""
    rows = session.query(Job).filter(Job.kind == "tell-contact").all()
    people = [row.subject.partition(":")[0] for row in rows]
    for row in rows:
        session.delete(row)
    session.flush()
    return people


def test_an_opening_that_nobody_reviews_is_told_each_working_day_until_somebody_does(
    database: Database, keys: KeyFolder, clock: SetClock, lane: Lane
) -> None:
    thursday = clock.now() + timedelta(days=1)
    deputy = str(lane.deputy.id)
    with database.writing() as session:
        ask(session, keys, lane, clock)
        clock.moment = thursday
        open_it(session, keys, lane, clock)
        at_once = told(session)
        mailed, late = [], []
        # Friday at four, past five, Saturday, Monday at four, past five.
        for hours in (28, 30, 50, 100, 102):
            then = thursday + timedelta(hours=hours)
            look_round(session, lane.council, then)
            mailed.append(told(session))
            late.append(contacts.late_reviews(session, lane.council, then))
        (line,) = contacts.requests_of(session, lane.council, lane.deputy, then)

        contacts.review(session, lane.council, lane.deputy, line.openings[0].id, then)
        look_round(session, lane.council, then + timedelta(days=7))

        assert at_once == [deputy]
        assert mailed == [[], [deputy], [], [], [deputy]]
        assert late == [0, 1, 1, 1, 1]
        assert told(session) == []
        assert contacts.late_reviews(session, lane.council, then + timedelta(days=7)) == 0


def test_without_a_second_person_the_administrator_is_told(
    database: Database, keys: KeyFolder, clock: SetClock, lane: Lane
) -> None:
    with database.writing() as session:
        administrator = an_account(session, lane.council, Role.ADMINISTRATOR)
        session.merge(lane.deputy).active = False
        ask(session, keys, lane, clock)

        open_it(session, keys, lane, clock)

        assert told(session) == [str(administrator.id)]


def test_a_request_that_nobody_opened_is_gone_when_it_is_taken_back(
    database: Database, keys: KeyFolder, clock: SetClock, lane: Lane
) -> None:
    with database.writing() as session:
        code, other = (ask(session, keys, lane, clock) for _ in range(2))

        opened = contacts.take_back(session, keys.young(), code, clock.now())

        assert opened is None
        assert session.query(ContactRequest).count() == 1
        assert contacts.opened_on(session, keys.young(), other) is None
        assert session.query(Job).filter(Job.kind == "mix").count() == 1
        for deed in (contacts.opened_on, lambda *args: contacts.take_back(*args, clock.now())):
            with pytest.raises(NotFound):
                deed(session, keys.young(), code)


def test_a_request_that_was_opened_stays_with_the_lead(
    database: Database, keys: KeyFolder, clock: SetClock, lane: Lane
) -> None:
    with database.writing() as session:
        code = ask(session, keys, lane, clock)
        open_it(session, keys, lane, clock)

        opened = contacts.take_back(session, keys.young(), code, clock.now())

        assert opened == clock.now().date()
        assert session.query(ContactRequest).count() == 1
