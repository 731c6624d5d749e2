"""What is set up safely and what is not, line by line."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from participation.services.councils import all_councils
from participation.services.doctor.councils import council
from participation.services.doctor.finding import Finding, Setup
from participation.services.doctor.machine import machine
from participation.services.doctor.postgresql import server, young_role
from participation.services.doctor.stored import (
    nothing_there,
    out_of_reach,
    shape,
    sqlite,
    upkeep,
)

__all__ = ["Finding", "Setup", "database", "machine", "nothing_there", "out_of_reach", "shape"]


def database(session: Session, young: Session, setup: Setup) -> Iterator[Finding]:
    """Yield what is to be said of the database and what is in it.

    `young` is a session as the young people's app has it.
    """
    bind = session.get_bind()
    if bind.dialect.name == "postgresql":
        yield from server(session)
        yield from young_role(young, str(session.scalar(text("SELECT current_user"))))
    else:
        yield from sqlite(session, Path(session.connection().engine.url.database or ""))
    yield from upkeep(session, setup)
    for row in all_councils(session):
        yield from council(session, row, setup)
