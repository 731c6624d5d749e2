"""Telegram, by long polling: python-telegram-bot carries the messages and nothing else.

An update is confirmed to Telegram only once it is stored and answered, so a bot that is
killed in the middle is handed it again: no answer is lost.
"""

import asyncio
import logging
import warnings
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

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
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import Application, ApplicationBuilder, CallbackContext, TypeHandler
from telegram.warnings import PTBDeprecationWarning

from bots.adapter import Capabilities, Heard, Kind, Rows, Said, deliver
from bots.commands import MENU
from bots.talk import Talk
from participation.core.errors import NotSetUp

log = logging.getLogger("participation.bots")

NAME = "telegram"
POLL_SECONDS = 25
LONGEST_PAUSE = 30.0
TRIES = 4
WANTED = ("message", "edited_message", "callback_query", "my_chat_member")
UNKNOWN_BOT = (
    "Telegram does not know this token. Copy it again from BotFather into "
    "PARTICIPATION_TELEGRAM_TOKEN."
)
UNREACHED = "Telegram can't be reached. Check the line, or PARTICIPATION_TELEGRAM_BASE_URL."

# A preview would have Telegram open our page, and show what it is about.
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

App = Application[Any, Any, Any, Any, Any, Any]
T = TypeVar("T")


class TelegramAdapter:
    """One bot at Telegram, as the talk sees it."""

    capabilities = Capabilities(
        NAME, longest_text=4096, longest_payload=64, edits=True, deletes=True
    )

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
        await _quietly(
            lambda: self.bot.answer_callback_query(heard.tap, text=words or None),
        )

    async def delete(self, heard: Heard) -> None:
        """Take the heard message away; one that is gone already does no harm."""
        await _quietly(
            lambda: self.bot.delete_message(_number(heard.chat), int(heard.message)),
        )

    async def leave(self, chat: str) -> None:
        """Leave the chat; one that was left already does no harm."""
        await _quietly(lambda: self.bot.leave_chat(_number(chat)))


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


async def _quietly(call: Callable[[], Awaitable[object]]) -> None:
    try:
        await call()
    except TelegramError as error:
        log.debug("%s", type(error).__name__)


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return float(after) if isinstance(after, int) else after.total_seconds()


def quiet_libraries() -> None:
    """Keep addresses, which hold the token, and messages out of every log."""
    for name in ("httpx", "httpcore", "telegram"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # Both of its types are read here, so its notice about them says nothing new.
    warnings.filterwarnings("ignore", ".*retry_after", PTBDeprecationWarning)


def application_for(token: str, base_url: str, talk: Talk) -> App:
    """Return the application that hands every update to the talk."""
    builder = ApplicationBuilder().token(token).updater(None).job_queue(None)
    if base_url:
        builder = builder.base_url(base_url)
    application = builder.build()
    adapter = TelegramAdapter(application.bot)

    async def hear(update: Update, _context: object) -> None:
        heard = adapter.parse(update)
        if heard is not None:
            await deliver(adapter, heard, await asyncio.to_thread(talk.answer, heard))

    async def note_fault(_update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        # The kind of the error only: its text could hold what somebody wrote.
        log.error("an update failed with %s", type(context.error).__name__)

    application.add_handler(TypeHandler(Update, hear))
    application.add_error_handler(note_fault)
    return application


async def listen(
    application: App, stop: asyncio.Event, once_up: Callable[[], None] = lambda: None
) -> None:
    """Answer whatever arrives until told to stop; raises NotSetUp when it cannot begin."""
    quiet_libraries()
    bot = application.bot
    try:
        async with application:
            await bot.delete_webhook()
            await _quietly(
                lambda: bot.set_my_commands(
                    [(command.value, words) for command, words in MENU.items()]
                )
            )
            once_up()
            await _answer_all(application, stop)
    except InvalidToken:
        # Its own words hold the token.
        raise NotSetUp(UNKNOWN_BOT) from None
    except TelegramError:
        raise NotSetUp(UNREACHED) from None
    finally:
        # What failed while it began has lines open still.
        await bot.shutdown()


async def _answer_all(application: App, stop: asyncio.Event) -> None:
    bot, offset, failed = application.bot, 0, 0
    while not stop.is_set():
        poll = bot.get_updates(offset, limit=1, timeout=POLL_SECONDS, allowed_updates=WANTED)
        try:
            updates = await _unless(stop, poll) or ()
        except InvalidToken:
            raise
        except TelegramError as error:
            failed += 1
            log.warning("listening failed with %s; it will be tried again", type(error).__name__)
            await _unless(stop, asyncio.sleep(min(0.5 * 2**failed, LONGEST_PAUSE)))
            continue
        failed = 0
        for update in updates:
            await application.process_update(update)
            offset = update.update_id + 1
    if offset:
        # Confirmed before leaving, or it would be handed over again.
        await _quietly(lambda: bot.get_updates(offset, limit=1, timeout=0))


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """Return what the work gives, or None when told to stop before it is done."""
    doing, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait((doing, stopping), return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if doing.done():
        return doing.result()
    doing.cancel()
    with suppress(asyncio.CancelledError):
        await doing
    return None
