"""What a chat holds beside a survey: sealed, apart from its conversation, and gone in time."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from participation.models import Chat, Council
from participation.services import asides
from participation.services.asides import NOTHING, Aside, Writing
from participation.services.chats import chat_secret
from participation.services.retention import forget_past
from tests.factories import a_council

KEY = b"k" * 32
SECRET = chat_secret(KEY, "telegram:7001")
HALF_WRITTEN = Aside("cy", Writing("testshire", "00", "Sam", "at \ud83d college"))


@pytest.fixture
def council(database) -> Council:
    with database.writing() as session:
        return a_council(session)


def test_what_is_held_comes_back_to_the_same_chat_alone(database, council, clock):
    today = clock.now().date()
    with database.writing() as session:
        asides.keep(session, SECRET, council, Aside("ar"), today)
        asides.keep(session, SECRET, council, HALF_WRITTEN, today)

    with database.reading() as session:
        own = asides.kept(session, SECRET, today)
        other = asides.kept(session, chat_secret(KEY, "telegram:7002"), today)

    assert (own, other) == (HALF_WRITTEN, NOTHING)


def test_the_row_holds_neither_the_chat_nor_a_word_in_the_clear(database, council, clock):
    with database.writing() as session:
        asides.keep(session, SECRET, council, HALF_WRITTEN, clock.now().date())

    with database.reading() as session:
        row = session.scalars(select(Chat)).one()

    assert b"Sam" not in row.sealed
    assert "Sam" not in repr(HALF_WRITTEN)
    assert SECRET not in (row.id, row.id[: len(SECRET)])


def test_holding_nothing_leaves_no_row(database, council, clock):
    today = clock.now().date()
    with database.writing() as session:
        asides.keep(session, SECRET, council, HALF_WRITTEN, today)
        asides.keep(session, SECRET, council, NOTHING, today)

        assert session.scalars(select(Chat)).all() == []


def test_it_expires_as_an_unfinished_conversation_does(database, council, clock):
    with database.writing() as session:
        asides.keep(session, SECRET, council, Aside("cy"), clock.now().date())
    clock.moment += timedelta(days=400)

    with database.writing() as session:
        assert asides.kept(session, SECRET, clock.now().date()) == NOTHING
        forget_past(session, council, clock.now())
        assert session.scalars(select(Chat)).all() == []
