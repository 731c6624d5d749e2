"""Whoever held the safeguarding key and left: an old passphrase opens nothing that is new.

They keep their passphrase and a copy of the database as it was, and later get another copy.
"""

from dataclasses import dataclass
from functools import cache

import pytest
from nacl.exceptions import CryptoError
from sqlalchemy import select

from participation.core import custody
from participation.core.clock import SetClock
from participation.core.errors import NotSetUp, Refused
from participation.core.keys import KeyFolder
from participation.core.sealed import new_nonce, open_original
from participation.domain.policy import Role
from participation.models import Account, AuditLine, Job
from participation.models.database import Database
from participation.models.vault import ContactRequest, KeyHolder, KeyShare, SafeguardingKey
from participation.services import account_changes, contacts
from tests.factories import an_account
from tests.services.safeguarding import Lane, a_lane

LEADS, DEPUTYS = "five quiet otters cross", "a deputy likes long words"


@dataclass(frozen=True)
class Copy:
    """What a copy of the database holds of all this."""

    holders: list[bytes]
    shares: list[bytes]
    requests: list[bytes]


def copy_of(session) -> Copy:
    def column(column) -> list[bytes]:
        return list(session.scalars(select(column)))

    return Copy(*(column(table.sealed) for table in (KeyHolder, KeyShare, ContactRequest)))


@cache
def private_half(sealed: bytes, passphrase: str) -> bytes | None:
    return custody.unwrap(sealed, passphrase)


def opened(passphrase: str, copies: list[Copy], newest: Copy) -> int:
    """Return how many requests of the newest copy somebody opens who holds all these."""
    own = [private_half(one, passphrase) for copy in copies for one in copy.holders]
    keys = []
    for private in (key for key in own if key is not None):
        for share in (one for copy in copies for one in copy.shares):
            try:
                keys.append(custody.open_share(share, private))
            except CryptoError:
                continue
    return sum(any(opens(key, sealed) for key in keys) for sealed in newest.requests)


def opens(key: bytes, sealed: bytes) -> bool:
    try:
        open_original(key, sealed)
    except NotSetUp:
        return False
    return True


@pytest.fixture
def lane(database: Database, keys: KeyFolder, clock: SetClock) -> Lane:
    with database.writing() as session:
        lane = a_lane(session, keys, clock.now())
        an_account(session, lane.council, Role.ADMINISTRATOR)
        both = {lane.lead.id: LEADS, lane.deputy.id: DEPUTYS}
        contacts.make_key(session, lane.council, both)
        ask(session, keys, lane, clock)
    return lane


def ask(session, keys: KeyFolder, lane: Lane, clock: SetClock) -> None:
    asked = contacts.Asked("Zaphod", "ring me")
    contacts.ask(session, keys.young(), lane.council, asked, new_nonce(), clock.now())


def leave(session, lane: Lane, clock: SetClock) -> None:
    by = session.query(Account).filter(Account.role == Role.ADMINISTRATOR).one()
    account_changes.close_account(session, by, session.merge(lane.lead), clock.now())


def test_what_is_sent_after_a_lead_has_left_stays_shut_to_them(
    database: Database, keys: KeyFolder, clock: SetClock, lane: Lane
) -> None:
    with database.writing() as session:
        old = copy_of(session)
        leave(session, lane, clock)
        for _ in range(3):
            ask(session, keys, lane, clock)
        new = copy_of(session)

        # Theirs is the one that was there all along, until somebody who stays seals it anew.
        assert opened(LEADS, [old], old) == 1
        assert opened(LEADS, [old, new], new) == 1
        assert opened(LEADS, [new], new) == 0
        assert opened(DEPUTYS, [new], new) == 4
        assert contacts.to_reseal(session, lane.council) == 1


def test_what_was_sent_before_is_sealed_anew_once_somebody_who_stays_signs_in(
    database: Database, keys: KeyFolder, clock: SetClock, lane: Lane
) -> None:
    with database.writing() as session:
        old = copy_of(session)
        leave(session, lane, clock)
        ask(session, keys, lane, clock)

        done = contacts.seal_anew(session, lane.council, lane.deputy, DEPUTYS, clock.now())

        new = copy_of(session)
        assert (done, contacts.to_reseal(session, lane.council)) == (1, 0)
        assert opened(LEADS, [old, new], new) == 0
        assert opened(DEPUTYS, [new], new) == 2
        assert session.query(SafeguardingKey).count() == 1
        assert session.query(Job).filter(Job.kind == "mix").count() == 1
        actions = [line.action for line in session.query(AuditLine)]
        assert "replaced the key for contact requests" in actions
        assert "sealed contact requests anew" in actions


def test_to_open_one_request_seals_all_of_them_anew(
    database: Database, keys: KeyFolder, clock: SetClock, lane: Lane
) -> None:
    with database.writing() as session:
        ask(session, keys, lane, clock)
        leave(session, lane, clock)
        row = session.query(ContactRequest).first()
        args = (session, lane.council, lane.deputy, keys.reading(), row.id, DEPUTYS, "asked")

        shown = contacts.open_request(*args, clock.now())

        assert shown.name == "Zaphod"
        assert contacts.to_reseal(session, lane.council) == 0
        assert opened(DEPUTYS, [copy_of(session)], copy_of(session)) == 2


def test_the_recovery_words_open_what_came_before_and_after(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    own = "the new lead's own words"
    with database.writing() as session:
        lane = a_lane(session, keys, clock.now())
        an_account(session, lane.council, Role.ADMINISTRATOR)
        words = contacts.make_key(session, lane.council, {lane.lead.id: LEADS})
        ask(session, keys, lane, clock)
        leave(session, lane, clock)
        ask(session, keys, lane, clock)

        contacts.let_in(session, lane.council, lane.deputy, words, own, clock.now())

        assert opened(own, [copy_of(session)], copy_of(session)) == 2
        with pytest.raises(Refused):
            args = (session, lane.council, session.merge(lane.lead), LEADS, clock.now())
            contacts.seal_anew(*args)


def test_the_night_takes_the_key_from_whoever_was_closed_in_another_way(
    database: Database, keys: KeyFolder, clock: SetClock, lane: Lane
) -> None:
    with database.writing() as session:
        session.merge(lane.lead).active = False
        session.flush()
        due = contacts.held_by_left(session, lane.council)

        taken = contacts.forget_left(session, lane.council, clock.now())

        assert (due, taken) == (1, 1)
        assert contacts.held_by_left(session, lane.council) == 0
        assert contacts.forget_left(session, lane.council, clock.now()) == 0
