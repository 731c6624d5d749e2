"""Telegram as a channel: python-telegram-bot carries the messages and nothing else."""

import json
from collections.abc import Awaitable
from contextlib import suppress
from typing import TypeVar

from telegram import (
    Bot,
    CallbackQuery,
    Chat,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    Update,
)
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bots.adapter import Capabilities, Gone, Heard, Kind, NotNow, NotTaken, Rows, Said
from bots.adapter import Update as Raw
from participation.core.errors import NotSetUp
from participation.core.speech import marked
from participation.services.chat_updates import Arrived

T = TypeVar("T")

NAME = "telegram"
WANTED = ("message", "edited_message", "callback_query", "my_chat_member")
UNKNOWN_BOT = (
    "Telegram does not know this token. Copy it again from BotFather into "
    "PARTICIPATION_TELEGRAM_TOKEN."
)
# A preview would have Telegram open our page, and show what it is about.
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

TELEGRAM = Capabilities(
    name=NAME,
    title="Telegram",
    notice=marked(
        "It is for people of 16 and over. This chat is not locked between you and us: Telegram "
        "knows your number and can read it, and so can anyone who picks up your phone."
    ),
    consent=marked("Are you 16 or over, and OK to answer here?"),
    longest_text=4096,
    longest_payload=64,
    edits=True,
    deletes=True,
    pictures=True,
)


class TelegramAdapter:
    """One bot at Telegram, as the talk sees it."""

    capabilities = TELEGRAM

    def __init__(self, bot: Bot) -> None:
        self.bot = bot

    def parse(self, update: Raw) -> Heard | None:
        """Return what arrived, or None when it is nothing to answer."""
        return heard_in(Update.de_json(dict(update)))

    async def send(self, chat: str, said: Said) -> None:
        """Send one message that fits."""
        await _translated(
            self.bot.send_message(
                _number(chat),
                said.text,
                reply_markup=ForceReply() if said.waits else _keyboard(said.rows),
                link_preview_options=NO_PREVIEW,
            )
        )

    async def edit(self, heard: Heard, said: Said) -> None:
        """Put the message in the place of the tapped one, or after it when that is too old."""
        try:
            await _translated(
                self.bot.edit_message_text(
                    said.text,
                    _number(heard.chat),
                    int(heard.message),
                    reply_markup=_keyboard(said.rows),
                    link_preview_options=NO_PREVIEW,
                )
            )
        except Gone:
            raise
        except NotTaken as error:
            if "not modified" not in str(error.__cause__).lower():
                await self.send(heard.chat, said)

    async def note(self, heard: Heard, words: str) -> None:
        """Say that the tap was heard; Telegram refuses after some time, which does no harm."""
        with suppress(NotTaken, NotNow):
            await _translated(self.bot.answer_callback_query(heard.tap, text=words or None))

    async def delete(self, heard: Heard) -> None:
        """Take the heard message away; one that is gone already does no harm."""
        with suppress(NotTaken):
            await _translated(self.bot.delete_message(_number(heard.chat), int(heard.message)))

    async def leave(self, chat: str) -> None:
        """Leave the chat; one that was left already does no harm."""
        with suppress(NotTaken):
            await _translated(self.bot.leave_chat(_number(chat)))

    async def fetch(self, photo: str, most: int) -> bytes:
        """Return the photo of this name; one that is gone or too large is NotTaken."""
        file = await _translated(self.bot.get_file(photo))
        if (file.file_size or 0) > most:
            raise NotTaken
        try:
            return bytes(await _translated(file.download_as_bytearray()))
        except NotSetUp:
            # A file that is gone is told as a wrong token is.
            raise NotTaken from None


def arrived_in(update: Raw) -> Arrived | None:
    """Return an update as it is stored; None when it is malformed, or about no chat."""
    number, chat = update.get("update_id"), _chat_of(update)
    if not isinstance(number, int) or not isinstance(chat, int):
        return None
    text = json.dumps(update, ensure_ascii=False)
    return Arrived(NAME, str(number), number, f"{NAME}:{chat}", text)


def _chat_of(update: Raw) -> object:
    for sort in WANTED:
        part = update.get(sort)
        if isinstance(part, dict):
            message = part.get("message", {}) if sort == "callback_query" else part
            chat = message.get("chat") if isinstance(message, dict) else None
            return chat.get("id") if isinstance(chat, dict) else None
    return None


def heard_in(update: Update) -> Heard | None:
    """Return what arrived, or None when it is nothing to answer."""
    chat = update.effective_chat
    if chat is None:
        return None
    name = f"{NAME}:{chat.id}"
    if chat.type != Chat.PRIVATE:
        return Heard(name, Kind.GROUP) if _is_in(update) else None
    person = update.effective_user
    tongue = "" if person is None else person.language_code or ""
    if update.callback_query is not None:
        return _tapped(name, update.callback_query, tongue)
    if update.edited_message is not None:
        return _typed(name, update.edited_message, Kind.EDITED, tongue)
    if update.message is not None:
        return _typed(name, update.message, _kind_of(update.message), tongue)
    return None


def _number(chat: str) -> int:
    return int(chat.removeprefix(f"{NAME}:"))


def _keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(one.label, callback_data=one.payload) for one in row]
            for row in rows
        ]
    )


def _is_in(update: Update) -> bool:
    changed = update.my_chat_member
    return changed is None or changed.new_chat_member.status in {"member", "administrator"}


def _kind_of(message: Message) -> Kind:
    if message.forward_origin is not None:
        return Kind.FORWARDED
    if _photo_in(message):
        return Kind.PHOTO
    return Kind.TEXT if message.text is not None else Kind.OTHER


def _photo_in(message: Message) -> str:
    """Return the name of the largest copy of a photo, or of a picture sent as a file."""
    if message.photo:
        return message.photo[-1].file_id
    sent = message.document
    return sent.file_id if sent is not None and (sent.mime_type or "").startswith("image/") else ""


def _typed(chat: str, message: Message, kind: Kind, tongue: str) -> Heard:
    answered = message.reply_to_message
    return Heard(
        chat,
        kind,
        message.text or message.caption or "",
        replying_to=(answered.text or "") if answered is not None else "",
        message=str(message.message_id),
        tongue=tongue,
        photo=_photo_in(message),
    )


def _tapped(chat: str, query: CallbackQuery, tongue: str) -> Heard:
    message = "" if query.message is None else str(query.message.message_id)
    payload = query.data or ""
    return Heard(chat, Kind.BUTTON, payload, message=message, tap=query.id, tongue=tongue)


async def _translated(call: Awaitable[T]) -> T:
    """Make the call; raises what the adapter promises instead of what Telegram's library does."""
    try:
        return await call
    except RetryAfter as error:
        raise NotNow(_seconds(error)) from None
    except Forbidden as error:
        raise Gone from error
    except BadRequest as error:
        raise (Gone if "chat not found" in error.message.lower() else NotTaken) from error
    except InvalidToken:
        # Its own words hold the token.
        raise NotSetUp(UNKNOWN_BOT) from None
    except TelegramError:
        raise NotNow from None


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return float(after) if isinstance(after, int) else after.total_seconds()
