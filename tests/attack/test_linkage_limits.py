"""What the threat model owns up to, so that it stays true: logs that are kept, and due hours."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ProgrammingError

from participation.models import Submission, Waiting
from participation.models.database import Database
from participation.models.mixing import mix
from tests.attack.crowd import Crowd
from tests.attack.guessing import Tallies, tally
from tests.attack.postgresql_channels import write_ahead_log
from tests.attack.sqlite_channels import read_sqlite
from tests.factories import a_consultation, a_council, say, store_many

PEOPLE = 10
MONDAY = datetime(2026, 3, 9, 9, tzinfo=UTC)


def test_the_same_attacker_finds_everybody_in_a_log_of_sqlite_that_is_kept(sqlite_database, keys):
    crowd = Crowd.gather(sqlite_database, keys, MONDAY, PEOPLE)
    crowd.forgets = False
    crowd.send_all(Random())

    found: Tallies = {}
    tally(found, PEOPLE, read_sqlite(sqlite_database, crowd.marks))

    assert found["frames of the log"].right == [PEOPLE]


def test_a_server_that_recycles_its_log_still_holds_the_order_after_the_mix(
    postgresql_ground, postgresql_database, keys
):
    crowd = Crowd.gather(postgresql_database, keys, MONDAY, PEOPLE)
    crowd.send_all(Random())
    crowd.night()

    found: Tallies = {}
    order = write_ahead_log(postgresql_ground.cluster, postgresql_database, crowd.marks.in_bytes)
    tally(found, PEOPLE, {"pg_wal": order})

    assert found["pg_wal"].right == [PEOPLE]


@pytest.fixture
def plain_role(postgresql_database):
    """A role that owns nothing, may use all rows, and may not touch the server's log."""
    url = make_url(postgresql_database.engine.url)
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("CREATE ROLE plain LOGIN BYPASSRLS"))
        connection.execute(text("GRANT ALL ON ALL TABLES IN SCHEMA public TO plain"))
    database = Database(url.set(username="plain").render_as_string(hide_password=False))
    yield database
    database.close()
    with engine.connect() as connection:
        connection.execute(text("DROP OWNED BY plain"))
        connection.execute(text("DROP ROLE plain"))
    engine.dispose()


def test_a_role_that_may_not_throw_the_log_away_still_mixes(
    postgresql_database, plain_role, keys, clock
):
    with postgresql_database.writing() as session:
        consultation = a_consultation(session, a_council(session), clock.now().date())
    for _ in range(PEOPLE):
        with postgresql_database.writing() as session:
            store_many(session, keys, consultation, 1, {"feel": ("ok",)})

    mix(plain_role)

    with postgresql_database.reading() as session:
        moments = set(session.scalars(text("SELECT xmin::text FROM submission")))
        assert session.query(Submission).count() == PEOPLE
    assert len(moments) == 1


def test_an_answer_that_waits_tells_its_day_and_one_that_was_read_does_not(database, keys, clock):
    clock.moment = MONDAY
    with database.writing() as session:
        council = a_council(session)
        consultation = a_consultation(session, council, MONDAY.date())
    days = set()
    for _ in range(3):
        with database.writing() as session:
            say(session, keys, consultation, clock.now())
            days.add(clock.now().date())
        clock.moment += timedelta(days=1)

    with database.reading() as session:
        waiting = session.scalars(select(Waiting.due_hour)).all()
        weeks = set(session.scalars(select(Submission.week)))

    assert len(set(waiting)) == len(days)
    assert {due.minute for due in waiting} == {0}
    assert len(weeks) == 1


def test_a_role_from_which_rows_are_hidden_does_not_mix_and_loses_nothing(
    postgresql_database, plain_role, keys, clock
):
    with postgresql_database.writing() as session:
        consultation = a_consultation(session, a_council(session), clock.now().date())
        store_many(session, keys, consultation, PEOPLE, {"feel": ("ok",)})
        session.execute(text("ALTER ROLE plain NOBYPASSRLS"))

    with pytest.raises(ProgrammingError, match="row-level security"):
        mix(plain_role)

    with postgresql_database.reading() as session:
        assert session.query(Submission).count() == PEOPLE
