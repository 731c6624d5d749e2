"""A leaked database tells no chat; even with the server's secret a subscription tells no answer."""

import hashlib
from uuid import UUID

import pytest
from sqlalchemy import MetaData, select

from bots.inbox import Channel, Inbox
from bots.talk import Talk
from bots.telegram import TELEGRAM, TelegramAdapter, arrived_in
from bots.upkeep import Upkeep
from bots.visit import Scope
from participation.core.chat_keys import ChatKeys
from participation.models import Consultation
from participation.models.database import Database
from participation.services import contacts
from participation.services.chats import chat_secret
from tests.bots.conftest import ADDRESS, Somebody, ask
from tests.factories import a_council

FIRST = 7_000_000_001
PEOPLE = 12


@pytest.fixture
def talk(database: Database, keys, clock) -> Talk:
    with database.writing() as session:
        a_council(session)
    scope = Scope(TELEGRAM, ("testshire",), ADDRESS)
    return Talk(database, keys.young(), keys.read("chat"), clock, scope)


@pytest.fixture
def link(talk: Talk, clock) -> str:
    """What twelve people have answered, and asked to be told of."""
    link = ask(talk, clock, "home", "where-i-live").link
    for number in range(FIRST, FIRST + PEOPLE):
        somebody = Somebody(talk, f"telegram:{number}")
        somebody.begins(link)
        somebody.presses("Happy")
        for _ in range(4):
            somebody.presses("I don't want to say")
        somebody.presses("Send")
        somebody.presses("Tell me when")
    return link


def cells(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table."""
    schema = MetaData()
    schema.reflect(database.engine)
    with database.engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table))]
            for table in schema.sorted_tables
        }


def guesses(number: int) -> set[bytes]:
    """Return what a chat would look like to somebody without the secret who tries the usual."""
    names = (str(number), f"telegram:{number}")
    return {
        made
        for name in map(str.encode, names)
        for made in (name, hashlib.sha256(name).digest(), hashlib.md5(name).digest())
    } | {number.to_bytes(8, "big"), number.to_bytes(8, "little")}


def test_no_chat_can_be_read_without_the_secret(talk: Talk, link: str, database: Database, clock):
    keys = ChatKeys(talk.chat_key)
    channel = Channel(TelegramAdapter.__new__(TelegramAdapter), talk.answer_in)
    inbox = Inbox(database, keys, clock, {"telegram": channel})
    chat = {"id": FIRST, "type": "private"}
    updates = [
        {"update_id": n, "message": {"message_id": n, "date": 1, "chat": chat, "text": "hello"}}
        for n in (1, 2)
    ]
    inbox.store([arrived for update in updates if (arrived := arrived_in(update))])
    inbox.answer_next()
    Upkeep(database, keys, clock, ADDRESS)({"telegram"}, {"telegram"})

    held = cells(database)

    assert held["chat_update"] and held["chat_message"] and len(held["subscription"]) == PEOPLE
    told = b"\0".join(
        bytes(one) if isinstance(one, bytes | memoryview) else str(one).encode()
        for rows in held.values()
        for row in rows
        for one in row
    )
    for number in range(FIRST, FIRST + PEOPLE):
        assert [guess for guess in guesses(number) if guess in told] == []


def test_with_the_secret_a_subscription_points_to_no_answer(talk: Talk, link: str, database):
    keys = ChatKeys(talk.chat_key)
    held = cells(database)
    with database.reading() as session:
        about = session.scalars(select(Consultation).where(Consultation.link == link)).one()
        chats = [one.chat for one in contacts.to_tell(session, keys, about.id)]
    known = {value for chat in chats for value in _made_with_the_secret(keys, chat, about.id)}
    answers = [*held["submission"], *held["answer"], *held["waiting"]]

    shared = _values(answers) & (known | _values(held["subscription"]))

    assert len(chats) == PEOPLE == len(held["submission"])
    assert shared <= _values([(about.id, about.council_id)])
    assert held["conversation"] == []


def _values(rows) -> set[object]:
    cells = [one for row in rows for one in row]
    cells = [bytes(one) if isinstance(one, memoryview) else one for one in cells]
    return {one.hex if isinstance(one, UUID) else one for one in cells}


def _made_with_the_secret(keys: ChatKeys, chat: str, consultation) -> set[bytes]:
    secret = chat_secret(keys.key, chat)
    return {
        secret,
        keys.door.name(chat),
        keys.mark(consultation.bytes, chat),
        hashlib.sha256(secret).digest(),
    }
