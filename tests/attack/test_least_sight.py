"""Least sight: the young app works under a role that cannot read an answer's words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import ProgrammingError

from participation.core.clock import SetClock
from participation.core.errors import BadInput, NotSetUp
from participation.core.keys import KeyFolder
from participation.domain.policy import Role
from participation.models import Answer, Consultation, Submission
from participation.models.database import Database
from participation.models.sight import ROLE, SIGHTS, bring_into_sight, set_sight, statements
from participation.services import contacts, flag_words, flags, invites
from participation.services.submissions import submission_of_receipt
from tests.factories import a_consultation, a_council, an_account, say
from tests.services.safeguarding import a_lane, flag_next
from tests.web.young.answered import DONE, Story, a_story
from tests.web.young.conftest import Visitor, an_app, close

WORDS = "zanzibar marmalade lighthouse"
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
    "SELECT * FROM account",
    "SELECT * FROM audit_line",
    "SELECT * FROM quote",
    "SELECT sealed FROM contact_request",
    "SELECT * FROM contact_opening",
    "SELECT * FROM key_wrap",
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


def test_a_young_person_says_something_comes_back_and_takes_it_back(
    visitor: Visitor, link: str, postgresql_database: Database
) -> None:
    visitor.open("/").open(f"/find?link={link}")
    visitor.begin(link).answer_all("I want to die " + WORDS)
    later = visitor.open("/later").page.status_code
    visitor.open("/check")
    visitor.send("/send")
    receipt = " ".join(visitor.ticket)
    sent = visitor.text
    looked = visitor.open("/journey").send("/journey", receipt=receipt).page.status_code
    asked = visitor.send("/take-back", receipt=receipt).page.status_code
    taken = visitor.send("/taken-back", receipt=receipt).page.status_code
    gone = visitor.open("/journey").send("/journey", receipt=receipt).page.status_code

    assert (later, looked, asked, taken, gone) == (200, 200, 200, 200, 404)
    assert len(receipt.split()) == 5
    assert "999" in sent
    with postgresql_database.reading() as session:
        kept = session.query(Submission).one()
        assert kept.taken_back
        assert kept.receipt_hash is None
        assert session.query(Answer).one().worry


def test_a_send_that_is_repeated_finds_its_receipt(visitor: Visitor, link: str) -> None:
    visitor.begin(link).answer_all(WORDS)
    form = visitor.hidden
    first = visitor.send("/send", form).ticket

    second = visitor.send("/send", form).ticket

    assert first == second
    assert len(first) == 5


def test_somebody_sees_what_came_of_it_and_judges_it(
    visitor: Visitor, link: str, story: Story
) -> None:
    visitor.open("/journey").send("/journey", receipt=story.receipt)
    shown = visitor.text
    said = {"receipt": story.receipt, "response": story.response_id}
    for verdict in ("helped", "not-really"):
        visitor.send("/journey", {**said, "verdict": verdict})
        judged = visitor.page.status_code
    wall = visitor.open("/wall/testshire").text
    tapped = [
        visitor.send("/wall/testshire", response=story.response_id, verdict="helped")
        for _ in range(2)
    ][-1].page.status_code

    assert "We mended it in every house." in shown
    assert "We mended it in every house." in wall
    assert (judged, tapped) == (200, 200)


def test_an_invite_is_spent_once(
    visitor: Visitor,
    young: Database,
    postgresql_database: Database,
    keys: KeyFolder,
    clock: SetClock,
) -> None:
    with postgresql_database.writing() as session:
        council = a_council(session)
        shut = a_consultation(session, council, clock.now().date(), by_invite=True)
        batch = invites.make_invites(
            session, council, keys.reading().invites, shut, "foster-care", invites.Route.POST, 1
        )
    (code,) = batch.codes

    with young.writing() as session:
        found, kept = invites.consultation_of_invite(session, keys.young().invites, code)
        invites.spend(session, kept)

    with young.reading() as session, pytest.raises(Exception, match="used already"):
        invites.consultation_of_invite(session, keys.young().invites, code)
    assert found.id == shut.id


def test_a_word_back_is_read_and_answered(
    young: Database, postgresql_database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    now = clock.now()
    with postgresql_database.writing() as session:
        lane = a_lane(session, keys, now)
        flag_id = flag_next(session, keys, lane, now)
        flags.see(session, lane.council, lane.lead, flag_id, now)
        args = (session, lane.council, lane.lead, keys.reading(), flag_id)
        flag_words.leave_word(*args, "Would you like to tell me more?", now)

    with young.writing() as session:
        flag_words.answer_word(session, keys.young(), lane.receipt, flag_id, WORDS, now)
    with young.reading() as session:
        (back,) = flag_words.words_back(session, keys.young(), lane.receipt)

    assert (back.words, back.answers) == ("Would you like to tell me more?", 1)


def test_somebody_asks_to_be_reached_and_sees_whether_it_was_opened(
    young: Database, postgresql_database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with postgresql_database.writing() as session:
        council = a_council(session)
        lead = an_account(session, council, Role.SAFEGUARDING)
        contacts.make_key(session, council, {lead.id: "a passphrase of four words"})
        consultation = a_consultation(session, council, clock.now().date())
        receipt = str(say(session, keys, consultation, clock.now()).receipt)

    with young.writing() as session:
        asked = contacts.Asked("Sam", "through my advocate", "please", receipt)
        code = contacts.ask(session, keys.young(), council, asked, bytes(16), clock.now())
    with young.reading() as session:
        opened = contacts.opened_on(session, keys.young(), str(code))

    assert opened is None


@pytest.mark.parametrize("statement", REFUSED)
def test_what_the_role_has_no_business_with_is_refused(
    young: Database, story: Story, statement: str
) -> None:
    denied = pytest.raises(ProgrammingError, match=r"permission denied|must be owner")

    with denied, young.writing() as session:
        session.execute(text(statement))


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
