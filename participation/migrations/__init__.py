"""The database's shape, step by step; run from the package, with no alembic.ini."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from participation.models.database import Database
from participation.models.sight import take_sight_back

WITH_WORDS = (
    ("answer", "cleared"),
    ("answer", "original"),
    ("answer", "reasons"),
    ("conversation", "sealed"),
    ("chat", "sealed"),
)
"""The columns that hold what young people write, and lose it when they take it back."""


def _configuration(database: Database) -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", "participation:migrations")
    configuration.set_main_option("path_separator", "os")
    configuration.attributes["engine"] = database.engine
    return configuration


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the database to the revision."""
    command.upgrade(_configuration(database), revision)
    if database.engine.dialect.name == "postgresql":
        _take_no_samples(database)


def _take_no_samples(database: Database) -> None:
    # PostgreSQL keeps samples of a column for its planner, whole texts among them; they would
    # outlive words that were taken back (measured: any query of pg_stats gave them).
    with database.engine.begin() as connection:
        there = inspect(connection).get_table_names()
        for table, column in WITH_WORDS:
            if table in there:
                connection.execute(
                    text(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")
                )


def downgrade(database: Database, revision: str) -> None:
    """Take the database back to the revision; the young app's sight has to be set anew then."""
    take_sight_back(database)
    command.downgrade(_configuration(database), revision)


def propose(database: Database, message: str) -> None:
    """Write a migration from what the models say and the database lacks; for developers."""
    command.revision(_configuration(database), message, autogenerate=True)


def revision_of(database: Database) -> str | None:
    """Return the revision that the database is at, or None if it has no tables yet."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str:
    """Return the revision that this version of the service works with."""
    return _scripts().get_current_head() or ""


def knows(revision: str) -> bool:
    """Return whether this version of the service has a way to the revision."""
    return revision in {script.revision for script in _scripts().walk_revisions()}


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(Path(__file__).parent))
