"""What Telegram posts: the secret is checked, the row stored sealed, and nothing else is done."""

import io
import json
import logging
import statistics
import time

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import ProgrammingError

from bots.telegram import arrived_in
from bots.webhook import LONGEST_BODY, TELEGRAM_HEADER, TELEGRAM_PATH, Door, Entry
from participation.models import ChatUpdate, Conversation
from participation.models.database import Database
from participation.models.sight import WEBHOOK_ROLE, WEBHOOK_SIGHTS, set_sight
from participation.services.chat_updates import hold_next
from tests.bots.queues import KEYS

SECRET = "the secret that we told Telegram"
MOST_MILLISECONDS = 10


@pytest.fixture
def door(database, clock) -> Door:
    return door_to(database, clock)


def door_to(database, clock) -> Door:
    entry = Entry(TELEGRAM_HEADER, SECRET, arrived_in)
    return Door(database, KEYS.door, clock, {TELEGRAM_PATH: entry})


def update(number: int = 1, text: str = "the words of somebody") -> dict[str, object]:
    chat = {"id": 7001, "type": "private"}
    return {
        "update_id": number,
        "message": {"message_id": 1, "date": 1, "chat": chat, "text": text},
    }


def post(door, body: object, secret: str = SECRET, path: str = TELEGRAM_PATH, **more) -> int:
    told = body if isinstance(body, bytes) else json.dumps(body).encode()
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "CONTENT_LENGTH": str(len(told)),
        "wsgi.input": io.BytesIO(told),
        TELEGRAM_HEADER: secret,
        **more,
    }
    answered = []
    door(environ, lambda status, headers: answered.append((status, headers)))
    assert all(name != "Set-Cookie" for name, _ in answered[0][1])
    return int(answered[0][0].split()[0])


def stored(database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(ChatUpdate))


def test_an_update_is_stored_once_and_sealed(door, database, clock):
    statuses = [post(door, update()) for _ in range(3)]

    with database.writing() as session:
        held = hold_next(session, clock.now())
    assert (statuses, stored(database)) == ([200] * 3, 1)
    assert b"somebody" not in held.sealed
    assert "the words of somebody" in KEYS.open_update(held.sealed)


def test_without_the_secret_nothing_is_stored(door, database):
    wrong = ("", "wrong", SECRET[:-1], SECRET + "x", "é" * 9)

    assert [post(door, update(), secret) for secret in wrong] == [403] * 5
    assert stored(database) == 0


def test_nothing_else_is_served(door, database):
    asked = (
        {"PATH_INFO": "/"},
        {"REQUEST_METHOD": "GET"},
        {"CONTENT_LENGTH": str(LONGEST_BODY + 1)},
        {"CONTENT_LENGTH": "many"},
    )

    assert [post(door, update(), **more) for more in asked] == [404, 404, 413, 413]
    assert stored(database) == 0


MALFORMED = (
    b"",
    b"\xff\xfe",
    b"[1, 2]",
    b"{" * 5000,
    {"update_id": "seven", "message": {"chat": {"id": 1}}},
    {"update_id": 2},
    {"update_id": 3, "message": {"chat": "me"}},
    {"update_id": 4, "callback_query": {"message": None}},
)


def test_a_malformed_update_is_let_go_and_the_next_is_stored(door, database, caplog):
    caplog.set_level(logging.DEBUG)

    statuses = [post(door, body) for body in (*MALFORMED, update(9))]

    assert statuses == [200] * 9
    assert stored(database) == 1
    assert "somebody" not in caplog.text


def test_while_the_database_is_away_it_is_asked_to_come_again(clock, tmp_path):
    away = Database(f"sqlite:///{tmp_path / 'nowhere' / 'none.sqlite'}")

    assert post(door_to(away, clock), update()) == 503
    away.close()


def test_a_row_is_stored_in_ten_milliseconds(door):
    took = []
    for number in range(40):
        begun = time.thread_time()
        assert post(door, update(number)) == 200
        took.append((time.thread_time() - begun) * 1000)

    assert statistics.median(took) <= MOST_MILLISECONDS


def test_the_webhooks_own_role_can_add_and_see_nothing(postgresql_ground, clock):
    url = postgresql_ground.migrated()
    owner = Database(url)
    set_sight(owner, WEBHOOK_ROLE, WEBHOOK_SIGHTS)
    role = Database(owner.engine.url.set(username=WEBHOOK_ROLE).render_as_string(False))
    try:
        assert [post(door_to(role, clock), update()) for _ in range(2)] == [200, 200]
        assert stored(owner) == 1
        for table in (ChatUpdate, Conversation):
            with role.reading() as session, pytest.raises(ProgrammingError, match="denied"):
                session.execute(select(table.id))
    finally:
        for database in (role, owner):
            database.close()
        postgresql_ground.drop(url)
