"""The database's shape, step by step; run from the package, with no alembic.ini."""

from alembic import command
from alembic.config import Config

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
