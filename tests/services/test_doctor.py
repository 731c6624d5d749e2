"""The doctor: each thing that is not safe is found, and nothing safe is called unsafe."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text, update

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.core.marks import Mark
from participation.domain.policy import Role
from participation.models import AuditLine, Council, Job, Waiting
from participation.models.database import Database
from participation.models.sight import ROLE, set_sight
from participation.services import contacts, doctor
from participation.services.audit import note
from participation.services.doctor import Finding, Setup
from participation.services.doctor.postgresql import server, young_role
from participation.services.doctor.stored import sqlite
from participation.services.staff import active_in_role
from tests.factories import a_consultation, a_council, an_account, say
from tests.services.doctors import ill, setup

__all__ = ["setup"]

Look = Callable[[], list[Finding]]


def no_longer_made_up(council: Council) -> Council:
    council.pack = council.pack.replace('"made_up":true', '"made_up":false')
    return council


@pytest.fixture
def council(database: Database):
    """A council with two people for each part that needs two."""
    with database.writing() as session:
        council = no_longer_made_up(a_council(session))
        for role in (Role.OFFICER, Role.SAFEGUARDING):
            for number in "12":
                an_account(session, council, role, f"{role.value}{number}")
        leads = active_in_role(session, council.id, Role.SAFEGUARDING)
        contacts.make_key(session, council, dict.fromkeys(leads, "a passphrase of four words"))
    database.forget_log()
    return council


@pytest.fixture
def look(database: Database, setup: Setup) -> Look:
    """All that is said of the database, without what depends on how its server is set up."""

    def all_of() -> list[Finding]:
        with database.reading() as session:
            said = list(doctor.database(session, session, setup))
        return [one for one in said if "PostgreSQL" not in one.words and "role" not in one.words]

    return all_of


def test_a_council_that_is_set_up_well_is_safe(look: Look, council) -> None:
    findings = look()

    assert ill(findings) == []
    assert len(findings) > 8


def test_work_that_gave_up_or_waits_is_counted(
    look: Look, database: Database, council, clock: SetClock
) -> None:
    with database.writing() as session:
        for number, gave_up in enumerate((True, False, False)):
            session.add(
                Job(
                    council_id=council.id,
                    kind="refit",
                    subject="",
                    unique_key=str(number),
                    run_after=clock.now() - timedelta(hours=3 * number),
                    gave_up=gave_up,
                )
            )
    database.forget_log()

    assert [said.split(" pieces")[0] for said in ill(look())] == ["1", "2"]


def test_a_mix_and_a_backup_that_are_too_old_or_never_were_are_told(
    look: Look, database: Database, setup: Setup, council, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session:
        consultation = a_consultation(session, council, clock.now().date())
        say(session, keys, consultation, clock.now())
    database.forget_log()
    setup.marks.set("mix", Mark(clock.now().date() - timedelta(days=3)))
    (setup.settings.folder / "last-backup").unlink()

    said = ill(look())

    assert [words.split(".")[0] for words in said] == [
        "The last mix was on 2026-03-08, too long ago",
        "There never was a backup",
    ]


def test_answers_that_nobody_read_in_time_are_counted(
    look: Look, database: Database, council, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session:
        consultation = a_consultation(session, council, clock.now().date())
        say(session, keys, consultation, clock.now())
        session.execute(update(Waiting).values(due_hour=clock.now() - timedelta(hours=1)))
    database.forget_log()

    (only,) = ill(look())

    assert "1 answers should have been read by now" in only


def test_a_changed_line_of_the_audit_is_told(
    look: Look, database: Database, council, clock: SetClock
) -> None:
    with database.writing() as session:
        officer = an_account(session, council, handle="another")
        for number in range(3):
            note(session, officer, f"did thing {number}", clock.now())
        session.execute(update(AuditLine).where(AuditLine.number == 2).values(action="did less"))
    database.forget_log()

    (only,) = ill(look())

    assert "the audit log was changed at line 2" in only


def test_a_council_without_two_of_each_is_told(look: Look, database: Database) -> None:
    with database.writing() as session:
        an_account(session, no_longer_made_up(a_council(session)))
    database.forget_log()

    said = ill(look())

    assert [words.split(". ")[0] for words in said] == [
        "Testshire Council has 1 participation officers who sign in",
        "Testshire Council has 0 safeguarding leads and deputies who sign in",
        "Testshire Council has no safeguarding key, so nobody can ask to be contacted",
    ]


def test_a_deputy_who_cannot_open_a_request_is_told(
    look: Look, database: Database, council
) -> None:
    with database.writing() as session:
        an_account(session, council, Role.DEPUTY)
    database.forget_log()

    (only,) = ill(look())

    assert "without a passphrase of their own" in only


def test_a_made_up_council_is_for_this_machine_alone(
    look: Look, database: Database, council
) -> None:
    with database.writing() as session:
        made_up = council.pack.replace('"made_up":false', '"made_up":true')
        session.execute(text("UPDATE council SET pack = :pack"), {"pack": made_up})
    database.forget_log()

    assert any("made up and its passwords" in said for said in ill(look()))


def test_a_log_that_is_not_empty_is_told(sqlite_database: Database, setup: Setup) -> None:
    with sqlite_database.writing() as session:
        a_council(session)
    with sqlite_database.reading() as session:
        said = ill(doctor.database(session, session, setup))

    assert any("write-ahead log holds" in words for words in said)


def test_a_table_that_numbers_its_rows_is_told(sqlite_database: Database, setup: Setup) -> None:
    with sqlite_database.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("DROP TABLE waiting")
        connection.exec_driver_sql("CREATE TABLE waiting (answer_id CHAR(32) PRIMARY KEY)")
    with sqlite_database.reading() as session:
        said = ill(sqlite(session, Path(sqlite_database.engine.url.database)))

    assert any("number their rows as they come: waiting" in words for words in said)


def test_settings_of_postgresql_that_keep_what_people_wrote_are_told(
    postgresql_database: Database,
) -> None:
    with postgresql_database.reading() as session:
        session.execute(text("SET wal_recycle = off"))
        well = ill(server(session))
        for name, value in (
            ("wal_recycle", "on"),
            ("log_statement", "'all'"),
            ("log_min_duration_statement", "100"),
            ("log_parameter_max_length_on_error", "-1"),
        ):
            session.execute(text(f"SET {name} = {value}"))
        worse = ill(server(session))

    assert well == []
    assert [words.split(" is ")[0] for words in worse] == [
        "PostgreSQL's wal_recycle",
        "PostgreSQL's log_statement",
        "PostgreSQL's log_min_duration_statement",
        "PostgreSQL's log_parameter_max_length_on_error",
    ]


def test_rows_that_a_policy_hides_from_the_services_role_are_told(
    postgresql_database: Database,
) -> None:
    set_sight(postgresql_database)
    with postgresql_database.reading() as session:
        owner = ill(server(session))
        # Undone with the transaction: a role belongs to the whole server.
        session.execute(text("CREATE ROLE clerk"))
        session.execute(text("SET LOCAL ROLE clerk"))
        clerk = [words for words in ill(server(session)) if "policy" in words]

    assert not any("policy" in words for words in owner)
    assert len(clerk) == 1
    assert "nightly mix refuses to run: answer, " in clerk[0]


def test_the_young_apps_role_is_looked_at_as_itself(postgresql_database: Database) -> None:
    set_sight(postgresql_database)
    young = Database(
        postgresql_database.engine.url.set(username=ROLE).render_as_string(hide_password=False)
    )
    with young.reading() as session:
        well = ill(young_role(session, "postgres"))
        shared = ill(young_role(session, ROLE))
    with postgresql_database.writing() as session:
        session.execute(text(f"GRANT SELECT (cleared) ON answer TO {ROLE}"))
        session.execute(text("ALTER TABLE submission DISABLE ROW LEVEL SECURITY"))
    with young.reading() as session:
        worse = ill(young_role(session, "postgres"))
        may_forget = [said for said in ill(server(session)) if "throw its log away" in said]
    young.close()

    assert well == []
    assert "uses the staff's role" in shared[0]
    assert "answer.cleared, submission." in worse[0]
    assert len(may_forget) == 1


def test_the_doctor_changes_nothing(setup: Setup, look: Look, council) -> None:
    before = sorted(setup.settings.folder.iterdir())

    list(doctor.machine(setup))
    look()

    assert sorted(setup.settings.folder.iterdir()) == before
