"""Published is told: wall and receipts say it at once, and every subscriber hears within a minute.

The bot sends at the pace at which it ships, and looks once a second for what is to be told; the
worker does its hourly and nightly work beside it.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from bots.sender import Pace
from bots.talk import Talk
from bots.telegram import TELEGRAM
from bots.visit import Scope
from participation.core.chat_keys import ChatKeys
from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.domain.responses import Reply, ResponseKind
from participation.models import Account, Ask, Council, Job, Telling
from participation.models.database import Database
from participation.services import contacts, responses
from participation.services.contacts import Subscriber
from participation.services.theming import SuggesterShelf
from participation.worker.bench import Bench
from participation.worker.loop import run
from participation.worker.mailer import NoMailer
from tests.factories import a_consultation, a_council
from tests.fakes.bot_api import BotApi, FakeChat
from tests.fakes.talking_bot import ADDRESS, TalkingBot
from tests.web.young.answered import DONE, a_story
from tests.web.young.conftest import Visitor, an_app, close

WITHIN_SECONDS = 60.0
SUBSCRIBERS = 50
MANY = 1_000
LOOKS_EVERY = 1.0
PAINTED = "You chose the paint, and it is on the walls."


@contextmanager
def working(bench: Bench) -> Iterator[None]:
    """Have the worker work in a thread of its own."""
    stop = Event()
    thread = Thread(target=run, args=(bench, stop))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
        bench.database.close()


def publish(database: Database, clock: SetClock) -> None:
    """Publish an answer to the ask that has none."""
    with database.writing() as session:
        council, officer = session.query(Council).one(), session.query(Account).one()
        ask = session.query(Ask).filter(Ask.words == "Let us choose the paint.").one()
        reply = Reply(ResponseKind.DID, "Painted.", shown_by="A photo of each wall")
        given = responses.record_response(session, council, officer, ask.id, reply, clock.now())
        responses.publish_response(session, council, officer, given.id, PAINTED, clock.now())


def subscribed(database: Database, keys: KeyFolder, clock: SetClock, chats: list[FakeChat]) -> str:
    """Have every chat wait for an answer that is not published; return a receipt."""
    with database.writing() as session:
        home = a_consultation(session, a_council(session), clock.now().date())
        receipt = a_story(session, keys, clock, home.link, DONE).receipt
        for chat in chats:
            somebody = Subscriber(f"telegram:{chat.number}", "en")
            contacts.tell_me(session, ChatKeys(keys.read("chat")), home, somebody)
        # The story's own answer is known already, and its words are in no suggestion's way.
        session.query(Telling).delete()
        session.query(Job).delete()
    return receipt


def told(chat: FakeChat) -> int:
    return sum(one.ours and "There is an answer" in one.text for one in chat.shown)


def test_wall_and_receipts_say_it_at_once_and_each_subscriber_hears_once_within_a_minute(
    sqlite_database: Database, keys: KeyFolder, clock: SetClock, tmp_path: Path
) -> None:
    url = str(sqlite_database.engine.url)
    app, shelf = an_app(url, keys, clock, tmp_path), SuggesterShelf(tmp_path)
    scope = Scope(TELEGRAM, ("testshire",), ADDRESS)
    talk = Talk(sqlite_database, keys.young(), keys.read("chat"), clock, scope)
    bench = Bench(Database(url), keys.reading(), shelf, NoMailer(), clock, ADDRESS)
    visitor = Visitor(app.test_client())
    with BotApi() as api:
        chats = [api.chat() for _ in range(SUBSCRIBERS)]
        receipt = subscribed(sqlite_database, keys, clock, chats)
        with working(bench), TalkingBot(api, talk, pace=Pace()):
            begun = time.monotonic()
            publish(sqlite_database, clock)
            wall = visitor.open("/wall/testshire").text
            journey = visitor.open("/journey").send("/journey", receipt=receipt).text
            while not all(map(told, chats)) and time.monotonic() < begun + WITHIN_SECONDS:
                time.sleep(0.02)
            took = time.monotonic() - begun
    close(app)

    print(f"{SUBSCRIBERS} subscribers were told within {took:.1f} seconds")
    assert PAINTED in wall
    assert PAINTED in journey
    assert {told(chat) for chat in chats} == {1}
    assert took < WITHIN_SECONDS
    assert MANY / Pace().a_second + 2 * LOOKS_EVERY < WITHIN_SECONDS
