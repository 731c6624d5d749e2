"""The real bot against the fake Bot API: what Telegram sends, and what it refuses."""

import asyncio
import logging

import pytest
from sqlalchemy.orm import Session

from bots import words
from bots.adapter import Button, Heard, Kind, Replies, Said
from bots.listening import bot_of, greet
from participation.core.errors import NotSetUp
from tests.fakes.bot_api import BOT, BotApi
from tests.fakes.bot_http import TOKEN
from tests.fakes.bot_methods import Refusal
from tests.fakes.talking_bot import TalkingBot

FILE = {"file_id": "a", "file_unique_id": "b"}
STICKER = {
    "type": "regular",
    "width": 1,
    "height": 1,
    "is_animated": False,
    "is_video": False,
    **FILE,
}
PASSED_ON = {"type": "hidden_user", "sender_user_name": "Someone", "date": 1}
LONG = "a long line of words that goes on\n" * 300


class Echo:
    """Says back what sort of thing was heard, and what was in it."""

    def __init__(self) -> None:
        self.heard: list[Heard] = []
        self.next = Replies()

    def answer_in(self, _session: Session, heard: Heard) -> Replies:
        self.heard.append(heard)
        replies, self.next = self.next, Replies()
        return replies


@pytest.fixture
def echo() -> Echo:
    return Echo()


@pytest.fixture
def api():
    with BotApi() as running:
        yield running


@pytest.fixture
def bot(api, echo, sqlite_database):
    with TalkingBot(api, echo, sqlite_database) as running:
        yield running


SORTS = (
    ({"text": "hello"}, Kind.TEXT),
    ({"text": "hello", "forward_origin": PASSED_ON}, Kind.FORWARDED),
    ({"sticker": STICKER}, Kind.OTHER),
    ({"voice": {"duration": 1, **FILE}}, Kind.OTHER),
    ({"photo": [{"width": 1, "height": 1, **FILE}], "caption": "me"}, Kind.PHOTO),
    ({"document": {"mime_type": "image/png", **FILE}}, Kind.PHOTO),
    ({"document": {"mime_type": "text/plain", **FILE}}, Kind.OTHER),
    ({"location": {"latitude": 1.0, "longitude": 1.0}}, Kind.OTHER),
    ({"contact": {"phone_number": "1", "first_name": "A"}}, Kind.OTHER),
    ({"pinned_message": None}, Kind.OTHER),
    ({"something_telegram_adds_later": {"a": 1}}, Kind.OTHER),
)


def test_every_sort_of_message_is_heard_as_what_it_is(api, bot, echo):
    chat = api.chat()

    for content, _ in SORTS:
        chat.sends(**content)

    assert [heard.kind for heard in echo.heard] == [kind for _, kind in SORTS]
    assert {heard.chat for heard in echo.heard} == {f"telegram:{chat.number}"}
    assert [heard.text for heard in echo.heard] == [
        content.get("text", content.get("caption", "")) for content, _ in SORTS
    ]


def test_a_changed_message_is_heard_as_changed(api, bot, echo):
    chat = api.chat()
    chat.types("one")

    chat.edits("two")

    assert [(heard.kind, heard.text) for heard in echo.heard][1] == (Kind.EDITED, "two")


def test_buttons_are_shown_and_their_payload_comes_back(api, bot, echo):
    chat = api.chat()
    echo.next = Replies((Said("Pick", ((Button("Yes", "a:1"), Button("No", "a:2")),)),))
    shown = chat.types("hello")
    echo.next = Replies((Said("Picked", edit=True),), note="Thanks")

    changed = chat.presses("No")

    assert shown[0].rows == [["Yes", "No"]]
    assert (echo.heard[1].kind, echo.heard[1].text) == (Kind.BUTTON, "a:2")
    assert [(one.number, one.text, one.rows) for one in changed] == [
        (shown[0].number, "Picked", [])
    ]
    assert api.notes == ["Thanks"]


def test_a_reply_to_our_question_says_so(api, bot, echo):
    chat = api.chat()
    echo.next = Replies((Said("Type your five words.", waits=True),))
    chat.types("/journey")

    chat.replies("one two three four five")

    assert echo.heard[1].replying_to == "Type your five words."


def test_a_long_text_comes_in_messages_that_telegram_takes(api, bot, echo):
    echo.next = Replies((Said(LONG),))

    shown = api.chat().types("hello")

    assert len(shown) == 3
    assert "\n".join(one.text for one in shown) == LONG.strip()


