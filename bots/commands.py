"""What can be asked for at any moment, read before any answer is."""

import re
from dataclasses import dataclass
from enum import StrEnum

from surveys.reading import folded


class Command(StrEnum):
    """What can be asked for at any moment."""

    START = "start"
    HELP = "help"
    BACK = "back"
    STOP = "stop"
    JOURNEY = "journey"
    WALL = "wall"
    UNKNOWN = "unknown"


MENU = {
    Command.START: "Begin, or carry on",
    Command.HELP: "Talk to someone now",
    Command.BACK: "Go back one question",
    Command.STOP: "Stop and forget what is not sent",
    Command.JOURNEY: "See where your words are",
    Command.WALL: "See what came of it all",
}
"""What each does, in the words of the chat's own menu."""

AS_WORDS = {"stop": Command.STOP, "help": Command.HELP, "back": Command.BACK}
_SLASHED = re.compile(r"/([A-Za-z]{1,32})(?:@\w{1,64})?(?:\s+(.*))?", re.DOTALL)


@dataclass(frozen=True, repr=False)
class Asked:
    """A command, and what was typed after it."""

    command: Command
    rest: str = ""


def command_in(text: str) -> Asked | None:
    """Return the command that was typed, with a slash or as the one word; None for an answer."""
    slashed = _SLASHED.fullmatch(text.strip())
    if slashed is not None:
        name = slashed.group(1).lower()
        known = Command(name) if name in {command.value for command in MENU} else Command.UNKNOWN
        return Asked(known, (slashed.group(2) or "").strip())
    word = AS_WORDS.get(folded(text))
    return None if word is None else Asked(word)
