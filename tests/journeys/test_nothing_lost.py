"""A broken line, a killed server and a second phone at every step: nothing lost or doubled."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

import pytest

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.core.sealed import open_original
from participation.models import Answer, Submission
from participation.models.database import Database
from tests.factories import a_council
from tests.journeys.served import Phone, Server, free_port
from tests.web.young.conftest import as_young
from tests.web.young.test_weight import ten_questions

OPTION = re.compile(r'type="(?:radio|checkbox)" name="value" value="([^"]+)"')
# The server dies before it has read the form, while it works on it, and when it is done.
WAITS = cycle((0.0, 0.002, 0.005, 0.02))
# On PostgreSQL the server is killed at every sixth step only: each time costs a second.
KILLED_AT_EVERY = {"sqlite": 1, "postgresql": 6}
LAST_STEP = 13


@pytest.fixture
def link(database: Database) -> str:
    """Ten questions, open today."""
    with database.writing() as session:
        a_council(session)
    return ten_questions(database, SetClock(datetime.now(UTC)))


@pytest.fixture
def server(database_url: str, keys: KeyFolder, tmp_path: Path) -> Iterator[Server]:
    """The young people's app, as `participation serve` runs it."""
    url = as_young(database_url)
    told = {"PARTICIPATION_DATA": str(tmp_path), "PARTICIPATION_YOUNG_DATABASE_URL": url}
    # Its process is told of no other database, as the one that supervises it sees to.
    server = Server({**told, "PARTICIPATION_DATABASE_URL": url}, free_port())
    server.start()
    yield server
    server.kill()


class Trouble:
    """Sends a form three times: into a broken line, into a crash, and at last well."""

    def __init__(self, every: int) -> None:
        self.every, self.steps = every, 0

    def meets(self, phone: Phone) -> Phone:
        phone.send_and_lose_the_line()
        if (LAST_STEP - self.steps) % self.every == 0:
            phone.send_into_a_crash(next(WAITS))
        self.steps += 1
        return phone.send()


def second_phone(first: Phone) -> Phone:
    """Return another phone that carries on with the eight words of the first."""
    words = Phone(first.server, first.cookie).open("/later").ticket
    return Phone(first.server).open("/carry-on").fill("/carry-on", words=" ".join(words)).send()


def replies(phone: Phone, number: int) -> tuple[str, str]:
    """Return two different replies to the open question: options of it, or words."""
    options = [code for code in OPTION.findall(phone.text) if code != "skip"]
    return (options[0], options[-1]) if options else (f"word {number}", f"other word {number}")


def stored(database: Database, keys: KeyFolder) -> list[dict[str, str]]:
    """Return what was answered in each submission, by question."""
    private = keys.reading().reading_private
    with database.reading() as session:
        found: dict[object, dict[str, str]] = {row.id: {} for row in session.query(Submission)}
        for row in session.query(Answer):
            text = open_original(private, row.original) if row.original else ""
            found[row.submission_id][row.question] = row.codes or text
    return list(found.values())


@pytest.mark.slow
def test_every_answer_is_kept_once_whatever_happens_to_line_server_and_phone(
    server: Server, link: str, database: Database, keys: KeyFolder
) -> None:
    trouble = Trouble(KILLED_AT_EVERY[database.engine.dialect.name])
    first = Phone(server).open(f"/c/{link}").fill(f"/c/{link}")
    trouble.meets(first)
    second = second_phone(first)
    given: dict[str, str] = {}

    for number in range(1, 11):
        one, other = (first, second) if number % 2 else (second, first)
        for phone in (one, other):
            phone.open("/q")
        question, (said, instead) = one.hidden["question"], replies(one, number)
        trouble.meets(one.fill("/q", value=said))
        assert one.hidden.get("question") != question
        # The other phone still shows this question: it says the same, or something else.
        given[question] = instead if number % 3 == 0 else said
        other.fill("/q", value=given[question]).send()
        assert (other.status, other.here) == (one.status, one.here)

    trouble.meets(first.open("/check").fill("/check", change="feel"))
    assert first.here == "/q/1"
    trouble.meets(first.fill("/q", value=given["feel"]))
    second.open("/check").fill("/send")
    assert first.here == second.here == "/check"
    receipt = trouble.meets(first.fill("/send")).ticket
    again = first.send().ticket
    second.send()

    assert len(given) == 10
    assert len(receipt) == 5
    assert again == receipt
    assert (second.status, second.ticket) == (404, [])
    assert "already sent" in second.text
    assert stored(database, keys) == [given]
    assert trouble.steps == LAST_STEP + 1
    assert server.kills == {"sqlite": 14, "postgresql": 3}[database.engine.dialect.name]
