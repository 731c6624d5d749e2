"""Least sight: what the young app's role has no business with is refused or out of sight."""

import re

import pytest
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import ProgrammingError

from participation.core.clock import SetClock
from participation.core.errors import BadInput, NotSetUp
from participation.core.keys import KeyFolder
from participation.models import Consultation, Submission
from participation.models.database import Database
from participation.models.sight import ROLE, SIGHTS, bring_into_sight, set_sight, statements
from participation.services.submissions import submission_of_receipt
from tests.attack.young_role import link, story, young, young_url
from tests.factories import say
from tests.web.young.answered import Story

__all__ = ["link", "story", "young", "young_url"]

REFUSED = (
    "SELECT original FROM answer",
    "SELECT cleared FROM answer",
    "SELECT reasons FROM answer",
    "SELECT codes FROM answer",
    "SELECT * FROM answer",
    "SELECT copy FROM flag",
    "SELECT state FROM flag",
    "SELECT for_lead FROM flag_word",
    "SELECT coder_id FROM coding",
    'SELECT "group" FROM invite',
    "SELECT * FROM suggestion",
    "SELECT * FROM cashed_code",
    "UPDATE message_to_all SET words = 'mine'",
    "SELECT * FROM account",
    "SELECT * FROM audit_line",
    "SELECT * FROM quote",
    "SELECT answer_id FROM topic",
    "UPDATE topic SET words = 'mine'",
    "DELETE FROM topic",
    "SELECT sealed FROM contact_request",
    "SELECT * FROM contact_opening",
    "SELECT * FROM key_holder",
    "SELECT * FROM key_share",
    "SELECT * FROM waiting",
    "SELECT subject FROM job",
    "UPDATE answer SET cleared = 'mine'",
    "UPDATE submission SET heard_week = '2026-W01'",
    "UPDATE response SET plain = 'mine'",
    "UPDATE council SET pack = '{}'",
    "DELETE FROM council",
    "DELETE FROM invite",
    "TRUNCATE submission",
    "CREATE TABLE mine (id int)",
    f"ALTER TABLE answer OWNER TO {ROLE}",
    "ALTER TABLE answer DISABLE ROW LEVEL SECURITY",
    "SET ROLE postgres",
)


def is_refused(young: Database, statement: str) -> bool:
    """Return whether the role is told that it may not."""
    try:
        with young.writing() as session:
            session.execute(text(statement))
    except ProgrammingError as fault:
        return re.search("permission denied|must be owner", str(fault)) is not None
    return False


def test_what_the_role_has_no_business_with_is_refused(young: Database, story: Story) -> None:
    allowed = [statement for statement in REFUSED if not is_refused(young, statement)]

    assert allowed == []


def test_without_a_receipt_nothing_of_the_answer_side_is_in_sight(
    young: Database, story: Story
) -> None:
    with young.reading() as session:
        seen = {
            table: session.scalar(text(f"SELECT count(*) FROM {table}"))
            for table in ("submission", "reaction")
        }
        answers = session.scalar(text("SELECT count(id) FROM answer"))
        codings = session.scalar(text("SELECT count(theme_id) FROM coding"))

    assert set(seen.values()) == {0}
    assert (answers, codings) == (0, 0)


def test_a_receipt_shows_its_own_submission_and_no_other_and_only_for_its_transaction(
    young: Database,
    postgresql_database: Database,
    keys: KeyFolder,
    clock: SetClock,
    link: str,
    story: Story,
) -> None:
    with postgresql_database.writing() as session:
        consultation = session.scalars(select(Consultation).where(Consultation.link == link)).one()
        other = say(session, keys, consultation, clock.now())

    with young.reading() as session:
        mine = submission_of_receipt(session, keys.young(), str(other.receipt))
        seen = session.scalars(text("SELECT id FROM submission")).all()
        answers = set(session.scalars(text("SELECT submission_id FROM answer")))
    with young.reading() as session:
        after = session.scalars(text("SELECT id FROM submission")).all()

    assert seen == [mine.id]
    assert answers == {mine.id}
    assert after == []


def test_nothing_is_added_to_what_another_said(
    young: Database, postgresql_database: Database, story: Story
) -> None:
    with postgresql_database.reading() as session:
        stranger = session.scalars(select(Submission.id)).first()

    with pytest.raises(ProgrammingError, match="row-level security"), young.writing() as session:
        bring_into_sight(session, bytes(32))
        session.execute(
            text(
                "INSERT INTO answer (id, council_id, submission_id, question, codes, may_show, "
                "worry, suggested, reading) SELECT gen_random_uuid(), id, :whose, 'q', '', "
                "false, false, false, 'no-words' FROM council"
            ),
            {"whose": stranger},
        )


def test_what_is_not_yet_sent_or_published_is_out_of_sight(
    young: Database, postgresql_database: Database, clock: SetClock, story: Story
) -> None:
    with postgresql_database.writing() as session:
        session.execute(text("UPDATE response SET published_on = NULL"))
        session.execute(text("UPDATE digest SET sent_on = NULL, framing = 'not yet'"))

    with young.reading() as session:
        seen = {
            table: session.scalar(text(f"SELECT count(*) FROM {table}"))
            for table in ("response", "digest", "ask", "digest_consultation", "release")
        }

    assert set(seen.values()) == {0}


def test_every_table_that_the_role_reaches_is_named(
    young: Database, postgresql_database: Database
) -> None:
    names = set(inspect(postgresql_database.engine).get_table_names())
    reached = text(
        "SELECT has_any_column_privilege(:name, 'SELECT, INSERT, UPDATE') "
        "OR has_table_privilege(:name, 'DELETE, TRUNCATE, TRIGGER')"
    )

    with young.reading() as session:
        able = {name for name in names if session.scalar(reached, {"name": name})}

    assert able == {sight.table for sight in SIGHTS}


@pytest.mark.parametrize("name", ["Robert'); --", "", "a b", "x" * 64, "1st"])
def test_a_role_has_a_plain_name(name: str) -> None:
    with pytest.raises(BadInput):
        statements(name)


def test_sqlite_is_told_to_have_no_roles(sqlite_database: Database) -> None:
    with pytest.raises(NotSetUp, match="SQLite knows no roles"):
        set_sight(sqlite_database)
