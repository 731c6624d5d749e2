"""A snapshot shows one moment, and keeps nobody from writing or from truncating the log."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from participation.models import Council
from participation.models.database import Database
from participation.models.snapshots import COPY, snapshot
from tests.factories import a_council


def councils(connection) -> int:
    return connection.scalar(select(func.count()).select_from(Council.__table__))


def test_what_comes_meanwhile_is_not_in_it(database: Database, tmp_path: Path) -> None:
    with database.writing() as session:
        a_council(session)

    with snapshot(database, tmp_path) as seen:
        before = councils(seen)
        with database.writing() as session:
            a_council(session, "othershire")
        after = councils(seen)

    assert (before, after) == (1, 1)


def test_the_log_can_be_truncated_while_it_is_read(
    sqlite_database: Database, tmp_path: Path
) -> None:
    with sqlite_database.writing() as session:
        a_council(session)

    with snapshot(sqlite_database, tmp_path) as seen:
        councils(seen)
        with sqlite_database.writing() as session:
            a_council(session, "othershire")

        assert sqlite_database.forget_log()


def test_the_copy_is_for_its_account_alone_and_goes(
    sqlite_database: Database, tmp_path: Path
) -> None:
    with snapshot(sqlite_database, tmp_path) as seen:
        councils(seen)
        modes = {path.stat().st_mode & 0o777 for path in tmp_path.glob(f"{COPY}*")}

    assert modes == {0o600}
    assert list(tmp_path.glob(f"{COPY}*")) == []


def test_a_copy_left_by_a_crash_is_no_hindrance(sqlite_database: Database, tmp_path: Path) -> None:
    (tmp_path / COPY).write_bytes(b"half")
    (tmp_path / f"{COPY}-wal").write_bytes(b"half")

    with snapshot(sqlite_database, tmp_path) as seen:
        assert councils(seen) == 0

    assert list(tmp_path.iterdir()) == []


def test_the_copy_goes_when_reading_fails(sqlite_database: Database, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), snapshot(sqlite_database, tmp_path):
        raise KeyboardInterrupt

    assert list(tmp_path.iterdir()) == []
