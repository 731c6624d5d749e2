"""Databases whose files the attacker can read."""

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, text

from tests.fixtures_databases import PostgresqlGround
from tests.postgresql import Cluster, find_programs
from tests.web.young.conftest import scene as scene


@pytest.fixture(scope="session")
def readable_cluster() -> Iterator[Cluster]:
    """A server with the settings that the threat model asks for."""
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is missing. Install its server: apt-get install postgresql")
    with Cluster.started(programs) as cluster:
        set_for_server(cluster, "wal_recycle", "off")
        yield cluster


@pytest.fixture(scope="session")
def postgresql_ground(fresh_postgresql_ground: PostgresqlGround) -> PostgresqlGround:
    """A database for each test alone: what another left in its files would be looked at too."""
    return fresh_postgresql_ground


def set_for_server(cluster: Cluster, name: str, value: str) -> None:
    engine = create_engine(cluster.url("postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"ALTER SYSTEM SET {name} = {value}"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()


@pytest.fixture(scope="session")
def readable_ground(readable_cluster: Cluster) -> PostgresqlGround:
    return PostgresqlGround(readable_cluster)
