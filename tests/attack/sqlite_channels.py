"""What the files of a SQLite database tell of the order in which rows came."""

from collections.abc import Hashable
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from participation.models.database import Database
from tests.attack.guessing import Order
from tests.attack.marks import Marks, Owners, beside, first_places, places
from tests.attack.sqlite_pages import Pages

FRAME_HEADER, LOG_HEADER = 24, 32
INDEX_HEADER, INDEX_ENTRIES = 136, 4062
IN_ORDER_UNTIL_MIXED = ("cell offset", "first page spilled to")
"""Channels that are known to tell something until the night's mix."""


def path_of(database: Database) -> Path:
    return Path(database.engine.url.database or "")


def file_beside(database: Database, ending: str) -> bytes:
    """Return the bytes of a file that stands beside the database, none without it."""
    path = path_of(database)
    file = path.with_name(path.name + ending)
    return file.read_bytes() if file.exists() else b""


def read_sqlite(database: Database, marks: Marks) -> dict[str, Order]:
    """Return what each channel of the files says; later is greater."""
    owners, pages = marks.in_hex, Pages.of(path_of(database))
    cells = cell_places(pages, owners)
    invites = cell_places(pages, marks.invites).get("cell offset, invite", {})
    return {
        "row number": row_numbers(database, owners),
        **cells,
        "first page spilled to": spilled_pages(pages, owners),
        "invites beside submissions, cell offset": beside(
            invites, cells.get("cell offset, submission", {})
        ),
        "bytes that no row owns": spare_places(pages, owners),
        "frames of the log": frames(file_beside(database, "-wal"), owners, pages.size),
        "index of the log": log_index(file_beside(database, "-shm"), pages, owners),
        "rollback journal": first_places(file_beside(database, "-journal"), owners),
    }


def row_numbers(database: Database, owners: Owners) -> Order:
    try:
        with database.reading() as session:
            rows = session.execute(text("SELECT id, rowid FROM submission")).all()
    except OperationalError:
        return {}
    return {owners[key.encode()]: number for key, number in rows}


def cell_places(pages: Pages, owners: Owners) -> dict[str, Order]:
    """Return for each tree how far up its page a row stands: the newest stands lowest."""
    found: dict[str, dict[int, Hashable]] = {}
    for cell in pages.cells:
        for _, person in places(cell.content, owners):
            found.setdefault(f"cell offset, {cell.tree}", {})[person] = -cell.place
    return {name: found[name] for name in sorted(found)}


def spilled_pages(pages: Pages, owners: Owners) -> Order:
    return {
        person: cell.spilled
        for cell in pages.cells
        if cell.spilled
        for _, person in places(cell.content, owners)
    }


def spare_places(pages: Pages, owners: Owners) -> Order:
    return {
        person: (spare.page, -spare.place)
        for spare in pages.spares
        for _, person in places(spare.content, owners)
    }


def frames(log: bytes, owners: Owners, size: int) -> Order:
    """Return the first frame of the log that holds a person's row."""
    found: dict[int, Hashable] = {}
    for start in range(LOG_HEADER, len(log), FRAME_HEADER + size):
        for _, person in places(log[start + FRAME_HEADER : start + FRAME_HEADER + size], owners):
            found.setdefault(person, start)
    return found


def log_index(index: bytes, pages: Pages, owners: Owners) -> Order:
    """Return when the page on which a person's row stands was last written to the log."""
    entries = memoryview(index)[INDEX_HEADER : INDEX_HEADER + 4 * INDEX_ENTRIES].cast("I")
    last = {page: at for at, page in enumerate(entries) if page}
    return {
        person: last[cell.page]
        for cell in pages.cells
        if cell.tree == "submission" and cell.page in last
        for _, person in places(cell.content, owners)
    }
