"""A terminal as a channel: the conversation of a chat, to be tried without one."""

from collections.abc import Callable

from bots.acts import acts_of, perform
from bots.adapter import Capabilities, Heard, Kind, NotTaken, Said, Update
from bots.talk import Talk
from participation.core.speech import marked

NAME = "terminal"

TERMINAL = Capabilities(
    name=NAME,
    title="Terminal",
    notice=marked("This is a terminal, to try it out. Whoever sees the screen reads along."),
    consent=marked("OK to start?"),
    longest_text=1_000_000,
    longest_payload=64,
    edits=False,
    deletes=False,
    buttons=False,
    lasts=False,
    stays=marked("What you typed still stands on this screen."),
)


class TerminalAdapter:
    """One screen, as the talk sees it; `write` puts a text on it."""

    capabilities = TERMINAL

    def __init__(self, write: Callable[[str], None]) -> None:
        self.write = write

    def parse(self, update: Update) -> Heard:
        """Return the line that was typed."""
        return Heard(f"{NAME}:{update['chat']}", Kind.TEXT, str(update["text"]))

    async def send(self, chat: str, said: Said) -> None:
        """Put it on the screen."""
        self.write(f"\n{said.text}")

    async def edit(self, heard: Heard, said: Said) -> None:
        """Put it below: nothing on the screen can be changed."""
        await self.send(heard.chat, said)

    async def note(self, heard: Heard, words: str) -> None:
        """Do nothing: there is no button to note anything over."""

    async def delete(self, heard: Heard) -> None:
        """Do nothing: what was typed stays on the screen."""

    async def leave(self, chat: str) -> None:
        """Do nothing: nobody else is in the chat."""

    async def fetch(self, photo: str, most: int) -> bytes:
        """Raise NotTaken: no picture is typed."""
        raise NotTaken


async def answer_line(adapter: TerminalAdapter, talk: Talk, chat: str, line: str) -> None:
    """Put on the screen what is said to the line."""
    heard = adapter.parse({"chat": chat, "text": line})
    for act in acts_of(adapter.capabilities, heard, talk.answer(heard)):
        await perform(adapter, act)
