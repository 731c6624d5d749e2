from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.orm import Session

from participation.core.clock import SetClock
from participation.models import Account, AuditLine, Council
from participation.models.database import Database
from participation.services.audit import broken_lines, cut, note
from tests.factories import a_council, an_account

LINES = 40


def a_log(database: Database, clock: SetClock) -> Council:
    with database.writing() as session:
        council = a_council(session)
        officer: Account = an_account(session, council)
        stranger = an_account(session, a_council(session, "othershire"))
        for number in range(LINES):
            note(session, officer, f"did thing {number}", clock.now())
            note(session, stranger, "elsewhere", clock.now())
    return council


def test_a_log_that_nobody_touched_is_whole(database: Database, clock: SetClock) -> None:
    council = a_log(database, clock)

    with database.reading() as session:
        assert broken_lines(session, council) == []


def test_every_change_to_a_line_is_noticed(database: Database, clock: SetClock) -> None:
    council = a_log(database, clock)
    chance = Random(7)
    changes = (
        {"action": "did something else"},
        {"note": "added afterwards"},
        {"hour": clock.now().replace(hour=3)},
        {"account_id": None},
        {"chained": "f" * 64},
    )

    noticed = 0
    for change in changes * 4:
        number = chance.randrange(1, LINES + 1)
        with Session(database.engine) as session:
            session.execute(
                update(AuditLine)
                .where(AuditLine.council_id == council.id, AuditLine.number == number)
                .values(**change)
            )
            noticed += number in broken_lines(session, council)
            session.rollback()

    assert noticed == len(changes) * 4


def test_a_line_taken_out_is_noticed(database: Database, clock: SetClock) -> None:
    council = a_log(database, clock)

    with database.writing() as session:
        session.execute(
            delete(AuditLine).where(AuditLine.council_id == council.id, AuditLine.number == 5)
        )

    with database.reading() as session:
        assert broken_lines(session, council) == [6]


def test_a_log_whose_old_end_was_cut_can_still_be_checked(
    database: Database, clock: SetClock
) -> None:
    council = a_log(database, clock)
    first = clock.now()
    clock.moment += timedelta(days=400)
    with database.writing() as session:
        officer = session.query(Account).filter(Account.council_id == council.id).one()
        note(session, officer, "did a later thing", clock.now())

        at_first = cut(session, council, first.date(), clock.now())
        gone = cut(session, council, clock.now().date(), clock.now())
        again = cut(session, council, clock.now().date(), clock.now())
        whole = broken_lines(session, council)
        later = cut(session, council, clock.now().date() + timedelta(days=1), clock.now())

        assert (at_first, gone, again, later) == (0, LINES, 0, 2)
        assert (whole, broken_lines(session, council)) == ([], [])
        (line,) = session.query(AuditLine).filter(AuditLine.council_id == council.id)
        assert line.note.startswith(f"up to line {LINES + 2}, ")


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM audit_line WHERE number = 41",
        "UPDATE audit_line SET note = 'other words' WHERE number = 41",
        "UPDATE audit_line SET note = 'up to line 41' WHERE action = 'cut the audit log'",
        "UPDATE audit_line SET action = 'did nothing' WHERE action = 'cut the audit log'",
        "DELETE FROM audit_line WHERE action = 'cut the audit log'",
    ],
)
def test_a_change_after_the_cut_is_noticed(
    database: Database, clock: SetClock, change: str
) -> None:
    council = a_log(database, clock)
    clock.moment += timedelta(days=400)
    with database.writing() as session:
        officer = session.query(Account).filter(Account.council_id == council.id).one()
        note(session, officer, "did a later thing", clock.now())
        cut(session, council, clock.now().date(), clock.now())
        note(session, officer, "did one more", clock.now())

        session.execute(text(change))

        assert broken_lines(session, council) != []


def test_a_log_that_was_changed_is_not_cut(database: Database, clock: SetClock) -> None:
    council = a_log(database, clock)
    with database.writing() as session:
        session.execute(update(AuditLine).where(AuditLine.number == 5).values(note="changed"))

        assert cut(session, council, clock.now().date() + timedelta(days=1), clock.now()) == 0
        assert broken_lines(session, council) == [5]
