"""Words taken back by the one who wrote them."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.models import Answer, Consultation, Council, Submission
from participation.models.database import Database
from tests.factories import a_meeting, say
from tests.web.young.answered import DONE, a_story
from tests.web.young.conftest import Scene, Visitor
from tests.web.young.test_journeys import looked, without_marks

SAID = "zanzibar marmalade lighthouse"


def sent(scene: Scene, database: Database, keys: KeyFolder, clock: SetClock, text: str) -> str:
    with database.writing() as session:
        consultation = session.scalars(
            select(Consultation).where(Consultation.link == scene.link)
        ).one()
        return str(say(session, keys, consultation, clock.now(), text=text).receipt)


@pytest.fixture
def receipt(scene: Scene, database: Database, keys: KeyFolder, clock: SetClock) -> str:
    """Somebody sent words that nobody has read."""
    return sent(scene, database, keys, clock, SAID)


@pytest.fixture
def wordless(scene: Scene, database: Database, keys: KeyFolder, clock: SetClock) -> str:
    """Somebody picked answers and wrote nothing."""
    return sent(scene, database, keys, clock, "")


def plan_meeting(database: Database, clock: SetClock) -> None:
    with database.writing() as session:
        council = session.scalars(select(Council).where(Council.name == "testshire")).one()
        a_meeting(session, council, clock.now().date() + timedelta(weeks=6))


def test_looking_says_honestly_what_goes_and_takes_nothing(
    visitor: Visitor, receipt: str, database: Database
) -> None:
    looked(visitor, receipt).send("/take-back")

    assert visitor.here == "/take-back"
    assert "Read once first, then gone" in visitor.text
    assert "the safeguarding lead keeps a locked copy" in visitor.text
    assert SAID not in visitor.text
    with database.reading() as session:
        assert session.query(Submission).filter(Submission.receipt_hash.is_not(None)).count() == 1


def test_whoever_thinks_again_is_back_on_the_journey(visitor: Visitor, receipt: str) -> None:
    looked(visitor, receipt).send("/take-back").send("/journey")

    assert "Where your words are" in visitor.text


def test_what_nobody_wrote_is_gone_at_once(
    visitor: Visitor, wordless: str, database: Database
) -> None:
    looked(visitor, wordless).send("/take-back").send("/taken-back")

    assert "They are gone" in visitor.text
    with database.reading() as session:
        assert session.query(Submission).count() == session.query(Answer).count() == 0


def test_unread_words_are_said_to_be_read_first(
    visitor: Visitor, receipt: str, database: Database
) -> None:
    looked(visitor, receipt).send("/take-back").send("/taken-back")

    assert "not been read yet" in visitor.text
    assert "Nadia or Tom reads" in visitor.text
    with database.reading() as session:
        assert session.query(Submission).one().taken_back


def test_no_line_of_the_log_says_when(visitor: Visitor, receipt: str, scene: Scene) -> None:
    looked(visitor, receipt).send("/take-back").send("/taken-back")

    log = Path(scene.url.removeprefix("sqlite:///") + "-wal")
    assert scene.url.startswith("postgresql") or log.stat().st_size == 0


@pytest.mark.parametrize("path", ["/take-back", "/taken-back"])
def test_unknown_taken_back_and_unreadable_words_get_the_page_of_the_journey(
    visitor: Visitor, wordless: str, path: str
) -> None:
    looked(visitor, wordless).send("/take-back").send("/taken-back")
    pages = {}
    for typed in (wordless, "zoo yak wok vow urn", "?", ""):
        for where in ("/journey", path):
            visitor.open("/journey").send(where, receipt=typed)
            assert visitor.page.status_code == 404
            plain = without_marks(visitor).replace(f">\n{typed}</textarea>", "")
            pages[where, typed] = plain

    assert len(set(pages.values())) == 1


@pytest.mark.parametrize("path", ["/take-back", "/taken-back"])
def test_the_receipt_comes_in_a_form_alone(visitor: Visitor, receipt: str, path: str) -> None:
    visitor.open(f"{path}?receipt={receipt.replace(' ', '+')}")

    assert visitor.here == "/journey"
    assert receipt not in visitor.text


def test_after_the_paper_went_out_it_is_not_offered_and_is_refused_kindly(
    visitor: Visitor, scene: Scene, database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session:
        told = a_story(session, keys, clock, scene.link, DONE).receipt
    looked(visitor, told)
    offered = "Take my words back" in visitor.text
    refused = visitor.send("/taken-back", receipt=told)

    assert not offered
    assert refused.page.status_code == 403
    assert "gone to the meeting" in refused.text
    with database.reading() as session:
        assert session.query(Submission).count() == 1


def test_a_form_open_too_long_takes_nothing_back(
    visitor: Visitor, receipt: str, database: Database
) -> None:
    looked(visitor, receipt).send("/take-back").send("/taken-back", csrf_token="old")

    assert visitor.page.status_code == 400
    with database.reading() as session:
        assert not session.query(Submission).one().taken_back


def test_until_when_is_said_on_the_way_and_after(
    visitor: Visitor, scene: Scene, database: Database, clock: SetClock
) -> None:
    plan_meeting(database, clock)
    visitor.open(f"/c/{scene.link}")
    pages = [visitor.text, visitor.begin(scene.link).answer_all().open("/check").text]
    pages += [visitor.send("/send").text]
    pages += [looked(visitor, " ".join(visitor.ticket)).text]

    days = {tuple(re.findall(r"take your words back until ([^.]+)\.", page)) for page in pages}

    assert len(days) == 1
    assert re.fullmatch(r"\d+ April 2026", days.pop()[0])


def test_without_a_planned_meeting_it_says_so(visitor: Visitor, receipt: str) -> None:
    looked(visitor, receipt)

    assert "You can take your words back until they go to a meeting." in visitor.text
