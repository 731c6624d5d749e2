"""The facts of the data protection papers come from settings and tables as they are."""

from pathlib import Path

import pytest

from participation.core.clock import SetClock
from participation.core.errors import NotSetUp
from participation.core.marks import Mark, Marks
from participation.core.settings import read_settings
from participation.domain.policy import Role
from participation.models.database import Database
from participation.papers.kept import ALL
from participation.services.protection import facts_of
from tests.factories import a_council, an_account
from tests.models.filling import tables_of


def test_facts_are_those_of_the_machine(
    database: Database, tmp_path: Path, clock: SetClock
) -> None:
    today = clock.now().date()
    environment = {
        "PARTICIPATION_DATABASE_URL": "postgresql://staff@/participation",
        "PARTICIPATION_YOUNG_DATABASE_URL": "postgresql://young@/participation",
        "PARTICIPATION_YOUNG_ADDRESS": "https://views.example",
        "PARTICIPATION_TELEGRAM_TOKEN": "1:x",
    }
    Marks(tmp_path).set("backup", Mark(today))
    with database.writing() as session:
        council = a_council(session)
        an_account(session, council)
        an_account(session, council, Role.MEMBER).active = False

        facts = facts_of(session, council, read_settings(tmp_path, environment), today)
        plain = facts_of(session, council, read_settings(tmp_path / "other", {}), today)

    assert (facts.young_apart, facts.telegram, facts.last_backup) == (True, True, today)
    assert (plain.young_apart, plain.telegram, plain.last_backup) == (False, False, None)
    assert facts.staff == {"Participation officer": 1}
    assert facts.young_address == "https://views.example"
    assert facts.database.lower().startswith(database.engine.dialect.name)


def test_every_table_is_described(database: Database) -> None:
    with database.engine.connect() as connection:
        tables = tables_of(connection)

    assert tables - set().union(*(kind.tables for kind in ALL)) == set()


def test_a_table_that_nobody_described_stops_the_papers(
    database: Database, tmp_path: Path, clock: SetClock
) -> None:
    with database.writing() as session:
        session.connection().exec_driver_sql("CREATE TABLE diary (id INTEGER PRIMARY KEY)")
        council = a_council(session)

        with pytest.raises(NotSetUp, match="what stands in diary"):
            facts_of(session, council, read_settings(tmp_path, {}), clock.now().date())
