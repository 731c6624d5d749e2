"""The administrator's page of chat: on or off for the council, and how the bots do."""

from datetime import timedelta

from participation.core.chat_keys import ChatKeys
from participation.domain.policy import Role
from participation.models import AuditLine
from participation.services import chat_messages, chat_switches, chat_updates
from participation.services.chat_updates import Arrived

KEYS = ChatKeys(bytes(32))


def on(house, channel: str = "telegram") -> tuple[str, ...]:
    with house.database.reading() as session:
        return chat_switches.councils_on(session, channel)


def test_it_is_off_until_an_administrator_turns_it_on(house):
    administrator = house.visitor(Role.ADMINISTRATOR)
    before, page = on(house), administrator.page("/chat")

    administrator.post("/chat", channel="telegram", turn="on")

    assert before == ()
    assert "Turn on Telegram" in page
    assert on(house) == (house.council.name,)
    assert on(house, "sms") == ()
    assert "Turn off Telegram" in administrator.page("/chat")


def test_what_was_turned_off_stays_off_when_the_bot_begins_again(house):
    administrator = house.visitor(Role.ADMINISTRATOR)
    administrator.post("/chat", channel="telegram", turn="on")
    administrator.post("/chat", channel="telegram", turn="off")

    with house.database.writing() as session:
        chat_switches.turn_on_at_first(session, house.council, "telegram")

    assert on(house) == ()
    with house.database.reading() as session:
        notes = {line.action for line in session.query(AuditLine)}
    assert {"turned telegram on", "turned telegram off"} <= notes


def test_nobody_but_an_administrator_opens_it(house):
    refused = {role for role in Role if house.visitor(role).get("/chat").status_code == 403}

    assert refused == set(Role) - {Role.ADMINISTRATOR}


def test_it_shows_what_waits_and_since_which_hour(house):
    now = house.clock.now()
    with house.database.writing() as session:
        for number in (1, 2):
            arrived = Arrived("telegram", str(number), number, "telegram:7001", "{}")
            chat_updates.store(session, KEYS.door, arrived, now - timedelta(hours=3))
        chat_messages.put(session, KEYS, "telegram:7001", ["{}"], now)
        chat_switches.note_pulse(session, "telegram", True, False, now)

    page = house.visitor(Role.ADMINISTRATOR).page("/chat")

    assert "7001" not in page
    assert "does not run" in page
    for key, value in (
        ("To be answered", "2"),
        ("To be sent", "1"),
        ("Waiting since", f"{now - timedelta(hours=3):%H:00}"),
        ("Last answered", f"{now:%H:00}"),
        ("Last sent", "Not yet"),
    ):
        row = page.partition(key)[2].partition("</dd>")[0]
        assert value in row, key


def test_a_channel_that_is_not_there_is_not_found(house):
    administrator = house.visitor(Role.ADMINISTRATOR)

    assert administrator.post("/chat", channel="pigeon", turn="on").status_code == 404
