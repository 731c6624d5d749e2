"""Messages that go out on their own, from job rows, to a chat that asked for them."""

import asyncio
from dataclasses import dataclass, field

from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bots.adapter import Said, pieces
from bots.listening import UNKNOWN_BOT, quiet_libraries
from bots.telegram import TelegramAdapter
from participation.core.errors import NotSetUp


@dataclass(frozen=True)
class TelegramMessenger:
    """Sends to Telegram, one message a call; a `core.ports.Messenger`."""

    token: str = field(repr=False)
    base_url: str = ""

    def send(self, chat: str, text: str) -> None:
        """Send the text; raises OSError when it should be tried again, NotSetUp for the token.

        Somebody who stopped the bot or deleted the chat is not written to again.
        """
        quiet_libraries()
        try:
            asyncio.run(self._send(chat, text))
        except (Forbidden, BadRequest):
            return
        except InvalidToken:
            raise NotSetUp(UNKNOWN_BOT) from None
        except TelegramError as error:
            raise OSError(f"Telegram did not take a message: {type(error).__name__}") from None

    async def _send(self, chat: str, text: str) -> None:
        bot = Bot(self.token, base_url=self.base_url) if self.base_url else Bot(self.token)
        async with bot:
            adapter = TelegramAdapter(bot)
            for piece in pieces(text, adapter.capabilities.longest_text):
                await adapter.send_once(chat, Said(piece))
