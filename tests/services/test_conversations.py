from datetime import timedelta

import pytest

from participation.core.clock import SetClock
from participation.core.errors import NotFound, Refused
from participation.models import Conversation
from participation.models.database import Database
from participation.services import conversations
from surveys import engine
from tests.factories import a_consultation, a_council


def test_what_was_said_is_there_after_a_restart(database: Database, clock: SetClock) -> None:
    today = clock.now().date()
    with database.writing() as session:
        link = a_consultation(session, a_council(session), today).link
        begun = conversations.begin(session, link, today)
    first = begun.turn.step.question.name

    with database.writing() as session:
        conversations.reply(session, begun.secret, engine.Given(first, ("sad",)), today)
    with database.reading() as session:
        turn = conversations.current(session, begun.secret, today)

    assert turn.state.answers[first].values == ("sad",)
    assert turn.step.number == 2


def test_nothing_of_an_unfinished_conversation_can_be_read(
    database: Database, clock: SetClock
) -> None:
    today = clock.now().date()
    with database.writing() as session:
        link = a_consultation(session, a_council(session), today).link
        begun = conversations.begin(session, link, today)
        given = engine.Given("feel", ("very-sad",))
        conversations.reply(session, begun.secret, given, today)

    with database.reading() as session:
        row = session.query(Conversation).one()

    assert b"very-sad" not in row.sealed
    assert begun.secret not in row.id + row.sealed


def test_a_wrong_link_is_told_kindly(database: Database, clock: SetClock) -> None:
    with database.reading() as session, pytest.raises(NotFound, match="scan the code again"):
        conversations.begin(session, "nothere2", clock.now().date())


@pytest.mark.parametrize("days", [-1, 31])
def test_nobody_begins_before_it_opens_or_after_it_closes(
    database: Database, clock: SetClock, days: int
) -> None:
    today = clock.now().date()
    with database.writing() as session:
        link = a_consultation(session, a_council(session), today).link

    with database.writing() as session, pytest.raises(Refused):
        conversations.begin(session, link, today + timedelta(days=days))


def test_somebody_who_began_may_finish_for_a_week_after_it_closes(
    database: Database, clock: SetClock
) -> None:
    today = clock.now().date()
    with database.writing() as session:
        link = a_consultation(session, a_council(session), today, days=1).link
        secret = conversations.begin(session, link, today).secret
    given = engine.Given("feel", ("ok",))

    with database.writing() as session:
        turn = conversations.reply(session, secret, given, today + timedelta(days=8))
    with database.writing() as session, pytest.raises(Refused):
        conversations.reply(session, secret, given, today + timedelta(days=9))

    assert turn.state.answers["feel"].values == ("ok",)


def test_expired_conversations_are_forgotten_and_others_kept(
    database: Database, clock: SetClock
) -> None:
    today = clock.now().date()
    with database.writing() as session:
        council = a_council(session)
        link = a_consultation(session, council, today, days=90).link
        conversations.begin(session, link, today)
        later = today + timedelta(days=60)
        kept = conversations.begin(session, link, later).secret

    with database.writing() as session:
        forgotten = conversations.forget_expired(session, later, council.id)

    with database.reading() as session:
        assert forgotten == 1
        assert conversations.exists(session, kept, later)
