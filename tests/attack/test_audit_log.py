"""Whoever changes the audit log is noticed, whatever they change.

PARTICIPATION_ATTACK_CHANGES sets how many changes are tried, one at a time, 40 unless told.
"""

import os
from collections.abc import Callable
from datetime import timedelta
from random import Random

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from participation.core.clock import SetClock
from participation.models import AuditLine, Council
from participation.models.database import Database
from participation.services.audit import _hash as hash_of
from participation.services.audit import broken_lines, note
from tests.factories import a_council, an_account

CHANGES = int(os.environ.get("PARTICIPATION_ATTACK_CHANGES", "40"))
LINES = 60
Change = Callable[[Session, AuditLine, AuditLine, Random], None]


def reword(session: Session, line: AuditLine, _other: AuditLine, _chance: Random) -> None:
    session.execute(_set(line, action=f"{line.action} not"))


def annotate(session: Session, line: AuditLine, _other: AuditLine, chance: Random) -> None:
    session.execute(_set(line, note=f"{chance.random()}"))


def move_in_time(session: Session, line: AuditLine, _other: AuditLine, chance: Random) -> None:
    session.execute(_set(line, hour=line.hour + timedelta(hours=chance.randrange(1, 99))))


def take_name_off(session: Session, line: AuditLine, _other: AuditLine, _chance: Random) -> None:
    session.execute(_set(line, account_id=None))


def delete_line(session: Session, line: AuditLine, _other: AuditLine, _chance: Random) -> None:
    session.execute(delete(AuditLine).where(AuditLine.id == line.id))


def swap(session: Session, line: AuditLine, other: AuditLine, _chance: Random) -> None:
    first, second = line.action, other.action
    session.execute(_set(line, action=second))
    session.execute(_set(other, action=first))


def chain_anew(session: Session, line: AuditLine, _other: AuditLine, chance: Random) -> None:
    """Change a line and give it the hash that fits, as somebody who read the program would."""
    before = session.query(AuditLine).filter_by(number=line.number - 1).one_or_none()
    line.action = f"did {chance.random()}"
    line.chained = hash_of(line, before.chained if before else "0" * 64)


CHANGES_OF = (reword, annotate, move_in_time, take_name_off, delete_line, swap, chain_anew)


def _set(line: AuditLine, **values: object):  # type: ignore[no-untyped-def]
    return update(AuditLine).where(AuditLine.id == line.id).values(**values)


def a_log(database: Database, clock: SetClock) -> Council:
    with database.writing() as session:
        council = a_council(session)
        officer = an_account(session, council)
        for number in range(LINES):
            note(session, officer, f"did thing {number}", clock.now(), words=str(number))
        return council


def is_noticed(database: Database, council: Council, change: Change, chance: Random) -> bool:
    """Return whether the change is noticed; it is undone afterwards."""
    with Session(database.engine) as session:
        lines = session.query(AuditLine).order_by(AuditLine.number).all()
        # Nothing follows the last line, so who knows the program can change it whole: only its
        # number and hash, kept elsewhere, would show that.
        place, other = chance.sample(range(len(lines) - 1), 2)
        change(session, lines[place], lines[other], chance)
        session.flush()
        session.expire_all()
        noticed = bool(broken_lines(session, council))
        session.rollback()
    return noticed


def test_every_change_is_noticed(database: Database, clock: SetClock):
    council, chance = a_log(database, clock), Random(5)

    missed = [
        change.__name__
        for change in (chance.choice(CHANGES_OF) for _ in range(CHANGES))
        if not is_noticed(database, council, change, chance)
    ]
    print(f"{CHANGES} changes, {len(missed)} missed")

    assert missed == []
    with database.reading() as session:
        assert broken_lines(session, council) == []
