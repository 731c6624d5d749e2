"""What someone says for a child is read like all others, and counted and quoted as nobody's own."""

import pytest
from sqlalchemy import select

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.models import Origin, Submission
from participation.models.database import Database
from participation.services import reading
from participation.services.figures import release_figures
from tests.factories import a_consultation, a_council, say
from tests.fixtures_databases import SqliteGround

OWN, FOR_THEM = 9, 6


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: nothing here depends on it."""
    return sqlite_ground


def test_figures_count_own_voices_alone(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session:
        council = a_council(session)
        consultation = a_consultation(session, council, clock.now().date())
        for _ in range(OWN + FOR_THEM):
            say(session, keys, consultation, clock.now(), text="")
        said_for = session.scalars(select(Submission).limit(FOR_THEM)).all()
        for submission in said_for:
            submission.origin = Origin.SPOKEN_FOR

        frozen = release_figures(session, council, consultation).frozen

    # Nine are fewer than the ten below whom there are no figures at all.
    assert frozen.base is None


def test_it_waits_to_be_read_and_says_what_it_is(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session:
        council = a_council(session)
        say(session, keys, a_consultation(session, council, clock.now().date()), clock.now())
        session.scalars(select(Submission)).one().origin = Origin.SPOKEN_FOR
        session.flush()

        unread = reading.next_unread(session, council, keys.reading())

    assert unread is not None
    assert unread.origin is Origin.SPOKEN_FOR
