"""What everybody of a consultation sees: a message to all, and the thanks for answering."""

import re
from datetime import timedelta

import pytest

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.models import Consultation, MessageToAll
from participation.models.database import Database
from participation.services.consultations import Opening, open_consultation, publish_survey
from participation.services.councils import council_named
from participation.services.invites import Route, make_invites
from tests.factories import a_survey
from tests.fixtures_databases import SqliteGround
from tests.web.young.conftest import Scene, Visitor

HELP = "Some of you said that home is hard. You can call Childline on 0800 1111."
VOUCHER = "a £10 voucher from the youth centre"
CODE = re.compile(r'class="code" dir="ltr"><b>([A-Z0-9-]{14})</b>')


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: what is stored is tested on both with the services."""
    return sqlite_ground


def told(database: Database, clock: SetClock) -> None:
    with database.writing() as session:
        council = council_named(session, "testshire")
        row = session.query(Consultation).where(Consultation.council_id == council.id).one()
        last_day = clock.now().date() + timedelta(days=3)
        session.add(
            MessageToAll(
                council_id=council.id, consultation_id=row.id, words=HELP, last_day=last_day
            )
        )


def seen(visitor: Visitor, scene: Scene) -> dict[str, bool]:
    """Return on which pages the message stands."""
    pages = {
        "first": visitor.open(f"/c/{scene.link}").text,
        "wall": visitor.open("/wall/testshire").text,
        "another's": visitor.open(f"/c/{scene.other_link}").text,
        "another's wall": visitor.open("/wall/othershire").text,
    }
    visitor.begin(scene.link).answer_all().send("/send")
    pages["receipt"], words = visitor.text, " ".join(visitor.ticket)
    pages["journey"] = visitor.open("/journey").send("/journey", receipt=words).text
    return {name: HELP in page for name, page in pages.items()}


def test_a_message_stands_wherever_somebody_of_the_consultation_looks(
    visitor: Visitor, scene: Scene, database: Database, clock: SetClock
) -> None:
    told(database, clock)

    on_the_day = seen(visitor, scene)
    clock.moment += timedelta(days=4)
    after = seen(visitor, scene)

    assert {name for name, there in on_the_day.items() if there} == {
        "first",
        "wall",
        "receipt",
        "journey",
    }
    assert not any(after.values())


def test_whoever_answers_by_a_code_gets_another_to_show_for_it_the_same_on_a_retry(
    visitor: Visitor, scene: Scene, database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session:
        council = council_named(session, "testshire")
        today = clock.now().date()
        days = today, today + timedelta(days=9)
        opening = Opening("thanked", "Home", ("foster-care",), *days, True, VOUCHER)
        row = open_consultation(
            session, council, publish_survey(session, council, a_survey()), opening
        )
        args = (session, council, keys.young().invites, row, "foster-care", Route.POST, 1)
        (code,) = make_invites(*args).codes
    place = f"/i/{code.replace('-', '')}"
    form = visitor.open(place).send(place).answer_all().hidden
    once = visitor.send("/send", form).text

    twice = visitor.send("/send", form).text

    (given,) = CODE.findall(once)
    assert CODE.findall(twice) == [given]
    assert VOUCHER in once
    assert "28 March 2026" in once


def test_by_an_open_link_nobody_is_thanked(visitor: Visitor, scene: Scene) -> None:
    visitor.begin(scene.link).answer_all().send("/send")

    assert "Got it. Thank you." in visitor.text
    assert not CODE.search(visitor.text)