def test_the_heard_message_is_taken_away(api, bot, echo):
    chat = api.chat()
    echo.next = Replies(delete=True)

    chat.types("one two three four five")

    assert [one for one in chat.shown if not one.ours] == []


def test_an_edit_of_a_message_that_is_gone_is_sent_anew(api, bot, echo):
    chat = api.chat()
    echo.next = Replies((Said("Pick", ((Button("Yes", "a:1"),),)),))
    shown = chat.types("hello")[0]
    chat.shown.remove(shown)
    echo.next = Replies((Said("Picked", edit=True),))

    chat.taps(shown, "a:1")

    assert chat.last.text == "Picked"


def test_an_edit_that_changes_nothing_does_no_harm(api, bot, echo):
    chat = api.chat()
    rows = ((Button("Yes", "a:1"),),)
    for edit in (False, True):
        echo.next = Replies((Said("Pick", rows, edit=edit),))
        _ = chat.presses("Yes") if edit else chat.types("hello")

    assert [one.text for one in chat.shown if one.ours] == ["Pick"]


def test_somebody_who_blocks_the_bot_is_not_answered(api, bot, echo):
    chat = api.chat()
    person = {"id": chat.number, "is_bot": False, "first_name": "Somebody"}
    member = {"user": BOT, "status": "member"}
    changed = {
        "chat": {"id": chat.number, "type": "private"},
        "from": person,
        "date": 1,
        "old_chat_member": member,
        "new_chat_member": member | {"status": "kicked", "until_date": 0},
    }

    api.wait_for(api.put({"my_chat_member": changed}))

    assert echo.heard == []


def test_a_group_is_left(api, bot, echo):
    group = api.chat("supergroup", -1001234567890)
    echo.next = Replies((Said(words.GROUP),), leave=True)

    said = group.types("hello")

    assert echo.heard[0].kind is Kind.GROUP
    assert [one.text for one in said] == [words.GROUP]
    assert group.left


def test_a_message_is_sent_again_when_telegram_is_busy_or_broken(api, bot, echo):
    chat = api.chat()
    chat.types("hello")
    busy = Refusal(429, "Too Many Requests: retry after 1", retry_after=1)
    api.failures += [Refusal(502, "Bad Gateway"), busy]
    echo.next = Replies((Said("Still here"),))

    assert [one.text for one in chat.types("hello?")] == ["Still here"]


def test_somebody_who_blocked_the_bot_stops_nobody_else(api, bot, echo):
    chat = api.chat()
    api.failures.append(Refusal(403, "Forbidden: bot was blocked by the user"))
    echo.next = Replies((Said("Gone"),))
    chat.types("hello")
    echo.next = Replies((Said("Here"),))

    assert [one.text for one in api.chat().types("hello")] == ["Here"]


def test_an_answer_that_was_not_confirmed_is_handed_over_again(api, echo, sqlite_database):
    chat = api.chat()
    number = api.put({"message": chat.add("", {}) | {"text": "kept", "from": {
        "id": 5, "is_bot": False, "first_name": "S"}}})  # fmt: skip
    with TalkingBot(api, echo, sqlite_database):
        api.wait_for(number)

    with TalkingBot(api, echo, sqlite_database):
        chat.types("and on")

    assert [heard.text for heard in echo.heard] == ["kept", "and on"]


def test_nothing_that_is_said_and_no_chat_and_no_token_reaches_a_log(api, bot, echo, caplog):
    caplog.set_level(logging.DEBUG)
    chat = api.chat()
    echo.next = Replies((Said("our own words"),))
    chat.types("the words of somebody")
    api.failures += [Refusal(400, "Bad Request: the words of somebody")] * 2
    echo.next = Replies((Said("more of our own words"),))
    chat.types("the words of somebody")

    told = "\n".join(record.getMessage() + str(record.exc_info) for record in caplog.records)

    assert "a message was refused with BadRequest" in told
    for secret in ("the words of somebody", "our own words", str(chat.number), TOKEN):
        assert secret not in told


@pytest.mark.parametrize("token", ["wrong", "1:wrong"])
def test_a_wrong_token_is_told_in_one_plain_line(api, token):
    with pytest.raises(NotSetUp, match="does not know this token") as told:
        asyncio.run(greeted(token, api.base_url))

    assert token not in str(told.value)


def test_no_line_to_telegram_is_told_plainly():
    with pytest.raises(NotSetUp, match="can't be reached"):
        asyncio.run(greeted(TOKEN, "http://127.0.0.1:9/bot"))


async def greeted(token: str, base_url: str) -> None:
    bot = bot_of(token, base_url)
    try:
        await greet(bot)
    finally:
        await bot.shutdown()
