"""Telegram as a channel: python-telegram-bot carries the messages and nothing else."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
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
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bots.adapter import Capabilities, Heard, Kind, Rows, Said
from participation.core.speech import marked

log = logging.getLogger("participation.bots")

NAME = "telegram"
LONGEST_PAUSE = 30.0
TRIES = 4
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
)

T = TypeVar("T")


class TelegramAdapter:
    """One bot at Telegram, as the talk sees it."""

    capabilities = TELEGRAM

    def __init__(self, bot: Bot) -> None:
        self.bot = bot

    def parse(self, update: Update) -> Heard | None:
        """Return what arrived, or None when it is nothing to answer."""
        chat = update.effective_chat
        if chat is None:
            return None
        name = f"{NAME}:{chat.id}"
        if chat.type != Chat.PRIVATE:
            return Heard(name, Kind.GROUP) if _is_in(update) else None
        if update.callback_query is not None:
            return _tapped(name, update.callback_query)
        if update.edited_message is not None:
            return _typed(name, update.edited_message, Kind.EDITED)
        if update.message is not None:
            return _typed(name, update.message, _kind_of(update.message))
        return None

    async def send(self, chat: str, said: Said) -> None:
        """Send one message that fits, again and again while the line is down."""
        await _patiently(lambda: self.send_once(chat, said))

    async def send_once(self, chat: str, said: Said) -> None:
        """Send one message that fits; raises TelegramError when it cannot be sent now."""
        await self.bot.send_message(
            _number(chat),
            said.text,
            reply_markup=ForceReply() if said.waits else _keyboard(said.rows),
            link_preview_options=NO_PREVIEW,
        )

    async def edit(self, heard: Heard, said: Said) -> None:
        """Put the message in the place of the tapped one, or after it when that is too old."""
        try:
            await _patiently(
                lambda: self.bot.edit_message_text(
                    said.text,
                    _number(heard.chat),
                    int(heard.message),
                    reply_markup=_keyboard(said.rows),
                    link_preview_options=NO_PREVIEW,
                )
            )
        except BadRequest as error:
            if "not modified" not in error.message.lower():
                await self.send(heard.chat, said)

    async def note(self, heard: Heard, words: str) -> None:
        """Say that the tap was heard; Telegram refuses after some time, which does no harm."""
        await quietly(
            lambda: self.bot.answer_callback_query(heard.tap, text=words or None),
        )

    async def delete(self, heard: Heard) -> None:
        """Take the heard message away; one that is gone already does no harm."""
        await quietly(
            lambda: self.bot.delete_message(_number(heard.chat), int(heard.message)),
        )

    async def leave(self, chat: str) -> None:
        """Leave the chat; one that was left already does no harm."""
        await quietly(lambda: self.bot.leave_chat(_number(chat)))


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
    return Kind.TEXT if message.text is not None else Kind.OTHER


def _typed(chat: str, message: Message, kind: Kind) -> Heard:
    answered = message.reply_to_message
    return Heard(
        chat,
        kind,
        message.text or message.caption or "",
        replying_to=(answered.text or "") if answered is not None else "",
        message=str(message.message_id),
    )


def _tapped(chat: str, query: CallbackQuery) -> Heard:
    message = "" if query.message is None else str(query.message.message_id)
    return Heard(chat, Kind.BUTTON, query.data or "", message=message, tap=query.id)


async def _patiently(call: Callable[[], Awaitable[T]]) -> T | None:
    """Return what the call returns; tried again while the line is down or Telegram is busy.

    None when it cannot be done: the person stopped the bot, or the line stayed down.
    """
    for attempt in range(TRIES):
        try:
            return await call()
        except BadRequest:
            raise
        except Forbidden:
            return None
        except RetryAfter as error:
            await asyncio.sleep(min(_seconds(error), LONGEST_PAUSE))
        except NetworkError:
            await asyncio.sleep(0.5 * 2**attempt)
    log.warning("a message could not be sent; the chat shows it when it is asked again")
    return None


async def quietly(call: Callable[[], Awaitable[object]]) -> None:
    """Make a call that does no harm when Telegram refuses it."""
    try:
        await call()
    except TelegramError as error:
        log.debug("%s", type(error).__name__)


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return float(after) if isinstance(after, int) else after.total_seconds()
