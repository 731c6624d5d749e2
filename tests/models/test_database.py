"""The way to the database: whole or not at all, durable, and no trace in SQLite's log."""

import time
from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select, text

from participation.core.errors import NotSetUp
from participation.models import Council
from participation.models.database import Database


def council(name: str = "testshire") -> Council:
    return Council(name=name, title="Testshire", pack="{}")


def names(database: Database) -> set[str]:
    with database.reading() as session:
        return set(session.scalars(select(Council.name)))


def log_of(database: Database) -> Path:
    return Path(f"{database.engine.url.database}-wal")


def test_what_is_written_is_there_for_the_next_reader(database):
    with database.writing() as session:
        session.add(council())

    assert names(database) == {"testshire"}


def test_an_error_undoes_everything_of_its_transaction(database):
    with pytest.raises(ZeroDivisionError), database.writing() as session:
        session.add(council("first"))
        session.flush()
        session.add(council("second"))
        session.flush()
        1 / 0  # noqa: B018 (any error will do)

    assert names(database) == set()


def test_a_row_can_be_used_after_its_transaction_is_over(database):
    with database.writing() as session:
        row = council()
        session.add(row)

    assert row.title == "Testshire"


def test_nothing_that_a_reader_does_is_kept(database):
    with database.reading() as session:
        session.add(council())
        session.flush()

    assert names(database) == set()


def test_many_writers_at_once_all_get_their_turn(database):
    together = Barrier(8)

    def write(number: int) -> None:
        together.wait()
        for turn in range(5):
            with database.writing() as session:
                seen = session.scalar(select(func.count()).select_from(Council))
                session.add(council(f"{number}-{turn}-{seen}"))

    threads = [Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(names(database)) == 40


def test_a_database_of_another_make_is_refused_with_what_to_do():
    with pytest.raises(NotSetUp, match="SQLite or PostgreSQL"):
        Database("mysql://localhost/participation")


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("synchronous", 2),
        ("secure_delete", 1),
        ("foreign_keys", 1),
        ("journal_mode", "wal"),
        ("busy_timeout", 10_000),
    ],
)
def test_every_sqlite_connection_is_durable_and_forgets(sqlite_database, pragma, value):
    sqlite_database.forget_log()
    connections = [sqlite_database.engine.raw_connection() for _ in range(3)]

    set_to = {each.cursor().execute(f"PRAGMA {pragma}").fetchone()[0] for each in connections}
    for connection in connections:
        connection.close()

    assert set_to == {value}


def test_forgetting_the_log_leaves_it_empty_and_the_rows_in_place(sqlite_database):
    with sqlite_database.writing() as session:
        session.add(council())
    assert log_of(sqlite_database).stat().st_size > 0

    forgotten = sqlite_database.forget_log()

    assert forgotten
    assert log_of(sqlite_database).stat().st_size == 0
    assert names(sqlite_database) == {"testshire"}


def test_a_reader_holds_the_log_up_for_a_moment_only(sqlite_database):
    with sqlite_database.reading() as session:
        session.scalar(select(Council.name))
        with sqlite_database.writing() as writer:
            writer.add(council())

        began = time.monotonic()
        forgotten = sqlite_database.forget_log()
        took = time.monotonic() - began

    assert not forgotten
    assert took < 2
    assert sqlite_database.forget_log()
    assert log_of(sqlite_database).stat().st_size == 0


def test_deleted_words_are_in_no_file(sqlite_database):
    with sqlite_database.writing() as session:
        session.add(Council(name="gone", title="Words to be forgotten", pack="{}"))
    with sqlite_database.writing() as session:
        session.execute(text("DELETE FROM council"))

    sqlite_database.forget_log()

    folder = log_of(sqlite_database).parent
    files = folder.glob(f"{Path(sqlite_database.engine.url.database).name}*")
    assert not any(b"to be forgotten" in file.read_bytes() for file in files)


def test_postgresql_has_no_log_of_ours_to_forget(postgresql_database):
    with postgresql_database.writing() as session:
        session.add(council())

    assert postgresql_database.forget_log()
