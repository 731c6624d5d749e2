"""Databases built by the real migrations: a fresh one for each test, on SQLite and PostgreSQL."""

import shutil
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

    def empty(self) -> str:
        return self._create("template0")

    def migrated(self) -> str:
        return self._create("template_migrated")

    def drop(self, url: str) -> None:
        self._run(f"DROP DATABASE {url.partition('?')[0].rpartition('/')[2]} WITH (FORCE)")

    def _create(self, template: str) -> str:
        name = f"test_{uuid4().hex}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.cluster.url(name)

    def _run(self, statement: str) -> None:
        with self.engine.connect() as connection:
            connection.execute(text(statement))


@pytest.fixture(scope="session")
def sqlite_ground(tmp_path_factory: pytest.TempPathFactory) -> SqliteGround:
    return SqliteGround(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql_ground() -> Iterator[PostgresqlGround]:
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is missing. Install its server: apt-get install postgresql")
    with Cluster.started(programs) as cluster:
        yield PostgresqlGround(cluster)


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
def postgresql_database(postgresql_ground: PostgresqlGround) -> Iterator[Database]:
    """A fresh migrated database on PostgreSQL alone, for what only PostgreSQL does."""
    yield from _lent(postgresql_ground, postgresql_ground.migrated())


def _lent(ground: Ground, url: str) -> Iterator[Database]:
    database = Database(url)
    yield database
    database.close()
    ground.drop(url)
