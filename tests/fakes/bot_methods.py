"""The methods of the fake Bot API, with the refusals that Telegram would give."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.fakes.bot_api import BotApi, FakeChat

LONGEST_TEXT = 4096
LONGEST_PAYLOAD = 64

Given = dict[str, str]


class Refusal(Exception):
    """What Telegram answers when it will not do something."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.retry_after = retry_after

    def told(self) -> dict[str, Any]:
        """Return the refusal as the API tells it."""
        told = {"ok": False, "error_code": self.code, "description": str(self)}
        if self.retry_after is not None:
            told["parameters"] = {"retry_after": self.retry_after}
        return told


def get_me(_api: "BotApi", _given: Given) -> dict[str, Any]:
    return {"id": 1, "is_bot": True, "first_name": "Ask", "username": "ask_bot"}


def get_updates(api: "BotApi", given: Given) -> list[dict[str, Any]]:
    return api.waiting(
        int(given.get("offset", 0)), int(given.get("limit", 100)), float(given.get("timeout", 0))
    )


def send_message(api: "BotApi", given: Given) -> dict[str, Any]:
    return chat_of(api, given).add(text_of(given), markup_of(given))


def edit_message_text(api: "BotApi", given: Given) -> dict[str, Any]:
    number = int(given["message_id"])
    return chat_of(api, given).change(number, text_of(given), markup_of(given))


def answer_callback_query(api: "BotApi", given: Given) -> bool:
    api.notes.append(given.get("text", ""))
    return True


def delete_message(api: "BotApi", given: Given) -> bool:
    return chat_of(api, given).take_away(int(given["message_id"]))


def leave_chat(api: "BotApi", given: Given) -> bool:
    chat_of(api, given).left = True
    return True


def get_file(api: "BotApi", given: Given) -> dict[str, Any]:
    content = api.files.get(given["file_id"])
    if content is None:
        raise Refusal(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
    name = given["file_id"]
    told = {"file_id": name, "file_unique_id": name, "file_path": f"photos/{name}"}
    return told | {"file_size": len(content)}


def set_webhook(api: "BotApi", given: Given) -> bool:
    api.webhook = (given["url"], given["secret_token"])
    return True


def nothing_to_do(_api: "BotApi", _given: Given) -> bool:
    return True


def chat_of(api: "BotApi", given: Given) -> "FakeChat":
    """Return the chat that is meant; raises Refusal when the bot cannot write to it."""
    chat = api.chats.get(int(given["chat_id"]))
    if chat is None:
        raise Refusal(400, "Bad Request: chat not found")
    if chat.left:
        raise Refusal(403, "Forbidden: bot is not a member of the chat")
    return chat


def text_of(given: Given) -> str:
    """Return the text; raises Refusal when it is empty or too long."""
    text = given.get("text", "").strip()
    if not text:
        raise Refusal(400, "Bad Request: message text is empty")
    if len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        raise Refusal(400, "Bad Request: message is too long")
    return text


def markup_of(given: Given) -> dict[str, Any]:
    """Return the buttons; raises Refusal when one carries too much."""
    markup: dict[str, Any] = json.loads(given.get("reply_markup", "{}"))
    for row in markup.get("inline_keyboard", []):
        for one in row:
            if not 1 <= len(one["callback_data"].encode()) <= LONGEST_PAYLOAD:
                raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
            if not one["text"]:
                raise Refusal(400, "Bad Request: button text is empty")
    return markup


METHODS: dict[str, Callable[["BotApi", Given], Any]] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "sendMessage": send_message,
    "editMessageText": edit_message_text,
    "answerCallbackQuery": answer_callback_query,
    "deleteMessage": delete_message,
    "leaveChat": leave_chat,
    "getFile": get_file,
    "deleteWebhook": nothing_to_do,
    "setWebhook": set_webhook,
    "setMyCommands": nothing_to_do,
}
