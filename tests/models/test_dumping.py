"""A dump is exact, the same from both databases, and fits into either."""

import json
from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy import text

from participation.models.database import Database
from participation.models.dumping import counted, dump, empty, load, rows_in, stored_tables
from tests.fixtures_databases import PostgresqlGround, SqliteGround
from tests.models.filling import fill, sizes, tables_of


def lines_of(database: Database) -> list[str]:
    with database.engine.begin() as connection:
        return list(dump(connection, stored_tables(connection)))


def filled(database: Database, rows: int = 3) -> list[str]:
    with database.engine.begin() as connection:
        fill(connection, rows)
    return lines_of(database)


@pytest.fixture
def elsewhere(
    request: pytest.FixtureRequest,
    database: Database,
    sqlite_ground: SqliteGround,
    postgresql_ground: PostgresqlGround,
) -> Iterator[Database]:
    """An empty database of the other kind."""
    other = postgresql_ground if database.engine.dialect.name == "sqlite" else sqlite_ground
    url = other.migrated()
    lent = Database(url)
    yield lent
    lent.close()
    other.drop(url)


def test_what_was_dumped_is_the_same_in_a_database_of_the_other_kind(database, elsewhere):
    before = filled(database)

    with elsewhere.engine.begin() as connection:
        loaded = load(connection, stored_tables(connection), before)

    assert lines_of(elsewhere) == before
    assert loaded == json.loads(before[-1])["rows"] > 0


def test_no_table_is_left_out(database):
    with database.engine.begin() as connection:
        names = tables_of(connection)
        fill(connection, 2)

        dumped = counted(dump(connection, stored_tables(connection)))

    assert dumped == dict.fromkeys(names, 2)


def test_many_rows_come_in_parts(database, elsewhere, monkeypatch):
    monkeypatch.setattr("participation.models.dumping.AT_ONCE", 4)
    before = filled(database, 9)

    with elsewhere.engine.begin() as connection:
        load(connection, stored_tables(connection), before)

    assert lines_of(elsewhere) == before
    assert set(counted(before).values()) == {9}


def test_words_of_every_script_come_back(database, elsewhere):
    words = "ሰላም \u2028 “it’s”\n\tنص 👩🏽‍🦱 \\ \" ' -- ;"
    with database.engine.begin() as connection:
        fill(connection, 1)
        tables = {table.name: table for table in stored_tables(connection)}
        connection.execute(tables["answer"].update().values(cleared=words))
    before = lines_of(database)

    with elsewhere.engine.begin() as connection:
        load(connection, stored_tables(connection), before)
        (back,) = connection.execute(tables["answer"].select()).scalars("cleared")

    assert back == words


def test_emptied_tables_hold_nothing(database):
    filled(database)

    with database.engine.begin() as connection:
        empty(connection, stored_tables(connection))

        assert rows_in(connection, stored_tables(connection)) == 0
        assert set(sizes(connection).values()) == {0}


@pytest.mark.parametrize("cut", [1, 2, 10])
def test_a_dump_that_lacks_lines_is_not_taken_for_whole(database, cut):
    lines = filled(database)

    with pytest.raises(ValueError, match="not whole"):
        counted(lines[:-cut])
    with pytest.raises(ValueError, match="not whole"):
        counted([line for number, line in enumerate(lines) if number != 2])


def test_the_order_of_rows_is_that_of_their_random_keys_and_not_of_time(database):
    with database.engine.begin() as connection:
        fill(connection, 1)
        table = next(t for t in stored_tables(connection) if t.name == "submission")
        first = connection.execute(table.select()).mappings().one()
        for _ in range(20):
            more = {**first, "id": uuid4().hex, "receipt_hash": uuid4().bytes * 2}
            connection.execute(table.insert().values(more))

        rows = [json.loads(line) for line in dump(connection, [table])][1:-1]

    keys = [row[list(table.columns.keys()).index("id")] for row in rows]
    assert keys == sorted(keys)
    assert len(keys) == 21


def test_nothing_comes_back_as_nothing_and_not_as_a_word_for_it(database, elsewhere):
    """A column of JSON has two ways to hold nothing."""
    with database.engine.begin() as connection:
        fill(connection, 1)
        connection.execute(text("UPDATE account SET mf_recovery_codes = NULL"))
    before = lines_of(database)

    with elsewhere.engine.begin() as connection:
        load(connection, stored_tables(connection), before)
        nothing = connection.scalar(
            text("SELECT count(*) FROM account WHERE mf_recovery_codes IS NULL")
        )

    assert nothing == 1
