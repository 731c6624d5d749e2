"""Tables written anew once rows that are past their time have left them.

A deleted row's bytes are written over, but copies of it that were made as pages filled up may
stand elsewhere in the file (SQLite), and on PostgreSQL the row itself stays until its place is
needed. The mix does the same for the answer side each night.
"""

from sqlalchemy import text

from participation.models.database import Database

REWRITTEN = ("audit_line", "job", "account")


def rewrite(database: Database) -> None:
    """Write anew the tables that the mix leaves as they are: on SQLite the whole file.

    Raises OperationalError when others keep a table busy for ten seconds; to be tried again.
    """
    if database.engine.dialect.name == "sqlite":
        raw = database.engine.raw_connection()
        try:
            raw.cursor().execute("VACUUM")
        finally:
            raw.close()
        database.forget_log()
        return
    apart = database.engine.execution_options(isolation_level="AUTOCOMMIT")
    with apart.connect() as connection:
        connection.execute(text("SET lock_timeout = '10s'"))
        connection.execute(text(f"VACUUM FULL {', '.join(REWRITTEN)}"))
        connection.execute(text("RESET lock_timeout"))
