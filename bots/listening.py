"""Telegram by long polling: an update is confirmed once it is stored, not when it is fetched.

python-telegram-bot's own updater confirms what it has only fetched, and one update that it
cannot read takes all that came with it along: here they are fetched as they are.
"""

import logging
import warnings
from collections.abc import Sequence

from telegram import Bot
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.warnings import PTBDeprecationWarning, PTBUserWarning

from bots.adapter import NotNow
from bots.commands import MENU
from bots.telegram import UNKNOWN_BOT, WANTED, arrived_in
from participation.core.errors import NotSetUp
from participation.services.chat_updates import Arrived

log = logging.getLogger("participation.bots")

POLL_SECONDS = 25
AT_ONCE = 100
UNREACHED = "Telegram can't be reached. Check the line, or PARTICIPATION_TELEGRAM_BASE_URL."


def bot_of(token: str, base_url: str) -> Bot:
    """Return the bot of this token, at Telegram's own server unless another is named."""
    quiet_libraries()
    if not base_url:
        return Bot(token)
    files = base_url.removesuffix("/bot") + "/file/bot"
    return Bot(token, base_url=base_url, base_file_url=files)


def quiet_libraries() -> None:
    """Keep addresses, which hold the token, and messages out of every log."""
    for name in ("httpx", "httpcore", "telegram"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # Both of its types are read here, so its notice about them says nothing new.
    warnings.filterwarnings("ignore", ".*retry_after", PTBDeprecationWarning)
    # Its own method would refuse a whole batch for one update that it cannot read.
    warnings.filterwarnings("ignore", ".*instead of", PTBUserWarning)


async def greet(bot: Bot, webhook: str = "", secret: str = "") -> None:
    """Tell Telegram how we listen and what the menu says; raises NotSetUp when that fails.

    With the address of a webhook it sends updates there, each with the secret.
    """
    quiet_libraries()
    try:
        await bot.initialize()
        if webhook:
            await bot.set_webhook(webhook, secret_token=secret, allowed_updates=WANTED)
        else:
            await bot.delete_webhook()
        await bot.set_my_commands([(command.value, words) for command, words in MENU.items()])
    except InvalidToken:
        # Its own words hold the token.
        raise NotSetUp(UNKNOWN_BOT) from None
    except TelegramError:
        raise NotSetUp(UNREACHED) from None


class TelegramSource:
    """What arrived at one bot, by long polling; it remembers how far it came."""

    def __init__(self, bot: Bot, seconds: int = POLL_SECONDS) -> None:
        self.bot = bot
        self.seconds = seconds
        self.offset = 0

    async def fetch(self) -> Sequence[Arrived]:
        """Return what has come; what cannot be read is let go, and blocks nothing after it."""
        asked = {
            "offset": self.offset,
            "limit": AT_ONCE,
            "timeout": self.seconds,
            "allowed_updates": list(WANTED),
        }
        try:
            found = await self.bot.do_api_request(
                "getUpdates", asked, read_timeout=self.seconds + 10
            )
        except InvalidToken:
            raise NotSetUp(UNKNOWN_BOT) from None
        except RetryAfter as error:
            raise NotNow(float(error.retry_after)) from None  # type: ignore[arg-type]
        except TelegramError as error:
            log.warning("listening failed with %s; it will be tried again", type(error).__name__)
            raise NotNow from None
        return self._arrived(found)

    def _arrived(self, found: object) -> list[Arrived]:
        updates = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
        numbers = [one.get("update_id") for one in updates]
        known = [number for number in numbers if isinstance(number, int)]
        if updates and not known:
            raise NotNow
        self.offset = max([self.offset, *(number + 1 for number in known)])
        arrived = [arrived_in(one) for one in updates]
        return [one for one in arrived if one is not None]
