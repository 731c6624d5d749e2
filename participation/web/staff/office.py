"""What every staff page stands on: the service's parts, and who sits at the desk."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app
from flask_security import current_user
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.core.keys import ReadingKeys
from participation.core.ports import Clock
from participation.core.settings import Settings
from participation.models import Account, Council
from participation.models.database import Database
from participation.services.theming import SuggesterShelf


@dataclass(frozen=True)
class Office:
    """The parts of the service that the staff pages work with."""

    settings: Settings
    keys: ReadingKeys
    clock: Clock
    database: Database
    shelf: SuggesterShelf


@dataclass(frozen=True)
class Desk:
    """One transaction of somebody who is signed in, in their own council."""

    session: Session
    account: Account
    council: Council


def office() -> Office:
    """Return the parts of the service."""
    found: Office = current_app.extensions["office"]
    return found


def now() -> datetime:
    """Return the present moment."""
    return office().clock.now()


def today() -> date:
    """Return the present day."""
    return day_of(now())


@contextmanager
def reading() -> Iterator[Desk]:
    """Give a desk at which nothing is changed."""
    with office().database.reading() as session:
        yield _desk(session)


@contextmanager
def writing() -> Iterator[Desk]:
    """Give a desk whose work is kept at the end, or undone whole on any error."""
    with office().database.writing() as session:
        yield _desk(session)


def _desk(session: Session) -> Desk:
    account = session.get_one(Account, current_user.id)
    return Desk(session, account, session.get_one(Council, account.council_id))
