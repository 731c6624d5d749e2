"""What a button carries, so that nothing need be remembered between a message and a tap."""

import base64
import binascii
from dataclasses import dataclass
from enum import StrEnum

from bots.adapter import Button


class Verb(StrEnum):
    """What a tap asks for; the letters stay as they are, since old messages carry them."""

    ABOUT = "i"
    BEGIN = "b"
    BEGIN_AFRESH = "n"
    NOT_NOW = "x"
    CARRY_ON = "c"
    PICK = "a"
    SKIP = "k"
    TOGGLE = "t"
    DONE = "d"
    BACK = "p"
    CHANGE = "g"
    SHOW_WORDS = "w"
    SEND = "s"
    JOURNEY = "j"
    VERDICT = "v"
    WRITTEN_DOWN = "o"
    LANGUAGE = "l"
    FORGET = "e"
    TAKE_BACK = "y"
    TAKEN_BACK = "z"
    REACH = "r"
    WRITE = "f"
    UNASK = "u"
    TELL_ME = "m"


@dataclass(frozen=True, repr=False)
class Tap:
    """A tapped button: what it asks for, and about what."""

    verb: Verb
    parts: tuple[str, ...]


def button(label: str, verb: Verb, *parts: str | int) -> Button:
    """Return the button."""
    return Button(label, ":".join((verb.value, *map(str, parts))))


def tap_of(payload: str) -> Tap | None:
    """Return what the payload asks for, or None when no button of ours carries it."""
    verb, *parts = payload.split(":")
    return Tap(Verb(verb), tuple(parts)) if verb in set(Verb) else None


def letters_of(secret: bytes) -> str:
    """Return bytes in letters that fit in a payload."""
    return base64.urlsafe_b64encode(secret).decode().rstrip("=")


def bytes_of(letters: str) -> bytes:
    """Return the bytes that the letters stand for, none when they stand for nothing."""
    try:
        return base64.b64decode(letters + "=" * (-len(letters) % 4), b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""
