"""Runs migrations on the engine that the caller hands over."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from sqlalchemy import Connection

from participation.models import Base, vault  # noqa: F401 (its tables are known by this)


def _run() -> None:
    engine = context.config.attributes["engine"]
    with engine.connect() as connection, _tables_may_be_rebuilt(connection):
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            user_module_prefix="participation.models.base.",
        )
        with context.begin_transaction():
            context.run_migrations()


@contextmanager
def _tables_may_be_rebuilt(connection: Connection) -> Iterator[None]:
    # SQLite changes a table by dropping and rebuilding it, and dropping it while keys are
    # checked deletes every row that hangs on it. The switch is deaf inside a transaction.
    if connection.dialect.name != "sqlite":
        yield
        return
    switch = connection.connection.cursor()
    switch.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.rollback()
        switch.execute("PRAGMA foreign_keys = ON")
        switch.close()


_run()
