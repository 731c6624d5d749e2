"""What is past its time goes, by one table of rules; what waits for a person stays and is told."""

from dataclasses import MISSING, fields, replace
from datetime import datetime, timedelta

import pytest

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.core.sealed import new_nonce
from participation.domain.policy import Role
from participation.domain.retention import RULES, Kind, in_words
from participation.models import (
    Account,
    Answer,
    AuditLine,
    Conversation,
    Council,
    Flag,
    Invite,
    Job,
    Submission,
)
from participation.models.database import Database
from participation.models.vault import ContactRequest
from participation.papers.kept import ALL, kept_here
from participation.services import (
    account_changes,
    clearing,
    contacts,
    conversations,
    flags,
    invites,
    overdue,
    reading,
    retention,
    return_rates,
)
from participation.services.audit import broken_lines
from participation.services.overdue import Late
from participation.services.retention import DELETERS
from surveys.pack_council import CouncilPack, Retention
from tests.factories import a_consultation, an_account, say
from tests.house.sources import ROOT, table_of
from tests.services.safeguarding import Lane, a_lane, flag_next

PASSPHRASE = "five quiet otters cross"
KEPT = Retention(
    unfinished_days=28,
    original_days=90,
    answer_days=700,
    code_days=31,
    contact_days=365,
    safeguarding_days=3650,
    audit_days=2000,
    work_days=60,
    account_days=40,
)
OPEN_DAYS = 30


@pytest.fixture
def lane(database: Database, keys: KeyFolder, clock: SetClock) -> Lane:
    """A council with times of its own, a key, and one unread text."""
    with database.writing() as session:
        lane = a_lane(session, keys, clock.now())
        council = session.merge(lane.council)
        pack = CouncilPack.from_json(council.pack)
        council.pack = replace(pack, retention=KEPT).to_json()
        contacts.make_key(session, council, {lane.lead.id: PASSPHRASE})
        an_account(session, council, Role.ADMINISTRATOR)
    return replace(lane, council=council)


def a_night(database: Database, lane: Lane, now: datetime) -> dict[Kind, int]:
    with database.writing() as session:
        council = session.get_one(Council, lane.council.id)
        return {one.kind: one.count for one in retention.forget_past(session, council, now)}


def clear_next(session, keys: KeyFolder, lane: Lane, now: datetime) -> None:
    unread = reading.next_unread(session, lane.council, keys.reading())
    decision = clearing.Decision("cleared words", ())
    clearing.clear(session, lane.council, lane.officer, unread.answer_id, decision, now)


def late(database: Database, lane: Lane, now: datetime) -> dict[Late, int]:
    with database.reading() as session:
        council = session.get_one(Council, lane.council.id)
        return {line.what: line.many for line in overdue.late_lines(session, council, now)}


def test_each_rule_has_its_days_in_the_pack_its_deletion_and_its_line_in_the_schedule() -> None:
    settings = [rule.setting for rule in RULES.values()]
    schedule = " ".join(kind.goes for kind in ALL)

    assert sorted(settings) == sorted(field.name for field in fields(Retention))
    assert set(DELETERS) == set(Kind) - {Kind.WITHDRAWALS}
    assert [kind for kind in DELETERS if schedule.count(f"{{{kind.name}}}") != 1] == []
    told = " ".join(row.goes for row in kept_here(frozenset({"answer", "invite"}), KEPT, ALL))
    assert RULES[Kind.ANSWERS].words(700) in told
    assert "31 days after the consultation closed" in told
    assert [in_words(days) for days in (1, 90, 365, 2190)] == [
        "1 day", "90 days", "1 year", "6 years",
    ]  # fmt: skip


def test_the_documents_tell_each_setting_as_it_is_unless_set() -> None:
    told = {row[0].strip("`"): row[1] for row in table_of(ROOT / "docs" / "retention.md")}

    wanted = {one.name: "must be set" for one in fields(Retention)}
    wanted |= {one.name: str(one.default) for one in fields(Retention) if one.default != MISSING}
    assert told == wanted


