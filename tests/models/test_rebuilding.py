"""SQLite changes a table by rebuilding it: what hangs on the table must outlive that."""

import shutil
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from participation import migrations

HEADING = """
from alembic import op
import sqlalchemy as sa


def rebuilt():
    return "always" if op.get_bind().dialect.name == "sqlite" else "never"


revision = "{revision}"
down_revision = {below}
branch_labels = None
depends_on = None
"""
FIRST = """
def upgrade():
    op.create_table("above", sa.Column("id", sa.Integer, primary_key=True))
    op.create_table(
        "below",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("above_id", sa.Integer, sa.ForeignKey("above.id", ondelete="CASCADE")),
    )
    op.execute("INSERT INTO above VALUES (1)")
    op.execute("INSERT INTO below VALUES (1, 1)")
"""
SECOND = """
def upgrade():
    with op.batch_alter_table("above", recreate=rebuilt()) as table:
        table.add_column(sa.Column("word", sa.String))
{more}
"""


@pytest.fixture
def script(tmp_path, empty_database):
    """A line of migrations run by the real env.py; returns its configuration and its folder."""
    folder = tmp_path / "script"
    (folder / "versions").mkdir(parents=True)
    shutil.copy(Path(migrations.__file__).parent / "env.py", folder)
    configuration = Config()
    configuration.set_main_option("script_location", str(folder))
    configuration.set_main_option("path_separator", "os")
    configuration.attributes["engine"] = empty_database.engine
    write(folder, "one", "None", FIRST)
    return configuration, folder


def write(folder: Path, revision: str, below: str, body: str) -> None:
    text = HEADING.format(revision=revision, below=below) + body
    (folder / "versions" / f"{revision}.py").write_text(text)


def rows(database, table: str) -> list[tuple]:
    with database.engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table}")]


def test_a_table_that_is_rebuilt_keeps_what_hangs_on_it(script, empty_database):
    configuration, folder = script
    write(folder, "two", '"one"', SECOND.format(more=""))

    command.upgrade(configuration, "head")

    assert rows(empty_database, "above") == [(1, None)]
    assert rows(empty_database, "below") == [(1, 1)]


def test_a_migration_that_breaks_off_leaves_nothing_half_done(script, empty_database):
    configuration, folder = script
    command.upgrade(configuration, "head")
    write(folder, "two", '"one"', SECOND.format(more="    raise ZeroDivisionError"))

    with pytest.raises(ZeroDivisionError):
        command.upgrade(configuration, "head")

    assert rows(empty_database, "above") == [(1,)]
    assert rows(empty_database, "below") == [(1, 1)]
    assert rows(empty_database, "alembic_version") == [("one",)]


def test_keys_between_tables_are_still_checked_afterwards(script, empty_database):
    configuration, _ = script
    command.upgrade(configuration, "head")

    with pytest.raises(Exception, match=r"(?i)foreign key"), empty_database.writing() as session:
        session.connection().exec_driver_sql("INSERT INTO below VALUES (2, 99)")
