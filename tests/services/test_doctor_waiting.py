"""The doctor tells what stands past its time, and a safeguarding key that who left may have."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.core.sealed import new_nonce
from participation.models import Council, Submission
from participation.models.database import Database
from participation.models.vault import ContactRequest
from participation.services import contacts
from participation.services.doctor import Finding, Setup
from participation.services.doctor.councils import council as of_council
from tests.services.doctors import ill, setup
from tests.services.safeguarding import Lane, a_lane

__all__ = ["setup"]

PASSPHRASE, DEPUTYS = "five quiet otters cross", "a deputy likes long words"
TELLING = ("kept longer", "reviewed by a second", "key is to be replaced", "sealed to a key")


@pytest.fixture
def lane(database: Database, keys: KeyFolder, clock: SetClock) -> Lane:
    with database.writing() as session:
        lane = a_lane(session, keys, clock.now())
        both = {lane.lead.id: PASSPHRASE, lane.deputy.id: DEPUTYS}
        contacts.make_key(session, lane.council, both)
        args = (session, keys.young(), lane.council, contacts.Asked("Zaphod", "ring me"))
        contacts.ask(*args, new_nonce(), clock.now())
    return lane


@pytest.fixture
def told(database: Database, setup: Setup, lane: Lane) -> Callable[[], list[str]]:
    """Return which of the things looked for here the doctor tells."""

    def told() -> list[str]:
        with database.reading() as session:
            findings: list[Finding] = list(
                of_council(session, session.get_one(Council, lane.council.id), setup)
            )
        return [words for words in TELLING if any(words in said for said in ill(findings))]

    return told


def test_nothing_is_told_while_all_is_in_time(told: Callable[[], list[str]]) -> None:
    assert told() == []


def test_words_that_nobody_read_in_all_that_time_are_told(
    told: Callable[[], list[str]], database: Database
) -> None:
    with database.writing() as session:
        session.execute(update(Submission).values(week="2025-W01"))

    assert told() == ["kept longer"]


def test_an_opening_that_nobody_reviewed_in_time_is_told(
    told: Callable[[], list[str]], database: Database, keys: KeyFolder, clock: SetClock, lane: Lane
) -> None:
    with database.writing() as session:
        row = session.query(ContactRequest).one()
        args = (session, lane.council, lane.lead, keys.reading(), row.id, PASSPHRASE, "asked")
        contacts.open_request(*args, clock.now() - timedelta(days=5))

    assert told() == ["reviewed by a second"]


def test_a_key_that_who_left_may_have_is_told_until_requests_are_sealed_anew(
    told: Callable[[], list[str]], database: Database, clock: SetClock, lane: Lane
) -> None:
    with database.writing() as session:
        session.merge(lane.lead).active = False
    at_first = told()
    with database.writing() as session:
        council = session.get_one(Council, lane.council.id)
        contacts.forget_left(session, council, clock.now())
    by_night = told()
    with database.writing() as session:
        council = session.get_one(Council, lane.council.id)
        contacts.seal_anew(session, council, session.merge(lane.deputy), DEPUTYS, clock.now())

    assert at_first == ["key is to be replaced"]
    assert by_night == ["sealed to a key"]
    assert told() == []
