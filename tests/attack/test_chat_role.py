"""The bot talks, sends and forgets as the young app's own role, which may do no more than that."""

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from bots.inbox import Channel, Inbox
from bots.talk import Talk
from bots.telegram import TELEGRAM
from bots.visit import Scope
from participation.core.chat_keys import ChatKeys
from participation.models import Consultation
from participation.services import chat_switches, contacts
from participation.services.contacts import Subscriber
from participation.services.councils import council_named
from tests.attack.young_role import link, young, young_url
from tests.bots.conftest import ADDRESS
from tests.bots.queues import Noting, sender_of, typed
from tests.fakes.talking_bot import all_done

__all__ = ["link", "young", "young_url"]


def test_the_bot_needs_no_more_than_the_young_role(young, postgresql_database, keys, clock, link):
    talk = Talk(young, keys.young(), bytes(32), clock, Scope(TELEGRAM, (), ADDRESS))
    kept, channel = ChatKeys(bytes(32)), Noting()
    with postgresql_database.writing() as session:
        council = council_named(session, "testshire")
        chat_switches.turn_on_at_first(session, council, "telegram")
    inbox = Inbox(young, kept, clock, {"plain": Channel(channel, talk.answer_where_on)})
    inbox.store([typed(1, f"/start {link}"), typed(2, "stop")])
    while inbox.answer_next() is not None:
        pass
    sender = sender_of(young, clock, channel)

    async def send_all() -> None:
        while found := await sender.take():
            for waiting in found:
                await sender.deliver(waiting)

    asyncio.run(send_all())
    sender.thread.close()
    with young.writing() as session:
        asked = session.query(Consultation).filter_by(link=link).one()
        contacts.tell_me(session, kept, asked, Subscriber("plain:1", "en"))
        stopped = contacts.stop_telling(session, kept, "plain:1")

    assert "Where I live" in channel.done[0][1]
    assert len(channel.done) >= 2
    assert all_done(young)
    assert stopped


@pytest.mark.parametrize("statement", ["SELECT sealed FROM subscription", "SELECT * FROM telling"])
def test_who_is_to_be_told_is_not_for_the_young_role(young, statement):
    with pytest.raises(ProgrammingError, match="denied"), young.reading() as session:
        session.execute(text(statement))
