"""A word back: it waits at one receipt, and its answer reaches the leads alone."""

import re

import pytest

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.models import FlagWord, Submission
from participation.models.database import Database
from participation.services import flag_words, flags, withdrawals
from participation.services.consultations import consultation_at
from tests.factories import an_account, say
from tests.services.safeguarding import Lane, flag_next
from tests.web.young.conftest import Scene, Visitor

WORD = "Thank you for telling us. Would you like to say more?"
MORE = "it was in the zanzibar room"


@pytest.fixture
def lane(scene: Scene, database: Database, keys: KeyFolder, clock: SetClock) -> Lane:
    """Something said and flagged, on which the lead has left a word."""
    now = clock.now()
    with database.writing() as session:
        home = consultation_at(session, scene.link)
        receipt = str(say(session, keys, home, now, "he hurts me").receipt)
        council = session.get_one(flags.Council, home.council_id)
        lead = an_account(session, council)
        lane = Lane(council, lead, lead, lead, home, receipt)
        flag_id = flag_next(session, keys, lane, now)
        flag_words.leave_word(session, council, lead, keys.reading(), flag_id, WORD, now)
    return lane


def looked(visitor: Visitor, receipt: str) -> Visitor:
    return visitor.open("/journey").send("/journey", receipt=receipt)


def answered(visitor: Visitor, words: str) -> Visitor:
    message = re.search(r'name="message" value="([^"]+)"', visitor.text).group(1)
    return visitor.send("/journey/answer", message=message, words=words)


def test_the_word_stands_on_the_journey_of_its_receipt(visitor: Visitor, lane: Lane) -> None:
    looked(visitor, lane.receipt)

    assert "Somebody wrote back to you" in visitor.text
    assert WORD in visitor.text


def test_no_other_receipt_shows_it(
    visitor: Visitor, lane: Lane, database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session:
        other = str(say(session, keys, lane.consultation, clock.now()).receipt)

    looked(visitor, other)

    assert visitor.page.status_code == 200
    assert "Somebody wrote back" not in visitor.text


def test_an_answer_is_kept_and_its_words_are_not_shown_again(
    visitor: Visitor, lane: Lane, database: Database
) -> None:
    answered(looked(visitor, lane.receipt), MORE)
    said = visitor.text
    looked(visitor, lane.receipt)

    assert "Got it. Thank you." in said
    assert MORE not in said + visitor.text
    assert "You can write more whenever you like." in visitor.text
    with database.reading() as session:
        assert session.query(FlagWord).count() == 2


def test_an_answer_without_words_is_told_plainly(visitor: Visitor, lane: Lane) -> None:
    answered(looked(visitor, lane.receipt), "   ")

    assert visitor.page.status_code == 400
    assert "There are no words yet." in visitor.text


def test_a_page_open_for_too_long_keeps_what_was_written(visitor: Visitor, lane: Lane) -> None:
    looked(visitor, lane.receipt)

    visitor.send("/journey/answer", csrf_token="old", words=MORE)

    assert visitor.page.status_code == 400
    assert MORE in visitor.text
    assert "Press the button again." in visitor.text


def test_a_receipt_that_was_taken_back_leads_to_no_word(
    visitor: Visitor, lane: Lane, database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    looked(visitor, lane.receipt)
    with database.writing() as session:
        withdrawals.take_back(session, keys.young(), lane.receipt, clock.now())

    answered(visitor, MORE)

    assert visitor.page.status_code == 404
    assert WORD not in visitor.text
    with database.reading() as session:
        assert session.query(FlagWord).count() == 1


def test_a_receipt_offers_the_councils_ways_when_it_may_be_a_complaint(
    visitor: Visitor, lane: Lane, database: Database
) -> None:
    looked(visitor, lane.receipt)
    before = visitor.text
    with database.writing() as session:
        session.query(Submission).one().may_be_complaint = True

    looked(visitor, lane.receipt)

    assert "Do you want this put right?" not in before
    assert "Do you want this put right?" in visitor.text
    assert "Make a complaint" in visitor.text
    assert "01632 960147" in visitor.text
