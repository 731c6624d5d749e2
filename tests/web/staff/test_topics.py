"""Topics on the officer's side: from cleared words to a list, to what came of it."""

from uuid import UUID, uuid4

import pytest

from participation.domain.policy import Role
from participation.models import Council, Topic
from participation.models.database import Database
from participation.services import clearing
from tests.fixtures_databases import SqliteGround
from tests.services.listing import WORDS, asked_for
from tests.web.staff.conftest import House, Visitor


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: nothing here depends on it."""
    return sqlite_ground


@pytest.fixture
def waiting(house: House) -> str:
    """The key of cleared words that stand on no list yet."""
    with house.database.writing() as session:
        council = session.get_one(Council, house.council.id)
        officer = session.merge(house.people[Role.OFFICER])
        asked_for(session, house.keys, house.clock, council, officer)
    return house.visitor(Role.OFFICER).page("/topics").partition("/topics/")[2].partition("/")[0]


def listed(database: Database) -> list[tuple[str, str, str]]:
    with database.reading() as session:
        return [(row.words, row.outcome, row.reason) for row in session.query(Topic)]


def test_cleared_words_are_put_on_a_list_and_told_what_came_of_them(
    house: House, officer: Visitor, waiting: str
) -> None:
    meeting = str(house.meeting().id)
    before = officer.page("/topics")

    officer.post(f"/topics/{waiting}/list", words=WORDS, meeting=meeting)
    page = officer.page("/topics")
    topic = page.rpartition("/not-now")[0].rpartition("/topics/")[2]
    officer.post(f"/topics/{topic}/not-now", reason="Not before May.")
    refused = listed(house.database)
    officer.post(f"/topics/{topic}/agenda", meeting=meeting)

    assert f'value="{WORDS}"' in before
    assert "It is on the list." in page
    assert "too few so far, or not counted yet" in page
    assert refused == [(WORDS, "not-now", "Not before May.")]
    assert listed(house.database) == [(WORDS, "agenda", "")]
    assert "On the agenda of 1 April 2026" in officer.page("/topics")


def test_what_is_wrong_stands_at_its_field_with_what_was_typed(
    house: House, officer: Visitor, waiting: str
) -> None:
    meeting = str(house.meeting().id)
    officer.page("/topics")

    long = officer.post(f"/topics/{waiting}/list", words="y" * 201, meeting=meeting)
    nowhere = officer.post(f"/topics/{waiting}/list", words="Buses", meeting="none")

    assert (long.status_code, nowhere.status_code) == (400, 400)
    assert f'href="#words-{waiting}"' in long.get_data(as_text=True)
    assert "y" * 201 in long.get_data(as_text=True)
    assert "Choose a meeting from the list" in nowhere.get_data(as_text=True)
    assert listed(house.database) == []


def test_a_topic_taken_off_its_list_waits_again(
    house: House, officer: Visitor, waiting: str
) -> None:
    officer.post(f"/topics/{waiting}/list", words="Buses", meeting=str(house.meeting().id))
    with house.database.reading() as session:
        topic = session.query(Topic).one().id

    officer.post(f"/topics/{topic}/take-off")
    gone = officer.post(f"/topics/{uuid4()}/take-off")

    assert listed(house.database) == []
    assert f"words-{waiting}" in officer.page("/topics")
    assert gone.status_code == 404


def test_a_decision_that_is_undone_takes_the_topic_off_its_list(
    house: House, officer: Visitor, waiting: str
) -> None:
    officer.post(f"/topics/{waiting}/list", words="Buses", meeting=str(house.meeting().id))
    with house.database.writing() as session:
        council = session.get_one(Council, house.council.id)
        account = session.merge(house.people[Role.OFFICER])

        clearing.undo(session, council, account, UUID(waiting), house.clock.now())

    assert listed(house.database) == []


def test_the_paper_asks_for_the_topic(house: House, officer: Visitor, waiting: str) -> None:
    house.say("the wifi never works", many=12)
    house.read_all()
    digest = house.digest()
    officer.post(f"/topics/{waiting}/list", words=WORDS, meeting=str(digest.meeting_id))

    paper = officer.page(f"/digests/{digest.id}/send")

    assert "Topics young people ask you to put on the agenda" in paper
    assert WORDS in paper
    assert "too few want it so far for a figure" in paper
