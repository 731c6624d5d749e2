"""Listening to Telegram by long polling: one update at a time, confirmed once it is answered.

An update is confirmed only when it is stored and answered, so a bot that is killed in the
middle is handed it again: no answer is lost. python-telegram-bot's own updater confirms what
it has only fetched.
"""

import asyncio
import logging
import warnings
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, CallbackContext, TypeHandler
from telegram.warnings import PTBDeprecationWarning

from bots.adapter import deliver
from bots.commands import MENU
from bots.talk import Talk
from bots.telegram import LONGEST_PAUSE, TelegramAdapter, quietly
from participation.core.errors import NotSetUp

log = logging.getLogger("participation.bots")

POLL_SECONDS = 25
WANTED = ("message", "edited_message", "callback_query", "my_chat_member")
UNKNOWN_BOT = (
    "Telegram does not know this token. Copy it again from BotFather into "
    "PARTICIPATION_TELEGRAM_TOKEN."
)
UNREACHED = "Telegram can't be reached. Check the line, or PARTICIPATION_TELEGRAM_BASE_URL."

App = Application[Any, Any, Any, Any, Any, Any]
T = TypeVar("T")


def quiet_libraries() -> None:
    """Keep addresses, which hold the token, and messages out of every log."""
    for name in ("httpx", "httpcore", "telegram"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # Both of its types are read here, so its notice about them says nothing new.
    warnings.filterwarnings("ignore", ".*retry_after", PTBDeprecationWarning)


def application_for(token: str, base_url: str, talk: Talk) -> App:
    """Return the application that hands every update to the talk."""
    quiet_libraries()
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
            await quietly(
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
        await quietly(lambda: bot.get_updates(offset, limit=1, timeout=0))


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
