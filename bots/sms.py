"""Text messages as a channel, through GOV.UK Notify: no buttons, and every text costs money."""

import asyncio
import logging
import re
from collections.abc import Sequence
from datetime import datetime
from json import dumps
from typing import TYPE_CHECKING, Any
from unicodedata import category

from bots.adapter import Capabilities, Gone, Heard, Kind, NotNow, NotTaken, Said, Update
from participation.core.errors import NotSetUp
from participation.core.speech import marked
from participation.services.chat_updates import Arrived

if TYPE_CHECKING:
    from notifications_python_client.notifications import NotificationsAPIClient

NAME = "sms"
PATH = "/sms"
HEADER = "HTTP_AUTHORIZATION"
POLL_SECONDS = 5.0
BUSY_SECONDS = 60.0
"""Notify counts requests by the minute."""
MISSING = "Text messages need one part more: pip install participation[sms]"
UNKNOWN_KEY = (
    "GOV.UK Notify does not take our key. Copy it again into PARTICIPATION_NOTIFY_KEY, and see "
    "that this machine's clock is right."
)

SIGNS = frozenset({"So", "Sk"})
VARIANT = "\ufe0f"
SPELLED = str.maketrans(
    {"→": "-", "●": "*", "○": "-", "☑": "*", "“": '"', "”": '"', "’": "'", "…": "...", "–": "-"}
)
"""Signs that say something, in letters that phones send most cheaply."""

SMS = Capabilities(
    name=NAME,
    title="SMS",
    notice=marked(
        "It is for people of 16 and over. Text messages are not private: phone companies can "
        "read them, and so can anyone who picks up your phone. Each text you send may cost you "
        "money."
    ),
    consent=marked("Are you 16 or over, and OK to answer here?"),
    # Six texts in a row are the longest that Notify sends as one.
    longest_text=918,
    longest_payload=64,
    edits=False,
    deletes=False,
    buttons=False,
    dear=True,
    seen=marked(
        "Phone companies can read what you text. The web page is more private: %(address)s"
    ),
    stays=marked(
        "What you texted still stands on your phone. To get rid of it, delete the messages there. "
        "Phone companies may keep a copy."
    ),
)


def client_of(key: str, base_url: str) -> "NotificationsAPIClient":
    """Return Notify's own client; raises NotSetUp where it is not installed."""
    try:
        from notifications_python_client.notifications import NotificationsAPIClient
    except ImportError:
        raise NotSetUp(MISSING) from None
    # Its warnings tell what Notify answered, which may name a number.
    for name in ("notifications_python_client", "urllib3"):
        logging.getLogger(name).setLevel(logging.ERROR)
    settings = {"base_url": base_url} if base_url else {}
    return NotificationsAPIClient(key, **settings)  # type: ignore[no-untyped-call]


def plain(text: str) -> str:
    """Return the text without signs: a single one would more than double what it costs."""
    spelled = text.translate(SPELLED)
    kept = "".join(one for one in spelled if category(one) not in SIGNS and one != VARIANT)
    return re.sub(r"^ +| +$", "", re.sub(r"  +", " ", kept), flags=re.MULTILINE)


class SmsAdapter:
    """One service at Notify, as the talk sees it: each message fills the gap of one template."""

    capabilities = SMS

    def __init__(self, client: "NotificationsAPIClient", template: str) -> None:
        self.client = client
        self.template = template
        # The client is one session, for one at a time.
        self.alone = asyncio.Lock()

    def parse(self, update: Update) -> Heard | None:
        """Return what was texted."""
        chat, text = f"{NAME}:{update['number']}", str(update["text"])
        return Heard(chat, Kind.TEXT, text, at=float(update["at"]))

    async def send(self, chat: str, said: Said) -> None:
        """Send one message that fits, which the phone shows as one."""
        number, filled = chat.removeprefix(f"{NAME}:"), {"message": plain(said.text)}
        await asked(self.alone, self.client.send_sms_notification, number, self.template, filled)

    async def edit(self, heard: Heard, said: Said) -> None:
        """Send it anew: nothing that was sent can be changed."""
        await self.send(heard.chat, said)

    async def note(self, heard: Heard, words: str) -> None:
        """Do nothing: there is no button to note anything over."""

    async def delete(self, heard: Heard) -> None:
        """Do nothing: what was texted stays on the phone."""

    async def leave(self, chat: str) -> None:
        """Do nothing: nobody is in a group by text."""

    async def fetch(self, photo: str, most: int) -> bytes:
        """Raise NotTaken: no picture comes by text."""
        raise NotTaken


class SmsSource:
    """What was texted lately, asked for every few seconds; what was seen is known by its number."""

    def __init__(self, client: "NotificationsAPIClient", seconds: float = POLL_SECONDS) -> None:
        self.client = client
        self.seconds = seconds
        self.alone = asyncio.Lock()
        self.asked = False

    async def fetch(self) -> Sequence[Arrived]:
        """Return the newest texts, up to 250, those that were returned before among them."""
        if self.asked:
            await asyncio.sleep(self.seconds)
        self.asked = True
        found = await asked(self.alone, self.client.get_received_texts)
        texts = found.get("received_text_messages", []) if isinstance(found, dict) else []
        arrived = [listed(one) for one in texts if isinstance(one, dict)]
        return [one for one in arrived if one is not None]


def listed(text: Update) -> Arrived | None:
    """Return a text as Notify lists it; None when it is malformed."""
    return _arrived([text.get(name) for name in ("id", "user_number", "content", "created_at")])


def called_back(text: Update) -> Arrived | None:
    """Return a text as Notify posts it; None when it is malformed."""
    names = ("id", "source_number", "message", "date_received")
    return _arrived([text.get(name) for name in names])


def _arrived(held: Sequence[object]) -> Arrived | None:
    if not all(isinstance(one, str) for one in held):
        return None
    mark, caller, content, at = map(str, held)
    digits = "".join(one for one in caller if one.isdecimal())
    try:
        second = datetime.fromisoformat(at).timestamp()
    except ValueError:
        return None
    update = dumps({"number": digits, "text": content, "at": second}, ensure_ascii=False)
    return (
        Arrived(NAME, mark, int(second * 1_000_000), f"{NAME}:{digits}", update) if digits else None
    )


async def asked(alone: asyncio.Lock, call: Any, *told: object) -> Any:  # noqa: ANN401 (JSON)
    """Return what Notify answers; raises what an adapter promises when it refuses."""
    from notifications_python_client.errors import APIError

    try:
        async with alone:
            return await asyncio.to_thread(call, *told)
    except APIError as error:
        raise _refusal(error.status_code, str(error.message)) from None


def _refusal(status: int, told: str) -> Exception:
    if status == 403:
        return NotSetUp(UNKNOWN_KEY)
    if status == 429:
        return NotNow(BUSY_SECONDS)
    if status >= 500:
        return NotNow()
    return Gone() if "phone_number" in told else NotTaken()
