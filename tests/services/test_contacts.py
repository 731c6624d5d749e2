from datetime import timedelta

import pytest

from participation.core.clock import SetClock
from participation.core.errors import BadInput, Changed, NotFound, Refused
from participation.core.keys import KeyFolder
from participation.core.sealed import new_nonce
from participation.domain.policy import Role
from participation.models import Job
from participation.models.database import Database
from participation.models.vault import ContactRequest, KeyHolder, KeyShare
from participation.services import contacts, withdrawals
from participation.services.rounds import look_round
from tests.factories import an_account
from tests.services.safeguarding import WORDS, Lane, a_lane

LEADS, DEPUTYS = "five quiet otters cross", "a deputy likes long words"
ASKED = contacts.Asked("Zaphod", "ring 07700 900123 after four", "please come")
REASON = "Somebody asked to be reached."


@pytest.fixture
def lane(database: Database, keys: KeyFolder, clock: SetClock) -> Lane:
    with database.writing() as session:
        return a_lane(session, keys, clock.now())


@pytest.fixture
def recovery(database: Database, lane: Lane) -> str:
    with database.writing() as session:
        both = {lane.lead.id: LEADS, lane.deputy.id: DEPUTYS}
        return contacts.make_key(session, lane.council, both)


@pytest.fixture
def code(database: Database, keys: KeyFolder, clock: SetClock, lane: Lane, recovery: str) -> str:
    with database.writing() as session:
        args = (session, keys.young(), lane.council, ASKED, new_nonce(), clock.now())
        return str(contacts.ask(*args))


def open_it(session, keys: KeyFolder, lane: Lane, clock: SetClock, who, passphrase: str):
    request_id = session.query(ContactRequest).one().id
    args = (session, lane.council, who, keys.reading(), request_id, passphrase, REASON)
    return contacts.open_request(*args, clock.now())


def told(session) -> int:
    return session.query(Job).filter(Job.kind == "tell-contact").count()


def test_without_a_key_nothing_is_taken(
    database: Database, keys: KeyFolder, clock: SetClock, lane: Lane
) -> None:
    with database.writing() as session:
        assert contacts.public_key(session, lane.council) is None
        with pytest.raises(Refused):
            contacts.ask(session, keys.young(), lane.council, ASKED, new_nonce(), clock.now())

        assert session.query(ContactRequest).count() == 0


def test_the_lead_opens_alone_and_a_second_person_reviews(
    database: Database, keys: KeyFolder, clock: SetClock, lane: Lane, code: str
) -> None:
    now, young = clock.now(), keys.young()
    with database.writing() as session:
        waiting = contacts.opened_on(session, young, code)
        look_round(session, lane.council, now)
        at_first = told(session)

        opened = open_it(session, keys, lane, clock, lane.lead, LEADS)

        (line,) = contacts.requests_of(session, lane.council, lane.deputy, now)
        (opening,) = line.openings
        assert (opened.name, opened.how, opened.words) == ("Zaphod", ASKED.how, "please come")
        assert (waiting, contacts.opened_on(session, young, code)) == (None, now.date())
        assert (at_first, told(session)) == (1, 2)
        assert (opening.reason, opening.by_me, opening.reviewer) == (REASON, False, "")
        with pytest.raises(Refused):
            contacts.review(session, lane.council, lane.lead, opening.id, now)
        contacts.review(session, lane.council, lane.deputy, opening.id, now)
        with pytest.raises(Changed):
            contacts.review(session, lane.council, lane.deputy, opening.id, now)


@pytest.mark.parametrize(
    ("passphrase", "reason", "told_why"),
    [("not the one at all", REASON, "not your passphrase"), (LEADS, "  ", "Write why")],
)
def test_it_opens_with_the_own_passphrase_and_a_reason_alone(
    database: Database, keys: KeyFolder, clock: SetClock, lane: Lane, code: str,
    passphrase: str, reason: str, told_why: str,
) -> None:  # fmt: skip
    with database.writing() as session:
        request_id = session.query(ContactRequest).one().id
        args = (session, lane.council, lane.lead, keys.reading(), request_id, passphrase, reason)

        with pytest.raises(BadInput, match=told_why):
            contacts.open_request(*args, clock.now())

        assert contacts.opened_on(session, keys.young(), code) is None