def test_answers_go_all_at_once_when_their_consultation_has_been_closed_for_long(
    database: Database, keys: KeyFolder, clock: SetClock, lane: Lane
) -> None:
    now = clock.now()
    with database.writing() as session:
        say(session, keys, lane.consultation, now)
        for _ in range(2):
            clear_next(session, keys, lane, now)
        newer = a_consultation(session, lane.council, now.date(), "newer", days=OPEN_DAYS + 9)
        say(session, keys, newer, now, text="")
    a_night(database, lane, now)
    closed = now + timedelta(days=OPEN_DAYS)

    went = [a_night(database, lane, closed + timedelta(days=700 + day)) for day in (0, 1, 2)]

    assert [one.get(Kind.ANSWERS, 0) for one in went] == [0, 2, 0]
    with database.reading() as session:
        assert session.query(Submission).one().consultation_id == newer.id
        assert session.query(Job).filter(Job.kind == "refit").count() == 1
        (line,) = session.query(AuditLine).filter(AuditLine.note.startswith("answers"))
        # An exact number would be a figure that never passed the gate.
        assert (line.note, line.account_id) == ("answers: from 0 to 9", None)


def test_words_as_they_were_sent_go_once_decided_and_never_unread(
    database: Database, keys: KeyFolder, clock: SetClock, lane: Lane
) -> None:
    now = clock.now()
    with database.writing() as session:
        clear_next(session, keys, lane, now)
        say(session, keys, lane.consultation, now, text="nobody has read this")

    at_once = a_night(database, lane, now)
    in_time = late(database, lane, now + timedelta(days=90))
    years_later = a_night(database, lane, now + timedelta(days=5000))

    assert at_once == {Kind.ORIGINALS: 1}
    assert Kind.ORIGINALS not in years_later
    assert Late.KEPT_UNREAD not in in_time
    assert late(database, lane, now + timedelta(days=98))[Late.KEPT_UNREAD] == 1
    with database.reading() as session:
        kept = session.query(Answer).filter(Answer.original.is_not(None)).one()
        assert reading.words_of(keys.reading(), kept) == "nobody has read this"


def test_a_flagged_item_stays_until_it_is_closed_and_then_its_time(
    database: Database, keys: KeyFolder, clock: SetClock, lane: Lane
) -> None:
    now = clock.now()
    with database.writing() as session:
        flag_id = flag_next(session, keys, lane, now)
        decided = flags.Decided(flags.FlagDecision.REFERRED, "told the duty team")
        args = (session, lane.council, lane.lead)
        flags.decide(*args, keys.reading(), flag_id, decided, now)
    later = now + timedelta(days=5000)
    while_open = a_night(database, lane, later)
    with database.writing() as session:
        flags.close(session, lane.council, lane.lead, flag_id, later)

    after = [a_night(database, lane, later + timedelta(days=day)) for day in (0, 3650, 3652)]

    assert {Kind.ANSWERS, Kind.SAFEGUARDING} & set(while_open) == set()
    assert [Kind.ANSWERS in one for one in after] == [True, False, False]
    assert [Kind.SAFEGUARDING in one for one in after] == [False, False, True]
    with database.reading() as session:
        assert session.query(Flag).count() == 0


