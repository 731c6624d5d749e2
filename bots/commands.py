"""What can be asked for at any moment, read before any answer is."""

import re
from dataclasses import dataclass
from enum import StrEnum

from participation.core.speech import marked, said
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
    Command.START: marked("Begin, or carry on"),
    Command.HELP: marked("Talk to someone now"),
    Command.BACK: marked("Go back one question"),
    Command.STOP: marked("Stop and forget what is not sent"),
    Command.JOURNEY: marked("See where your words are"),
    Command.WALL: marked("See what came of it all"),
}
"""What each does, in the words of the chat's own menu."""

AS_WORDS = {
    marked("stop"): Command.STOP,
    marked("help"): Command.HELP,
    marked("back"): Command.BACK,
}
"""What is typed for each, in English or in the language of the chat."""
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
    typed = folded(text)
    for word, command in AS_WORDS.items():
        if typed in (word, folded(said(word))):
            return Asked(command)
    return None
