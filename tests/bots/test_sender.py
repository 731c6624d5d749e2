"""Messages that go out on their own, against the fake Bot API."""

import pytest

from bots.sender import TelegramMessenger
from participation.core.errors import NotSetUp
from participation.core.ports import Messenger
from tests.fakes.bot_api import TOKEN, BotApi
from tests.fakes.bot_methods import Refusal


@pytest.fixture
def api():
    with BotApi() as running:
        yield running


@pytest.fixture
def messenger(api) -> Messenger:
    return TelegramMessenger(TOKEN, api.base_url)


def test_a_long_message_reaches_the_chat_whole(api, messenger):
    chat = api.chat()
    text = "a long line of words that goes on\n" * 300

    messenger.send(f"telegram:{chat.number}", text)

    assert "\n".join(one.text for one in chat.shown) == text.strip()


@pytest.mark.parametrize("refusal", [Refusal(429, "Busy", retry_after=3), Refusal(502, "Broken")])
def test_it_asks_to_be_tried_again_without_naming_the_chat(api, messenger, refusal):
    chat = api.chat()
    api.failures.append(refusal)

    with pytest.raises(OSError, match="Telegram did not take a message") as told:
        messenger.send(f"telegram:{chat.number}", "hello")

    assert str(chat.number) not in str(told.value)
    assert chat.shown == []


def test_somebody_who_stopped_the_bot_is_not_written_to_again(api, messenger):
    chat = api.chat()
    chat.left = True

    messenger.send(f"telegram:{chat.number}", "hello")

    assert chat.shown == []


def test_a_wrong_token_is_told_plainly_and_not_shown(api):
    messenger = TelegramMessenger("1:wrong", api.base_url)

    with pytest.raises(NotSetUp, match="does not know this token"):
        messenger.send("telegram:1", "hello")

    assert "wrong" not in repr(messenger)
