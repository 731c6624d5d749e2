"""Two processes may write the same row at once: it is written once, and no tap is lost."""

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from participation.models import Job, OpenTap, Response
from participation.models.database import Database
from participation.models.upsert import insert_or_add_one, insert_unless_there
from tests.models.filling import fill

THREADS = 6
TURNS = 10


def in_threads(work: Callable[[], None]) -> None:
    together = Barrier(THREADS)
    faults: list[BaseException] = []

    def begin() -> None:
        together.wait()
        try:
            work()
        except BaseException as fault:
            faults.append(fault)

    threads = [Thread(target=begin) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


@pytest.fixture
def response(database) -> Response:
    """A response with all that it hangs on, and no tap."""
    with database.engine.begin() as connection:
        fill(connection, rows_each=1)
    with database.writing() as session:
        session.execute(delete(OpenTap))
        session.execute(delete(Job))
        return session.scalars(select(Response)).one()


def job(council_id: UUID, subject: str) -> dict[str, object]:
    return {
        "id": uuid4(),
        "council_id": council_id,
        "kind": "suggest",
        "subject": subject,
        "unique_key": "suggest the same thing",
        "run_after": datetime(2026, 3, 11, 12, tzinfo=UTC),
    }


def taps(database: Database) -> list[tuple[str, int]]:
    with database.reading() as session:
        rows = session.execute(select(OpenTap.verdict, OpenTap.taps).order_by(OpenTap.verdict))
        return [tuple(row) for row in rows]


def test_the_same_row_asked_for_by_many_at_once_is_there_once(database, response):
    def ask() -> None:
        with database.writing() as session:
            insert_unless_there(session, Job, **job(response.council_id, "first"))

    in_threads(ask)

    with database.reading() as session:
        assert session.scalars(select(Job.subject)).all() == ["first"]


def test_a_row_that_is_there_is_left_as_it_is(database, response):
    for subject in ("first", "second"):
        with database.writing() as session:
            insert_unless_there(session, Job, **job(response.council_id, subject))

    with database.reading() as session:
        assert session.scalars(select(Job.subject)).all() == ["first"]


def test_no_tap_is_lost_when_many_tap_at_once(database, response):
    def tap() -> None:
        for _ in range(TURNS):
            with database.writing() as session:
                tap_once(session, response, "helped")

    in_threads(tap)

    assert taps(database) == [("helped", THREADS * TURNS)]


def test_each_verdict_is_counted_apart(database, response):
    for verdict in ("helped", "a-bit", "helped"):
        with database.writing() as session:
            tap_once(session, response, verdict)

    assert taps(database) == [("a-bit", 1), ("helped", 2)]


def tap_once(session: Session, response: Response, verdict: str) -> None:
    insert_or_add_one(
        session,
        OpenTap,
        ("response_id", "verdict"),
        "taps",
        id=uuid4(),
        council_id=response.council_id,
        response_id=response.id,
        verdict=verdict,
    )
