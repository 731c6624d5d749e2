"""What is past its time is gone: from every row, and on either database from every file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from time import perf_counter

import pytest
from sqlalchemy import select

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.core.sealed import new_nonce
from participation.domain.policy import Role
from participation.models import Account, Answer, AuditLine, Base, Consultation, Flag, Invite, Job
from participation.models.database import Database
from participation.models.vault import ContactRequest
from participation.services import (
    account_changes,
    audit,
    clearing,
    contacts,
    conversations,
    flags,
    invites,
    reading,
    retention,
)
from participation.services.theming import SuggesterShelf
from participation.worker.bench import Bench
from participation.worker.loop import ask_for_tidying, work_all
from tests.attack.crowd import NoMail
from tests.attack.planting import token
from tests.attack.sinks import Sink, files_below, postgresql_files, sqlite_files
from tests.factories import a_consultation, an_account, say
from tests.fixtures_databases import KINDS
from tests.services.safeguarding import Lane, a_lane, flag_next

PASSPHRASE = "five quiet otters cross"
MANY = 24
LONGEST = timedelta(days=26 * 365)


@dataclass
class Planted:
    """A council of which every kind of thing is kept, and what stands in its files for each."""

    database: Database
    keys: KeyFolder
    clock: SetClock
    bench: Bench
    lane: Lane
    files: Callable[[], list[Sink]]
    needles: dict[str, bytes] = field(default_factory=dict)

    def night(self) -> float:
        """Let a night pass and return how many seconds its work took."""
        ask_for_tidying(self.bench, None)
        start = perf_counter()
        work_all(self.bench)
        self.database.forget_log()
        return perf_counter() - start


@pytest.fixture(params=KINDS)
def planted(request, keys: KeyFolder, clock: SetClock, tmp_path: Path) -> Iterator[Planted]:
    postgresql = request.param == "postgresql"
    ground = request.getfixturevalue("readable_ground" if postgresql else "sqlite_ground")
    url = ground.migrated()
    database = Database(url)
    bench = Bench(
        database, keys.reading(), SuggesterShelf(tmp_path / "models"), NoMail(), clock, ""
    )
    with database.writing() as session:
        lane = a_lane(session, keys, clock.now())
        contacts.make_key(session, lane.council, {lane.lead.id: PASSPHRASE})
        an_account(session, lane.council, Role.ADMINISTRATOR)

    def files() -> list[Sink]:
        stored = (
            postgresql_files(ground.cluster, database) if postgresql else sqlite_files(database)
        )
        return [*files_below(tmp_path / "models"), *stored]

    made = Planted(database, keys, clock, bench, lane, files)
    with database.writing() as session:
        plant_answers(session, made)
        plant_records(session, made)
    yield made
    database.close()
    ground.drop(url)


def plant_answers(session, made: Planted) -> None:
    lane, keys, now, random = made.lane, made.keys, made.clock.now(), Random()
    flag_id = flag_next(session, keys, lane, now)
    decided = flags.Decided(flags.FlagDecision.REFERRED, "told the duty team")
    flags.decide(session, lane.council, lane.lead, keys.reading(), flag_id, decided, now)
    flags.close(session, lane.council, lane.lead, flag_id, now)
    made.needles["flagged item"] = session.get_one(Flag, flag_id).copy[32:64]
    for _ in range(MANY):
        say(session, keys, lane.consultation, now, text="the wifi is slow " * 9)
    first = True
    while unread := reading.next_unread(session, lane.council, keys.reading()):
        word = token(random)
        if first:
            made.needles["cleared words"] = word.encode()
            sealed = session.get_one(Answer, unread.answer_id).original
            made.needles["words as sent"], first = sealed[32:64], False
        decision = clearing.Decision(f"{word} {unread.masked}", ("wifi-and-phones",))
        clearing.clear(session, lane.council, lane.officer, unread.answer_id, decision, now)
    conversations.begin(session, lane.consultation.link, now.date())
    by_code = a_consultation(session, lane.council, now.date(), "by-code", by_invite=True)
    route, key = invites.Route.CARER, keys.reading().invites
    invites.make_invites(session, lane.council, key, by_code, "foster-care", route, MANY)
    made.needles["invite"] = session.scalars(select(Invite.id)).first()


def plant_records(session, made: Planted) -> None:
    lane, keys, now, random = made.lane, made.keys, made.clock.now(), Random()
    asked = contacts.Asked("Zaphod", "ring me")
    contacts.ask(session, keys.young(), lane.council, asked, new_nonce(), now)
    row = session.scalars(select(ContactRequest)).one()
    made.needles["contact request"] = row.sealed[32:64]
    args = (session, lane.council, lane.lead, keys.reading(), row.id, PASSPHRASE, "asked")
    contacts.open_request(*args, now)
    (line,) = contacts.requests_of(session, lane.council, lane.deputy, now)
    contacts.review(session, lane.council, lane.deputy, line.openings[0].id, now)
    session.query(Job).delete()
    words = {what: token(random) for what in ("audit line", "work", "account")}
    made.needles |= {what: word.encode() for what, word in words.items()}
    for number in range(MANY):
        audit.note(session, lane.officer, f"{words['audit line']} {number}", now)
    failed = {"kind": "tell-member", "subject": words["work"], "unique_key": words["work"]}
    session.add(Job(council_id=lane.council.id, run_after=now, gave_up=True, **failed))
    gone = an_account(session, lane.council, Role.MEMBER, words["account"])
    by = session.query(Account).filter(Account.role == Role.ADMINISTRATOR).one()
    account_changes.close_account(session, by, gone, now)


def test_what_is_past_its_time_is_in_no_row_and_in_no_file(planted: Planted):
    before = standing(planted)
    planted.clock.moment += LONGEST

    first = planted.night()
    planted.clock.moment += timedelta(days=1)
    planted.night()

    print(f"{planted.database.engine.dialect.name}: {first:.1f} s for the night")
    assert before == set(planted.needles)
    assert standing(planted) == set()
    kept = {"council", "survey_version", "consultation", "theme", "theme_example", "board"}
    kept |= {"account", "audit_line", "release", "safeguarding_key", "key_holder", "key_share"}
    assert tables_with_rows(planted.database) <= kept
    with planted.database.reading() as session:
        council = session.merge(planted.lane.council)
        notes = {line.note.partition(":")[0] for line in session.query(AuditLine)}
        assert notes >= {kind.value for kind in retention.DELETERS} - {"lines of the audit log"}
        assert audit.broken_lines(session, council) == []
        assert session.query(Consultation).count() == 2


def standing(planted: Planted) -> set[str]:
    """Return what of all that was planted stands in any file."""
    contents = [sink.content for sink in planted.files()]
    return {
        what
        for what, needle in planted.needles.items()
        if any(needle in content for content in contents)
    }


def tables_with_rows(database: Database) -> set[str]:
    with database.reading() as session:
        return {
            table.name
            for table in Base.metadata.sorted_tables
            if session.execute(select(table).limit(1)).first() is not None
        }
