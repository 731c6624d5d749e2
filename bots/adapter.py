"""What every channel of chat offers, and what passes between a channel and the talk.

A further channel is one more class that keeps to `Adapter`. It holds no rule: it turns what
arrived into a `Heard`, and puts each `Said` where a person sees it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from participation.core.speech import marked
from participation.services.chat_updates import Arrived

CHAT_SEEN = marked(
    "%(channel)s can read what you type here. The web page is more private: %(address)s"
)
AFTER_STOP = marked(
    "What you typed still stands in this chat, on your phone and at %(channel)s. "
    "To get rid of it, delete the chat."
)

Update = Mapping[str, Any]
"""What arrived as the channel tells it, in JSON."""


class Kind(StrEnum):
    """What sort of thing arrived."""

    TEXT = "text"
    BUTTON = "button"
    FORWARDED = "forwarded"
    EDITED = "edited"
    REPEATED = "repeated"
    GROUP = "group"
    PHOTO = "photo"
    PICTURE = "picture"
    OTHER = "other"


@dataclass(frozen=True, repr=False)
class Heard:
    """Something that arrived from one chat.

    `chat` is the channel's name and its own name for the chat, as in telegram:123. `text` is
    what was typed, or what the tapped button carries. `replying_to` is our message that it
    answers, where the channel says so. `message` is the channel's name for the message that
    was typed, or whose button was tapped. `tongue` is the code of the language that the phone
    speaks, where the channel tells it. `photo` is the channel's name for a picture that can be
    fetched; once it was, `jpeg` is what was made of it, or `why` says why nothing could be. `at`
    is the second in which it was written, where a reply takes long enough for a phone to send
    the same again. It has no repr: none of this may reach a log.
    """

    chat: str
    kind: Kind
    text: str = ""
    replying_to: str = ""
    message: str = ""
    tap: str = ""
    tongue: str = ""
    photo: str = ""
    jpeg: bytes = b""
    why: str = ""
    at: float = 0.0


@dataclass(frozen=True, repr=False)
class Button:
    """A button under a message; `payload` comes back when it is tapped."""

    label: str
    payload: str


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, repr=False)
class Said:
    """A message to the young person.

    `edit` puts it in the place of the message whose button was tapped; `waits` asks for a
    reply to this very message.
    """

    text: str
    rows: Rows = ()
    edit: bool = False
    waits: bool = False


@dataclass(frozen=True, repr=False)
class Replies:
    """All that is done about one thing that was heard, in this order.

    `note` stands for a moment over the button that was tapped; `delete` takes the heard
    message away; `leave` leaves the chat; `fetch` fetches the heard photo.
    """

    said: tuple[Said, ...] = ()
    note: str = ""
    delete: bool = False
    leave: bool = False
    fetch: bool = False


@dataclass(frozen=True)
class Capabilities:
    """What a channel can do, and what is said of it.

    `notice` says before the first question who else can read along, `consent` is what the yes
    answers; `seen` says the first again in short, with the `address` of the web page, and `stays`
    what is left after a stop. Lengths count UTF-16 units of a text, bytes of a payload. `lasts`
    says that the chat can be written to at any time later, `dear` that every text costs money.
    """

    name: str
    title: str
    notice: str
    consent: str
    longest_text: int
    longest_payload: int
    edits: bool
    deletes: bool
    buttons: bool = True
    pictures: bool = False
    lasts: bool = True
    dear: bool = False
    seen: str = CHAT_SEEN
    stays: str = AFTER_STOP

    def where_tapped(self, words: str) -> str:
        """Return words about tapping, none where there is nothing to tap."""
        return words if self.buttons else ""

    def where_taken(self, words: str) -> str:
        """Return words about taking messages away, none where none can be."""
        return words if self.deletes else ""


class NotNow(Exception):
    """The channel cannot take it now; `after` is in how many seconds, where it said so."""

    def __init__(self, after: float | None = None) -> None:
        super().__init__()
        self.after = after


class NotTaken(Exception):
    """The channel refuses this act for good."""


class Gone(NotTaken):
    """Nobody can be written to in this chat any more."""


class Adapter(Protocol):
    """One channel: what it can do, how it is read, and how it is written to.

    Whatever is done raises NotNow when it is to be tried again, Gone when the chat is no more,
    NotTaken when it is refused for good, and NotSetUp when nothing can be done at all.
    """

    @property
    def capabilities(self) -> Capabilities:
        """Return what the channel can do."""
        ...

    def parse(self, update: Update) -> Heard | None:
        """Return what arrived, or None when it is nothing to answer."""
        ...

    async def send(self, chat: str, said: Said) -> None:
        """Send one message that fits."""
        ...

    async def edit(self, heard: Heard, said: Said) -> None:
        """Put the message in the place of the one whose button was tapped."""
        ...

    async def note(self, heard: Heard, words: str) -> None:
        """Say that the tap was heard, with a few words or none."""
        ...

    async def delete(self, heard: Heard) -> None:
        """Take the heard message away."""
        ...

    async def leave(self, chat: str) -> None:
        """Leave the chat."""
        ...

    async def fetch(self, photo: str, most: int) -> bytes:
        """Return the photo of this name, of so many bytes at most; one too large is NotTaken."""
        ...


class Source(Protocol):
    """Where what arrived on a channel is fetched from."""

    async def fetch(self) -> Sequence[Arrived]:
        """Return what has come, and wait for it a while; all of it is stored before the next.

        What was returned the last time is confirmed by asking again. Raises NotNow when the
        line is down, NotSetUp when the channel does not know us.
        """
        ...


def pieces(text: str, longest: int) -> list[str]:
    """Return the text in pieces of at most so many UTF-16 units, cut between lines or words."""
    found = []
    while units(text) > longest:
        room = _letters_within(text, longest)
        cut = max(text.rfind("\n", 1, room), 0) or max(text.rfind(" ", 1, room), 0) or room
        found.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*found, text]


def units(text: str) -> int:
    """Return how long the text is in UTF-16 units, the way chats count."""
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def _letters_within(text: str, longest: int) -> int:
    room = 0
    for place, letter in enumerate(text):
        room += 2 if ord(letter) > 0xFFFF else 1
        if room > longest:
            return place
    return len(text)
