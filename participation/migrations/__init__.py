"""The database's shape, step by step; run from the package, with no alembic.ini."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from participation.models.database import Database


def _configuration(database: Database) -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", "participation:migrations")
    configuration.set_main_option("path_separator", "os")
    configuration.attributes["engine"] = database.engine
    return configuration


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the database to the revision."""
    command.upgrade(_configuration(database), revision)


def downgrade(database: Database, revision: str) -> None:
    """Take the database back to the revision."""
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
