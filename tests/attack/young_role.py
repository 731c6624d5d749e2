"""The young app on its own role of PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.models.database import Database
from participation.models.sight import ROLE, set_sight
from tests.factories import a_consultation, a_council
from tests.web.young.answered import DONE, Story, a_story
from tests.web.young.conftest import Visitor, an_app, close


@pytest.fixture
def young_url(postgresql_database: Database) -> str:
    """The same database as the young app's role reaches it."""
    set_sight(postgresql_database)
    set_sight(postgresql_database)  # and once more, as after each new version
    return postgresql_database.engine.url.set(username=ROLE).render_as_string(hide_password=False)


@pytest.fixture
def young(young_url: str) -> Iterator[Database]:
    database = Database(young_url)
    yield database
    database.close()


@pytest.fixture
def link(postgresql_database: Database, clock: SetClock) -> str:
    with postgresql_database.writing() as session:
        return a_consultation(session, a_council(session), clock.now().date()).link


@pytest.fixture
def story(postgresql_database: Database, keys: KeyFolder, clock: SetClock, link: str) -> Story:
    """One consultation told to its published answer."""
    with postgresql_database.writing() as session:
        return a_story(session, keys, clock, link, DONE)


@pytest.fixture
def visitor(young_url: str, keys: KeyFolder, clock: SetClock, tmp_path: Path) -> Iterator[Visitor]:
    """A browser at the young app, which stands on its own role alone."""
    app = an_app(young_url, keys, clock, tmp_path)
    yield Visitor(app.test_client())
    close(app)
