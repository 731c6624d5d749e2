"""A small Bot API of our own over HTTP, on loopback, with chats that type and tap.

    with BotApi() as api:
        chat = api.chat()
        chat.types("/start")
        chat.presses("Yes, let's start")

Each of these waits until the bot has done with it: it has confirmed the update, by asking for
later ones, and `settled` says that nothing waits in its tables. What Telegram refuses is refused
here: a text too long or empty, a payload over 64 bytes, an unchanged edit, a chat that was left.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from http.server import ThreadingHTTPServer
from itertools import count
from types import TracebackType
from typing import Any

from tests.fakes.bot_http import Fault, handler_of
from tests.fakes.bot_methods import Refusal

PATIENCE = 20.0


@dataclass
class Shown:
    """A message as it stands in a chat."""

    number: int
    ours: bool
    text: str
    markup: dict[str, Any] = field(default_factory=dict)

    @property
    def rows(self) -> list[list[str]]:
        """Return the words on its buttons."""
        return [[one["text"] for one in row] for row in self.markup.get("inline_keyboard", [])]


class BotApi:
    """The server, and every chat with the bot."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.chats: dict[int, FakeChat] = {}
        self.updates: list[dict[str, Any]] = []
        self.confirmed = 0
        self.polls = 0
        self.calls: list[str] = []
        self.notes: list[str] = []
        self.failures: list[Refusal] = []
        self.files: dict[str, bytes] = {}
        self.settled: Callable[[], bool] = lambda: True
        self.webhook = ("", "")
        self.closing = False
        self.numbers = count(101)
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(self))
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,))

    def __enter__(self) -> "BotApi":
        self.thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        with self.changed:
            self.closing = True
            self.changed.notify_all()
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    @property
    def base_url(self) -> str:
        """Return what the bot is to be given as its base_url."""
        return f"http://127.0.0.1:{self.server.server_port}/bot"

    def chat(self, kind: str = "private", number: int | None = None) -> "FakeChat":
        """Return a new chat with the bot."""
        chat = FakeChat(self, number or 7_000_000_000 + next(self.numbers), kind)
        self.chats[chat.number] = chat
        return chat

    def put(self, update: dict[str, Any]) -> int:
        """Put an update where the bot finds it and return its number."""
        with self.changed:
            number = next(self.numbers)
            self.updates.append({"update_id": number, **update})
            self.changed.notify_all()
            return number

    def wait_for(self, number: int) -> None:
        """Wait until the bot has done with the update of this number."""
        with self.changed:
            done = self.changed.wait_for(lambda: self.confirmed > number, PATIENCE)
        patience = time.monotonic() + PATIENCE
        while done and not self.settled():
            done = time.monotonic() < patience
            time.sleep(0.005)
        assert done, "the bot did not answer"

    def waiting(self, offset: int, limit: int, seconds: float) -> list[dict[str, Any]]:
        """Confirm what is before the offset and return what comes after, when it comes."""
        with self.changed:
            self.polls += 1
            self.confirmed = max(self.confirmed, offset)
            self.updates = [one for one in self.updates if one["update_id"] >= self.confirmed]
            self.changed.notify_all()
            self.changed.wait_for(lambda: self.updates or self.closing, seconds)
            return self.handed(self.updates[:limit])

    def handed(self, updates: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the updates as they are handed over; a faulty server does worse."""
        return updates

    def fault(self, _method: str, _given: dict[str, str]) -> Fault | None:
        """Return what goes wrong with this call; nothing, unless the server is a faulty one."""
        return None


class FakeChat:
    """One chat: what was shown in it, and somebody who types and taps."""

    def __init__(self, api: BotApi, number: int, kind: str) -> None:
        self.api = api
        self.number = number
        self.kind = kind
        self.shown: list[Shown] = []
        self.deleted: list[int] = []
        self.left = False
        self.waits = True

    def types(self, text: str, **more: Any) -> list[Shown]:
        """Type the text and return what the bot said to it."""
        return self.sends(text=text, **more)

    def sends(self, **content: Any) -> list[Shown]:
        """Send a message of any content and return what the bot said to it."""
        message = self._message(content.get("text", ""), ours=False)
        return self._after({"message": {**self._told(message), **content}})

    def edits(self, text: str) -> list[Shown]:
        """Change the last message that was typed."""
        message = next(one for one in reversed(self.shown) if not one.ours)
        told = {**self._told(message), "text": text, "edit_date": int(time.time())}
        return self._after({"edited_message": told})

    def replies(self, text: str) -> list[Shown]:
        """Type the text as a reply to the bot's last message."""
        return self.sends(text=text, reply_to_message=self._told(self.last))

    def presses(self, label: str) -> list[Shown]:
        """Tap the newest button whose words hold these."""
        message, payload = self.find(label)
        return self.taps(message, payload)

    def taps(self, message: Shown, payload: str) -> list[Shown]:
        """Tap a button of the message that carries this."""
        query = {
            "id": str(next(self.api.numbers)),
            "from": self._person(),
            "chat_instance": "1",
            "data": payload,
            "message": self._told(message),
        }
        return self._after({"callback_query": query})

    def find(self, label: str) -> tuple[Shown, str]:
        """Return the newest message with such a button, and what the button carries."""
        for message in reversed(self.shown):
            for row in message.markup.get("inline_keyboard", []):
                for one in row:
                    if label in one["text"]:
                        return message, one["callback_data"]
        raise AssertionError(f"no button says {label}")

    @property
    def last(self) -> Shown:
        """Return the bot's newest message."""
        return next(one for one in reversed(self.shown) if one.ours)

    def transcript(self) -> str:
        """Return the whole chat as it stands, buttons in brackets."""
        parts = []
        for message in self.shown:
            lines = message.text.splitlines() or ["(no text)"]
            lines += ["  ".join(f"[{words}]" for words in row) for row in message.rows]
            mark = "  " if message.ours else "    > "
            parts.append("\n".join(mark + line for line in lines))
        return "\n\n".join(parts)

    def add(self, text: str, markup: dict[str, Any]) -> dict[str, Any]:
        """Show a message of the bot and return it as the API tells it."""
        message = self._message(text, ours=True)
        message.markup = markup
        return self._told(message)

    def change(self, number: int, text: str, markup: dict[str, Any]) -> dict[str, Any]:
        """Change a message of the bot; raises Refusal when nothing would change."""
        message = next((one for one in self.shown if one.number == number and one.ours), None)
        if message is None:
            raise Refusal(400, "Bad Request: message to edit not found")
        if (message.text, message.markup) == (text, markup):
            raise Refusal(400, "Bad Request: message is not modified")
        message.text, message.markup = text, markup
        return self._told(message)

    def take_away(self, number: int) -> bool:
        """Delete a message; raises Refusal when it is not there."""
        if all(one.number != number for one in self.shown):
            raise Refusal(400, "Bad Request: message to delete not found")
        self.shown = [one for one in self.shown if one.number != number]
        self.deleted.append(number)
        return True

    def _after(self, update: dict[str, Any]) -> list[Shown]:
        if not self.waits:
            self.api.put(update)
            return []
        before = {one.number: (one.text, str(one.markup)) for one in self.shown}
        self.api.wait_for(self.api.put(update))
        return [
            replace(one)
            for one in self.shown
            if one.ours and before.get(one.number) != (one.text, str(one.markup))
        ]

    def _message(self, text: str, ours: bool) -> Shown:
        message = Shown(next(self.api.numbers), ours, text)
        self.shown.append(message)
        return message

    def _told(self, message: Shown) -> dict[str, Any]:
        told = {
            "message_id": message.number,
            "date": int(time.time()),
            "chat": {"id": self.number, "type": self.kind, "first_name": "Somebody"},
            "from": BOT if message.ours else self._person(),
        }
        told |= {"text": message.text} if message.text else {}
        return told | ({"reply_markup": message.markup} if message.rows else {})

    def _person(self) -> dict[str, Any]:
        return {"id": abs(self.number), "is_bot": False, "first_name": "Somebody"}


BOT = {"id": 1, "is_bot": True, "first_name": "Ask", "username": "ask_bot"}
