"""Ambassadors check the words of an answer, where an officer asks."""

from dataclasses import replace

import pytest

from participation.core.errors import BadInput, Changed, Refused
from participation.domain.policy import Role
from participation.domain.responses import Reply, ResponseKind
from participation.models import Ask, Digest
from participation.services.responses import publish_response, record_response
from participation.services.wording_checks import (
    Wording,
    ask_for_check,
    check_of,
    settle_check,
    waiting_checks,
)
from tests.factories import a_consultation, a_council, a_meeting, an_account

HARD, CLEAR = "We are minded to procure a router.", "We will buy a new router."


@pytest.fixture
def hall(sqlite_database, clock):
    """An ask that a board has answered, not yet published."""
    today = clock.now().date()
    with sqlite_database.writing() as session:
        council = a_council(session)
        officer = an_account(session, council)
        home = a_consultation(session, council, today)
        digest = Digest(
            council_id=council.id, meeting=a_meeting(session, council, today), framing="",
            sent_on=today,
        )  # fmt: skip
        session.add(digest)
        session.flush()
        ask = Ask(
            council_id=council.id, digest_id=digest.id, consultation_id=home.id, theme_id=None,
            promise="", number=1, words="Mend the wifi.",
        )  # fmt: skip
        session.add(ask)
        session.flush()
        reply = Reply(ResponseKind.DID, "Done.", shown_by="A speed test")
        response = record_response(session, council, officer, ask.id, reply, clock.now())
        yield session, council, officer, an_account(session, council, Role.AMBASSADOR), response


def test_words_found_clear_and_published_unchanged_are_told_as_checked(hall, clock) -> None:
    session, council, officer, ambassador, response = hall
    now = clock.now()
    officers = (session, council, officer, response.id)

    ask_for_check(*officers, HARD, now)
    (hard,) = waiting_checks(session, council)
    with pytest.raises(BadInput, match="which words are hard"):
        settle_check(session, council, ambassador, hard, Wording.UNCLEAR, " ", now)
    settle_check(session, council, ambassador, hard, Wording.UNCLEAR, "What is procure?", now)
    said = check_of(session, response)
    ask_for_check(*officers, CLEAR, now)
    (clear,) = waiting_checks(session, council)
    with pytest.raises(Changed, match="changed the words"):
        settle_check(session, council, ambassador, hard, Wording.CLEAR, "", now)
    settle_check(session, council, ambassador, clear, Wording.CLEAR, "", now)
    with pytest.raises(Changed):
        settle_check(session, council, ambassador, clear, Wording.UNCLEAR, "No", now)
    published = publish_response(*officers, f"{CLEAR}\r\n", now)

    assert (said.verdict, said.advice) == (Wording.UNCLEAR, "What is procure?")
    assert (clear.asked, clear.words) == ("Mend the wifi.", CLEAR)
    assert published.wording_checked
    assert waiting_checks(session, council) == []
    with pytest.raises(Refused, match="published already"):
        ask_for_check(*officers, CLEAR, now)


def test_other_words_than_those_checked_are_not_told_as_checked(hall, clock) -> None:
    session, council, officer, ambassador, response = hall
    officers = (session, council, officer, response.id)
    ask_for_check(*officers, CLEAR, clock.now())
    (check,) = waiting_checks(session, council)
    with pytest.raises(Changed):
        other = replace(check, words=HARD)
        settle_check(session, council, ambassador, other, Wording.CLEAR, "", clock.now())
    settle_check(session, council, ambassador, check, Wording.CLEAR, "", clock.now())

    published = publish_response(*officers, HARD, clock.now())

    assert not published.wording_checked