def test_a_contact_request_stays_until_it_is_opened_and_reviewed_and_then_its_time(
    database: Database, keys: KeyFolder, clock: SetClock, lane: Lane
) -> None:
    now, asked = clock.now(), contacts.Asked("Zaphod", "ring me")
    with database.writing() as session:
        args = (session, keys.young(), lane.council, asked)
        contacts.ask(*args, new_nonce(), now)
    unopened = a_night(database, lane, now + timedelta(days=4000))
    with database.writing() as session:
        row = session.query(ContactRequest).one()
        args = (session, lane.council, lane.lead, keys.reading(), row.id, PASSPHRASE, "asked")
        contacts.open_request(*args, now)
    unreviewed = a_night(database, lane, now + timedelta(days=4000))
    told = late(database, lane, now + timedelta(days=4000))
    with database.writing() as session:
        (line,) = contacts.requests_of(session, lane.council, lane.deputy, now)
        contacts.review(session, lane.council, lane.deputy, line.openings[0].id, now)

    went = [a_night(database, lane, now + timedelta(days=day)) for day in (365, 366)]

    assert Kind.CONTACTS not in {**unopened, **unreviewed}
    assert told[Late.REVIEWS] == 1
    assert [one.get(Kind.CONTACTS, 0) for one in went] == [0, 1]


def test_codes_conversations_and_work_go_in_their_time(
    database: Database, keys: KeyFolder, clock: SetClock, lane: Lane
) -> None:
    now = clock.now()
    with database.writing() as session:
        council = session.get_one(Council, lane.council.id)
        by_code = a_consultation(
            session, council, now.date(), "by-code", days=OPEN_DAYS, by_invite=True
        )
        route = invites.Route.CARER
        args = (session, council, keys.reading().invites, by_code, "foster-care", route)
        invites.make_invites(*args, 12)
        session.query(Invite).update({"spent": True})
        conversations.begin(session, lane.consultation.link, now.date())
        failed = {"kind": "tell-member", "subject": "", "unique_key": "given up"}
        session.add(Job(council_id=council.id, run_after=now, gave_up=True, **failed))
        session.query(Job).filter(Job.gave_up.is_(False)).delete()

    went = [a_night(database, lane, now + timedelta(days=day)) for day in (28, 29, 61, 62)]

    assert went == [
        {},
        {Kind.UNFINISHED: 1},
        {Kind.WORK: 1},
        {Kind.CODES: 12},
    ]
    with database.writing() as session:
        council = session.get_one(Council, lane.council.id)
        assert session.query(Invite).count() + session.query(Conversation).count() == 0
        # What came back was told through the gate before its codes went.
        assert return_rates.release_return(session, council, session.merge(by_code)).tells


def test_somebody_who_left_goes_once_no_record_names_them(
    database: Database, keys: KeyFolder, clock: SetClock, lane: Lane
) -> None:
    now = clock.now()
    with database.writing() as session:
        by = session.query(Account).filter(Account.role == Role.ADMINISTRATOR).one()
        clear_next(session, keys, lane, now)
        quiet = an_account(session, lane.council, Role.MEMBER)
        for account in (session.merge(lane.officer), quiet):
            account_changes.close_account(session, by, account, now)

    went = [a_night(database, lane, now + timedelta(days=day)) for day in (40, 41, 42)]
    with database.reading() as session:
        officer = session.get_one(Account, lane.officer.id)
        named = (officer.name, officer.password, officer.tf_totp_secret)
        assert session.get(Account, quiet.id) is None
    a_night(database, lane, now + timedelta(days=2001))

    assert [one.get(Kind.ACCOUNTS, 0) for one in went] == [0, 2, 0]
    assert named == ("Officer", None, None)
    assert officer.email.endswith("@left.invalid")
    with database.reading() as session:
        assert session.get(Account, lane.officer.id) is None
        assert broken_lines(session, session.get_one(Council, lane.council.id)) == []


def test_an_account_that_was_opened_again_is_kept(
    database: Database, clock: SetClock, lane: Lane
) -> None:
    now = clock.now()
    with database.writing() as session:
        by = session.query(Account).filter(Account.role == Role.ADMINISTRATOR).one()
        account = session.merge(lane.officer)
        account_changes.close_account(session, by, account, now)
        account_changes.open_account(session, by, account, now)

    assert Kind.ACCOUNTS not in a_night(database, lane, now + timedelta(days=500))
