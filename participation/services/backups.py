"""Backups: everything in the database, in two parts sealed to keys that are kept elsewhere.

Neither keys nor fitted models are in it, and nothing that was withdrawn comes back with it.
"""

import json
import secrets
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, Table, select
from sqlalchemy.orm import Session

from participation.core.backup_keys import BackupKeys, Part
from participation.core.errors import BadFile, NotFound, Refused
from participation.core.sealed_files import opened_lines, sealed_lines
from participation.core.withdrawn import NAME as WITHDRAWN
from participation.core.withdrawn import WithdrawnList
from participation.models import Submission
from participation.models.dumping import counted, dump, empty, load, rows_in, stored_tables
from participation.services.withdrawals import withdraw

INVITE_TABLES = frozenset({"invite"})
FORMAT = 1
LINKING_BELOW = 10
"""Two backups that lie fewer submissions apart link each of them to an invite."""


@dataclass(frozen=True)
class Source:
    """What is backed up: on which day, at which revision, sealed by which keys (a fingerprint).

    `days` is for how many days at least a withdrawal stays listed after it.
    """

    day: str
    revision: str
    keys: str
    days: int = 92


@dataclass(frozen=True)
class Heading:
    """The first line of each part; `mark` is the same in both."""

    format: int
    mark: str
    part: Part
    source: Source


@dataclass(frozen=True)
class Written:
    """A backup that was written."""

    folder: Path
    rows: int
    submissions: int


@dataclass(frozen=True)
class Found:
    """A backup that was opened and read to its end."""

    folder: Path
    heading: Heading
    rows: int


@dataclass(frozen=True)
class Restored:
    """How many rows came back, and how many submissions were withdrawn again."""

    rows: int
    withdrawn: int


def write_backup(
    connection: Connection,
    source: Source,
    keys: BackupKeys,
    withdrawn: WithdrawnList,
    folder: Path,
) -> Written:
    """Write a backup into a new folder inside this one, named after the day, whole or not at all.

    The list of what was withdrawn goes with it as it is: without the pepper it tells nothing.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    forming = Path(tempfile.mkdtemp(prefix=".forming-", dir=folder))
    mark = secrets.token_hex(16)
    tables = stored_tables(connection)
    try:
        for part in Part:
            heading = Heading(FORMAT, mark, part, source)
            with sealed_lines(_file(forming, part), keys.public[part]) as file:
                file.write(json.dumps(asdict(heading)) + "\n")
                file.writelines(dump(connection, _of(tables, part)))
        if withdrawn.path.exists():
            shutil.copyfile(withdrawn.path, forming / WITHDRAWN)
        made = _settle(forming, folder, source.day)
    finally:
        shutil.rmtree(forming, ignore_errors=True)
    by_name = {table.name: [table] for table in tables}
    return Written(made, rows_in(connection, tables), rows_in(connection, by_name["submission"]))


def find_backup(folder: Path, private: Mapping[Part, bytes]) -> Found:
    """Return the backup of this folder, both parts read to the end and found whole.

    Raises NotFound when there is none, BadFile when it is damaged, when a key does not open
    it or when its parts are of two backups.
    """
    headings, rows = [], 0
    for part in Part:
        path = _file(folder, part)
        if not path.is_file():
            raise NotFound(f"There is no backup in {folder}: {path.name} is missing.")
        with opened_lines(path, private[part]) as lines:
            heading = _heading(path.name, lines.readline())
            try:
                rows += sum(counted(lines).values())
            except (ValueError, KeyError) as error:
                raise BadFile(path.name, "inside", "it is not whole. Take another.") from error
        if heading.part is not part:
            raise BadFile(path.name, "start", f"it holds the {heading.part}. Rename it.")
        headings.append(heading)
    if headings[0].mark != headings[1].mark:
        raise BadFile(folder.name, "start", "its two files are of two backups. Take both of one.")
    return Found(folder, headings[0], rows)


def is_empty(session: Session) -> bool:
    """Return whether no table holds a row."""
    connection = session.connection()
    return rows_in(connection, stored_tables(connection)) == 0


def restore(
    session: Session,
    found: Found,
    private: Mapping[Part, bytes],
    withdrawn: WithdrawnList,
    today: date,
) -> Restored:
    """Put the backup's rows in the place of all that are there, then withdraw what is listed.

    The database must be at the backup's revision. A listed text that nobody had read when
    the backup was made waits to be read for safety once more. Raises Refused for a backup
    that is older than the list of withdrawals goes back.
    """
    check_age(found, today)
    connection = session.connection()
    tables = stored_tables(connection)
    empty(connection, tables)
    rows = 0
    for part in Part:
        path = _file(found.folder, part)
        with opened_lines(path, private[part]) as lines:
            lines.readline()
            rows += load(connection, _of(tables, part), lines)
    return Restored(rows, _withdraw_again(session, withdrawn))


def check_age(found: Found, today: date) -> None:
    """Raise Refused for a backup that is older than the list of withdrawals goes back."""
    source = found.heading.source
    if (today - date.fromisoformat(source.day)).days > source.days:
        raise Refused(
            f"This backup is of {source.day}, and withdrawals are listed for {source.days} days "
            "only: words that somebody took back would come back with it. Take a later one."
        )


def forget_old(folder: Path, today: date, days: int) -> list[Path]:
    """Delete the backups in this folder that are older than that; return those that went.

    The newest stays, however old. What is no backup is left alone.
    """
    by_day = {one: day for one in folder.iterdir() if (day := _day_of(one)) is not None}
    if not by_day:
        return []
    newest = max(by_day.values())
    old = [one for one, day in by_day.items() if day < newest and (today - day).days > days]
    for one in old:
        shutil.rmtree(one)
    return sorted(old)


def _day_of(folder: Path) -> date | None:
    if not all(_file(folder, part).is_file() for part in Part):
        return None
    try:
        return date.fromisoformat(folder.name[:10])
    except ValueError:
        return None


def forget_models(folder: Path) -> None:
    """Delete the fitted models: they have learnt from texts that may be gone now."""
    for path in folder.rglob("*.npz"):
        path.unlink()


def _withdraw_again(session: Session, withdrawn: WithdrawnList) -> int:
    marks = withdrawn.marks()
    listed = [
        submission_id
        for submission_id, receipt_hash in session.execute(
            select(Submission.id, Submission.receipt_hash)
        )
        if receipt_hash is not None and withdrawn.holds(receipt_hash, marks)
    ]
    for submission_id in listed:
        withdraw(session, submission_id)
    return len(listed)


def _file(folder: Path, part: Part) -> Path:
    return folder / f"{part}.sealed"


def _of(tables: Sequence[Table], part: Part) -> list[Table]:
    apart = part is Part.INVITES
    return [table for table in tables if (table.name in INVITE_TABLES) is apart]


def _heading(name: str, line: str) -> Heading:
    try:
        read = json.loads(line)
        if read["format"] > FORMAT:
            raise BadFile(name, "start", "a newer version made it. Install that one first.")
        return Heading(read["format"], read["mark"], Part(read["part"]), Source(**read["source"]))
    except (KeyError, TypeError, ValueError) as error:
        raise BadFile(name, "start", "it is no backup of this service.") from error


def _settle(forming: Path, folder: Path, day: str) -> Path:
    place, number = folder / day, 1
    while place.exists():
        number += 1
        place = folder / f"{day}-{number}"
    return forming.rename(place)
