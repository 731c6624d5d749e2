"""What the doctor sees of the database, whichever it is."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from participation import migrations
from participation.core.clock import day_of
from participation.models import Base, Job, Submission
from participation.models.database import Database
from participation.services.doctor.finding import Finding, Setup, found

MIX_WITHIN = timedelta(days=2)
BACKUP_WITHIN = timedelta(days=8)
"""A week and a day: a weekly backup may be a little late."""
WORK_WITHIN = timedelta(hours=2)


def nothing_there() -> Finding:
    """Return what is said while nothing has been stored at all."""
    return Finding(False, "There is no database yet. Run `participation council add NAME`.")


def out_of_reach(error: str) -> Finding:
    """Return what is said of a database that does not answer; only the kind of error is told."""
    return Finding(
        False,
        f"The database does not answer as it should ({error}), as staff or as young people's "
        "app. Is it running, and are both addresses in the settings right?",
    )


def shape(database: Database) -> Finding:
    """Return whether the database is of the shape that this version works with."""
    revision, wanted = migrations.revision_of(database), migrations.newest()
    return found(
        revision == wanted,
        "The database is of this version's shape.",
        f"The database is at {revision}, and this version works with {wanted}. Make a backup, "
        "then start the service, which brings it up to date.",
    )


def upkeep(session: Session, setup: Setup) -> Iterator[Finding]:
    """Yield what is to be said of the work that goes on behind the pages."""
    gave_up = session.scalar(select(func.count()).where(Job.gave_up)) or 0
    yield found(
        not gave_up,
        "No work was given up.",
        f"{gave_up} pieces of work were given up after many tries. Look at them on the "
        "administrator's page.",
    )
    waiting = session.scalar(
        select(func.count()).where(Job.gave_up.is_(False), Job.run_after < setup.now - WORK_WITHIN)
    )
    yield found(
        not waiting,
        "No work has waited for long.",
        f"{waiting} pieces of work have waited for more than two hours. Is the worker running?",
    )
    said = session.scalar(select(Submission.id).limit(1)) is not None
    yield _last(setup, said, "mix", MIX_WITHIN, "Leave the worker running at night.")
    yield _last(setup, said, "backup", BACKUP_WITHIN, "Run `participation backup DIR`.")


def _last(setup: Setup, said: bool, name: str, within: timedelta, do: str) -> Finding:
    last = setup.marks.last(name)
    if last is None:
        return found(
            not said,
            f"No {name} is due: nothing has been sent yet.",
            f"There never was a {name}. {do}",
        )
    return found(
        day_of(setup.now) - last.day <= within,
        f"The last {name} was on {last.day}.",
        f"The last {name} was on {last.day}, too long ago. {do}",
    )


def sqlite(session: Session, path: Path) -> Iterator[Finding]:
    """Yield what is to be said of a database on SQLite."""
    log = path.with_name(f"{path.name}-wal")
    size = log.stat().st_size if log.exists() else 0
    yield found(
        size == 0,
        "The write-ahead log is empty.",
        f"The write-ahead log holds {size} bytes, which tell the order of sending. The worker "
        "empties it each second unless something reads for long: is it running?",
    )
    wanted = {"journal_mode": "wal", "secure_delete": 1, "foreign_keys": 1, "synchronous": 2}
    wrong = [
        name
        for name, value in wanted.items()
        if session.connection().exec_driver_sql(f"PRAGMA {name}").scalar() != value
    ]
    yield found(
        not wrong,
        "SQLite deletes for good, checks its keys and waits for the disk.",
        f"SQLite is not set as it should be: {', '.join(wrong)}. Is the file on a local disk?",
    )
    tables = session.execute(text("PRAGMA table_list")).mappings()
    unnumbered = {
        table.name
        for table in Base.metadata.tables.values()
        if not table.dialect_options["sqlite"]["with_rowid"]
    }
    numbered = sorted(unnumbered & {row["name"] for row in tables if not row["wr"]})
    yield found(
        not numbered,
        "No table of the answer side numbers its rows.",
        f"These tables number their rows as they come: {', '.join(numbered)}. They were not "
        "made by this service: restore from a backup into a fresh file.",
    )
