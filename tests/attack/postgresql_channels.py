"""What a PostgreSQL server tells of the order in which rows came, by query and by its files."""

from collections.abc import Hashable
from pathlib import Path

from sqlalchemy import text

from participation.models import Base
from participation.models.database import Database
from participation.models.mixing import MIXED
from tests.attack.guessing import Order
from tests.attack.marks import Marks, Owners, beside, first_places_in, places
from tests.postgresql import Cluster

PAGE = 8192
SYSTEM_COLUMNS = ("ctid", "xmin", "cmin", "xmax")
IN_ORDER_UNTIL_MIXED = ("pg_wal", *SYSTEM_COLUMNS, "file", "invites beside")
"""Channels that are known to tell something until the night's mix."""

RELATIONS = text(
    "SELECT pg_relation_filepath(oid) AS file, oid::regclass::text AS name"
    " FROM pg_class WHERE pg_relation_filepath(oid) IS NOT NULL"
)
FOLDER = text("SELECT oid FROM pg_database WHERE datname = current_database()")


def read_postgresql(cluster: Cluster, database: Database, marks: Marks) -> dict[str, Order]:
    """Return what each channel says; later is greater.

    The log is read before the tables, whose way to the disk would let the server throw the
    log away.
    """
    owners = {**marks.in_bytes, **marks.originals}
    log = write_ahead_log(cluster, database, owners)
    columns = system_columns(database, marks)
    return {
        "pg_wal": log,
        "the server's log": first_places_in([cluster.folder / "log"], marks.in_words),
        "invites beside submissions, xmin": beside(
            columns.pop("xmin, invite", {}), columns["xmin, submission"]
        ),
        "invites beside submissions, ctid": beside(
            columns.pop("ctid, invite", {}), columns["ctid, submission"]
        ),
        **columns,
        **file_places(cluster, database, owners),
    }


def write_ahead_log(cluster: Cluster, database: Database, owners: Owners) -> Order:
    """Return where each person's row first stands in the log, recycled segments last."""
    with database.engine.begin() as connection:
        # Asynchronous commits may still be in memory; this one waits for all before it.
        connection.execute(text("SET LOCAL synchronous_commit = on"))
        connection.execute(text("SELECT pg_logical_emit_message(true, 'attack', 'here')"))
    return first_places_in(sorted((cluster.folder / "files" / "pg_wal").glob("0*")), owners)


def system_columns(database: Database, marks: Marks) -> dict[str, Order]:
    """Return what the columns that no model shows say of each table's rows."""
    channels: dict[str, Order] = {}
    owners = {**marks.keys, **marks.invites}
    with database.engine.connect() as connection:
        for table, leading in _leading().items():
            columns = ", ".join(SYSTEM_COLUMNS)
            rows = connection.execute(text(f"SELECT {leading} AS mark, {columns} FROM {table}"))
            orders: dict[str, dict[int, Hashable]] = {name: {} for name in SYSTEM_COLUMNS}
            for row in rows.mappings():
                if row["mark"] in owners:
                    for name in SYSTEM_COLUMNS:
                        orders[name].setdefault(owners[row["mark"]], _number(row[name]))
            channels |= {f"{name}, {table}": order for name, order in orders.items() if order}
    return channels


def _leading() -> dict[str, str]:
    """Return for each mixed table the column by which its rows are known."""
    own = {"submission": "id", "answer": "id", "invite": "id"}
    columns = {table: Base.metadata.tables[table].columns for table in MIXED}
    found = {
        table: own.get(table) or next((n for n in ("answer_id", "submission_id") if n in known), "")
        for table, known in columns.items()
    }
    return {table: column for table, column in found.items() if column}


def _number(told: object) -> Hashable:
    return tuple(int(part) for part in str(told).strip("()").split(","))


def file_places(cluster: Cluster, database: Database, owners: Owners) -> dict[str, Order]:
    """Return where each row stands in every file that holds rows of people.

    A table fills its pages one after another and each page from its end; which page of an
    index a row stands on follows its key, so there only the place in the page tells.
    """
    apart = database.engine.execution_options(isolation_level="AUTOCOMMIT")
    with apart.connect() as connection:
        connection.execute(text("CHECKPOINT"))
        names = {Path(row.file).name: row.name for row in connection.execute(RELATIONS)}
        folder = cluster.folder / "files" / "base" / str(connection.execute(FOLDER).scalar())
    channels: dict[str, Order] = {}
    for file in sorted(folder.iterdir()):
        name = names.get(file.name.partition(".")[0], "of no table")
        in_index = name.startswith(("pk_", "uq_", "ix_"))
        order: dict[int, Hashable] = {
            person: (0 if in_index else place // PAGE, -(place % PAGE))
            for place, person in places(file.read_bytes(), owners)
        }
        if order:
            # Every database numbers its own toast.
            channels[f"file, {name.rstrip('0123456789')}"] = order
    return channels
