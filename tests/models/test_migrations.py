"""Migrations lead up to what the models say and back down, with rows in every table."""

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from participation import migrations
from participation.models import Base
from tests.models.filling import fill, schema_of, sizes, tables_of


def steps() -> ScriptDirectory:
    configuration = Config()
    configuration.set_main_option("script_location", "participation:migrations")
    configuration.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(configuration)


def test_the_migrated_schema_is_what_the_models_say(database):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )

        differences = compare_metadata(context, Base.metadata)

    assert differences == []


def test_there_is_one_line_of_migrations():
    heads = steps().get_heads()

    assert len(heads) == 1


def test_migrating_twice_changes_nothing(database):
    with database.engine.begin() as connection:
        fill(connection)
        before = sizes(connection)

    migrations.upgrade(database)

    with database.engine.connect() as connection:
        assert sizes(connection) == before


def test_every_step_down_and_up_again_keeps_the_rows_of_the_tables_that_stay(empty_database):
    below = "base"
    for revision in reversed([step.revision for step in steps().walk_revisions()]):
        migrations.upgrade(empty_database, revision)
        with empty_database.engine.begin() as connection:
            fill(connection)
            before = sizes(connection)

        migrations.downgrade(empty_database, below)
        with empty_database.engine.connect() as connection:
            stayed = tables_of(connection)
            kept = sizes(connection)
        migrations.upgrade(empty_database, revision)

        assert kept == {name: before[name] for name in stayed}
        with empty_database.engine.connect() as connection:
            assert {name: sizes(connection)[name] for name in stayed} == kept
        below = revision


def test_all_the_way_down_leaves_no_table(database):
    with database.engine.begin() as connection:
        fill(connection)

    migrations.downgrade(database, "base")

    with database.engine.connect() as connection:
        assert tables_of(connection) == set()


def test_a_database_that_went_down_and_up_is_like_a_fresh_one(database, empty_database):
    migrations.upgrade(empty_database)
    migrations.downgrade(empty_database, "base")
    migrations.upgrade(empty_database)

    with database.engine.connect() as fresh, empty_database.engine.connect() as other:
        assert described(other) == described(fresh)


def described(connection) -> dict[str, list[str]]:
    return {
        table.name: sorted(
            f"{column.name} {column.type} {column.nullable} {column.primary_key}"
            for column in table.columns
        )
        for table in schema_of(connection).sorted_tables
    }
