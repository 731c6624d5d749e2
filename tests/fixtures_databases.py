"""Databases built by the real migrations: a fresh one for each test, on SQLite and PostgreSQL."""

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from participation import migrations
from participation.models.database import Database
from participation.models.sight import set_sight
from tests.postgresql import Cluster, find_programs

KINDS = ["sqlite", "postgresql"]
MOST_LENDINGS = 25
SEND_OTHERS_AWAY = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
# All that a migration or an administrator may change of a table, and no row.
SHAPE = """
SELECT md5(string_agg(part, ' ' ORDER BY part)) FROM (
    SELECT concat(relname, relkind, relowner, relrowsecurity, relforcerowsecurity, relacl)
    FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION ALL
    SELECT concat(attrelid::regclass, attname, atttypid, attnotnull, attisdropped, attacl)
    FROM pg_attribute WHERE attnum > 0
    AND attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
    UNION ALL
    SELECT concat(polrelid::regclass, polname, polcmd, polroles, polqual, polwithcheck)
    FROM pg_policy
    UNION ALL
    SELECT concat(conrelid::regclass, conname, contype, condeferrable) FROM pg_constraint
    UNION ALL
    SELECT concat(proname, proacl, prosrc) FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace
) AS parts (part)
"""
EMPTY = """
DO $$
DECLARE tablename name;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR tablename IN SELECT relname FROM pg_class WHERE relkind = 'r'
    AND relnamespace = 'public'::regnamespace AND relname <> 'alembic_version'
    LOOP EXECUTE format('DELETE FROM %I', tablename); END LOOP;
END $$
"""


class Ground(Protocol):
    """Where fresh databases come from."""

    def empty(self) -> str:
        """Return the URL of a database without a table."""
        ...

    def migrated(self) -> str:
        """Return the URL of a database with every table and no row."""
        ...

    def drop(self, url: str) -> None:
        """Take the database away."""
        ...


def migrate(url: str) -> None:
    database = Database(url)
    migrations.upgrade(database)
    database.close()


def let_young_in(url: str) -> None:
    """Give the young app's role its sight, as an administrator does after each new version."""
    database = Database(url)
    set_sight(database)
    database.close()


def name_in(url: str) -> str:
    """Return the name of the database that the address leads to."""
    return url.partition("?")[0].rpartition("/")[2]


def shape_of(url: str) -> str:
    """Return a mark of a PostgreSQL database's tables, policies and grants."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        return str(connection.scalar(text(SHAPE)))


class SqliteGround:
    """Files in one folder, each a copy of a migrated one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.template = folder / "template.sqlite"
        migrate(f"sqlite:///{self.template}")

    def empty(self) -> str:
        return f"sqlite:///{self.folder / uuid4().hex}.sqlite"

    def migrated(self) -> str:
        url = self.empty()
        shutil.copy(self.template, url.removeprefix("sqlite:///"))
        return url

    def drop(self, url: str) -> None:
        for suffix in ("", "-wal", "-shm"):
            Path(url.removeprefix("sqlite:///") + suffix).unlink(missing_ok=True)


class PostgresqlGround:
    """Databases in one cluster, each cloned from a migrated one."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.engine = create_engine(
            cluster.url("postgres"), isolation_level="AUTOCOMMIT", poolclass=NullPool
        )
        self._run("CREATE DATABASE template_migrated")
        migrate(cluster.url("template_migrated"))
        let_young_in(cluster.url("template_migrated"))
        self.whole = shape_of(cluster.url("template_migrated"))

    def empty(self) -> str:
        return self._create("template0")

    def migrated(self) -> str:
        return self._create("template_migrated")

    def drop(self, url: str) -> None:
        self._run(f"DROP DATABASE {name_in(url)} WITH (FORCE)")

    def _create(self, template: str) -> str:
        name = f"test_{uuid4().hex}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.cluster.url(name)

    def _run(self, statement: str) -> None:
        with self.engine.connect() as connection:
            connection.execute(text(statement))


class LentGround:
    """The same databases, each lent again once it is empty: to clone one takes longer.

    What is changed but rows, such as a policy or a column, ends it; so do many lendings.
    """

    def __init__(self, fresh: PostgresqlGround) -> None:
        self.fresh = fresh
        self.spare: list[str] = []
        self.lent: Counter[str] = Counter()

    def empty(self) -> str:
        return self.fresh.empty()

    def migrated(self) -> str:
        url = self.spare.pop() if self.spare else self.fresh.migrated()
        self.lent[url] += 1
        return url

    def drop(self, url: str) -> None:
        if 0 < self.lent[url] < MOST_LENDINGS and self._emptied(url):
            self.spare.append(url)
        else:
            self.fresh.drop(url)

    def _emptied(self, url: str) -> bool:
        engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            connection.execute(text(SEND_OTHERS_AWAY))
            if connection.scalar(text(SHAPE)) != self.fresh.whole:
                return False
            connection.execute(text(EMPTY))
        return True


@pytest.fixture(scope="session")
def sqlite_ground(tmp_path_factory: pytest.TempPathFactory) -> SqliteGround:
    return SqliteGround(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def fresh_postgresql_ground() -> Iterator[PostgresqlGround]:
    """A database made for each test alone."""
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is missing. Install its server: apt-get install postgresql")
    with Cluster.started(programs) as cluster:
        yield PostgresqlGround(cluster)


@pytest.fixture(scope="session")
def postgresql_ground(fresh_postgresql_ground: PostgresqlGround) -> Ground:
    return LentGround(fresh_postgresql_ground)


@pytest.fixture(params=KINDS)
def ground(request: pytest.FixtureRequest) -> Ground:
    """Each kind of database in turn."""
    return request.getfixturevalue(f"{request.param}_ground")


@pytest.fixture
def empty_database(ground: Ground) -> Iterator[Database]:
    """A database without a table, for the migrations themselves."""
    yield from _lent(ground, ground.empty())


@pytest.fixture
def database_url(ground: Ground) -> Iterator[str]:
    """The address of a fresh migrated database, for whoever opens it in another process."""
    url = ground.migrated()
    yield url
    ground.drop(url)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A fresh migrated database, on SQLite and then on PostgreSQL."""
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture
def sqlite_database(sqlite_ground: SqliteGround) -> Iterator[Database]:
    """A fresh migrated database on SQLite alone, for what only SQLite does."""
    yield from _lent(sqlite_ground, sqlite_ground.migrated())


@pytest.fixture
def postgresql_database(postgresql_ground: Ground) -> Iterator[Database]:
    """A fresh migrated database on PostgreSQL alone, for what only PostgreSQL does."""
    yield from _lent(postgresql_ground, postgresql_ground.migrated())


def _lent(ground: Ground, url: str) -> Iterator[Database]:
    database = Database(url)
    yield database
    database.close()
    ground.drop(url)
