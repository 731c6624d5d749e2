"""What can be asked for at any moment, read before any answer is."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from participation.core.catalogues import ENGLISH, languages
from participation.core.speech import either, marked, said, speaking
from surveys.reading import folded


class Command(StrEnum):
    """What can be asked for at any moment."""

    START = "start"
    HELP = "help"
    BACK = "back"
    STOP = "stop"
    LANGUAGE = "language"
    DELETE = "delete"
    JOURNEY = "journey"
    WALL = "wall"
    UNKNOWN = "unknown"


MENU = {
    Command.START: marked("Begin, or carry on"),
    Command.HELP: marked("Talk to someone now"),
    Command.BACK: marked("Go back one question"),
    Command.STOP: marked("Stop and forget what is not sent"),
    Command.LANGUAGE: marked("Choose your language"),
    Command.DELETE: marked("Take back what you said"),
    Command.JOURNEY: marked("See where your words are"),
    Command.WALL: marked("See what came of it all"),
}
"""What each does, in the words of the chat's own menu."""

AS_WORDS = {
    marked("stop"): Command.STOP,
    marked("help"): Command.HELP,
    marked("back"): Command.BACK,
    marked("language"): Command.LANGUAGE,
    marked("delete"): Command.DELETE,
}
"""What is typed for each as one word, in English or in another language."""
_SLASHED = re.compile(r"/([^\W\d_]\w{0,31})(?:@\w{1,64})?(?:\s+(.*))?", re.DOTALL)


@dataclass(frozen=True, repr=False)
class Asked:
    """A command, and what was typed after it."""

    command: Command
    rest: str = ""


def command_in(text: str, spoken: Iterable[str] = ()) -> Asked | None:
    """Return the command that was typed, None for an answer.

    With a slash it counts in every language; as a bare word in English and in those that are
    `spoken`, because it may be an answer in another.
    """
    slashed = _SLASHED.fullmatch(text.strip())
    if slashed is not None:
        return _slashed(text.strip(), slashed)
    typed = folded(text)
    for language in (ENGLISH, *spoken):
        if typed in command_words(language):
            return Asked(command_words(language)[typed])
    return None


def _slashed(text: str, slashed: re.Match[str]) -> Asked:
    name, rest = slashed.group(1), (slashed.group(2) or "").strip()
    if name.lower() in {command.value for command in MENU}:
        return Asked(Command(name.lower()), rest)
    for language in languages():
        # A command may be two words, and has nothing after it then.
        for typed, after in ((folded(text), ""), (folded(name), rest)):
            if typed.removeprefix("/") in command_words(language):
                return Asked(command_words(language)[typed.removeprefix("/")], after)
    return Asked(Command.UNKNOWN, rest)


@cache
def command_words(language: str) -> Mapping[str, Command]:
    """Return the word for each command in the language, as typed text is compared."""
    with speaking(language):
        return {folded(said(word)): command for word, command in AS_WORDS.items()}


def words_to_type() -> str:
    """Return the words that can be typed at any moment, in the language that is spoken."""
    return either([said(word).upper() for word in AS_WORDS])