def test_what_stands_in_the_database_and_the_key_folder_opens_nothing(
    database: Database, keys: KeyFolder, lane: Lane, code: str
) -> None:
    with database.reading() as session:
        stored = session.query(ContactRequest).one().sealed
        private = [holder.sealed for holder in session.query(KeyHolder)]
        shares = [share.sealed for share in session.query(KeyShare)]

    assert (len(private), len(shares)) == (3, 3)
    assert b"Zaphod" not in stored
    assert not any(len(sealed) < 32 + 16 for sealed in (*private, *shares))


def test_a_lead_who_leaves_is_replaced_without_losing_a_request(
    database: Database, keys: KeyFolder, clock: SetClock, lane: Lane, code: str, recovery: str
) -> None:
    own = "the new lead's own words"
    with database.writing() as session:
        for account in (session.merge(lane.lead), session.merge(lane.deputy)):
            account.active = False
        session.flush()
        contacts.forget_left(session, lane.council, clock.now())
        new = an_account(session, lane.council, Role.SAFEGUARDING, "new-lead")
        with pytest.raises(Refused):
            open_it(session, keys, lane, clock, new, own)
        with pytest.raises(BadInput):
            contacts.let_in(session, lane.council, new, LEADS, own, clock.now())

        typed = recovery.upper().replace(" ", ", ")
        contacts.let_in(session, lane.council, new, typed, own, clock.now())

        assert open_it(session, keys, lane, clock, new, own).name == "Zaphod"


def test_another_lead_lets_a_new_one_in(
    database: Database, keys: KeyFolder, clock: SetClock, lane: Lane, code: str
) -> None:
    own = "the new lead's own words"
    with database.writing() as session:
        new = an_account(session, lane.council, Role.SAFEGUARDING, "new-lead")
        contacts.let_in(session, lane.council, new, DEPUTYS, own, clock.now())

        assert open_it(session, keys, lane, clock, new, own).name == "Zaphod"
        assert open_it(session, keys, lane, clock, lane.lead, LEADS).name == "Zaphod"


@pytest.mark.parametrize("withdrawn", [False, True])
def test_words_go_along_only_when_chosen_and_while_they_stand(
    database: Database, keys: KeyFolder, clock: SetClock, lane: Lane, recovery: str,
    withdrawn: bool,
) -> None:  # fmt: skip
    young, now = keys.young(), clock.now()
    with database.writing() as session:
        asked = contacts.Asked("Zaphod", "ring me", "", lane.receipt)
        contacts.ask(session, young, lane.council, asked, new_nonce(), now)
        if withdrawn:
            withdrawals.take_back(session, young, lane.receipt, now)

        opened = open_it(session, keys, lane, clock, lane.lead, LEADS)

        assert opened.said == (() if withdrawn else (WORDS,))
        assert opened.said_is_gone is withdrawn


def test_the_same_form_sent_twice_is_one_request_with_one_code(
    database: Database, keys: KeyFolder, clock: SetClock, lane: Lane, recovery: str
) -> None:
    nonce = new_nonce()
    with database.writing() as session:
        args = (session, keys.young(), lane.council, ASKED, nonce, clock.now())
        codes = {str(contacts.ask(*args)) for _ in range(2)}

        assert len(codes) == 1
        assert session.query(ContactRequest).count() == 1
        with pytest.raises(NotFound):
            contacts.opened_on(session, keys.young(), "no such five words here")
        with pytest.raises(NotFound):
            contacts.opened_on(session, keys.young(), lane.receipt)


def test_what_nobody_opens_is_told_each_working_day(
    database: Database, keys: KeyFolder, clock: SetClock, lane: Lane, code: str
) -> None:
    now = clock.now()
    with database.writing() as session:
        counts = []
        for hours in (0, 1, 2, 30, 31, 54):
            look_round(session, lane.council, now + timedelta(hours=hours))
            counts.append(told(session))

    assert counts == [1, 3, 3, 5, 5, 7]


def test_a_key_is_made_once_and_needs_a_long_passphrase(
    database: Database, lane: Lane, recovery: str
) -> None:
    with database.writing() as session, pytest.raises(Refused):
        contacts.make_key(session, lane.council, {lane.lead.id: LEADS})

    assert len(recovery.split()) == 12
