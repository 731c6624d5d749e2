from random import Random

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from participation.core.clock import SetClock
from participation.models import Account, AuditLine, Council
from participation.models.database import Database
from participation.services.audit import broken_lines, note
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
