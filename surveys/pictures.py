"""The pictures that questions may show: small files of the bank that do nothing but show."""

import re
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from surveys.codes import is_picture

LARGEST = 40_000
TYPES = {"svg": "image/svg+xml", "png": "image/png"}
LIBRARY: Final[Mapping[str, str]] = {
    "house.svg": "A house",
    "bed.svg": "A bed",
    "bath.svg": "A bath",
    "food.svg": "A plate of food",
    "quiet.svg": "The moon",
    "family.svg": "A family",
    "friends.svg": "Two people",
    "pet.svg": "A paw",
    "school.svg": "A school",
    "book.svg": "A book",
    "write.svg": "A pen and paper",
    "phone.svg": "A phone",
    "screen.svg": "A laptop",
    "game.svg": "A game",
    "music.svg": "Music",
    "outside.svg": "A tree and the sun",
    "street.svg": "A street",
    "bus.svg": "A bus",
    "money.svg": "Money",
    "doctor.svg": "What a doctor listens with",
    "worker.svg": "Somebody talking",
    "talk.svg": "Talking with each other",
    "listen.svg": "An ear",
    "meeting.svg": "A meeting at a table",
    "safe.svg": "A shield",
    "idea.svg": "A light bulb",
    "clock.svg": "A clock",
    "sun.svg": "Sun",
    "cloud.svg": "Cloud",
    "rain.svg": "Rain",
}
"""What each picture that ships shows, in the order in which officers choose from them."""

_PNG = b"\x89PNG\r\n\x1a\n"
# A drawing that runs something, or fetches it from elsewhere.
_DOES_MORE = re.compile(
    rb"<\s*(script|foreignObject|iframe|image|use|style|!ENTITY)|\son\w+\s*=|(href|src)\s*=|url\(",
    re.IGNORECASE,
)


def picture_folder() -> Traversable:
    """Return the folder of the pictures that ship."""
    return files("surveys") / "bank" / "pictures"


def picture(name: str) -> bytes | None:
    """Return the picture of this name, or None when there is none."""
    path = picture_folder() / name
    return path.read_bytes() if is_picture(name) and path.is_file() else None


def picture_fault(name: str) -> str:
    """Return what to mend about the picture of this name, nothing when it can be shown."""
    held = picture(name)
    if held is None:
        return "there is no such file in surveys/bank/pictures; add it"
    if len(held) > LARGEST:
        return f"it has {len(held):,} bytes; make it smaller than {LARGEST:,}"
    if name.endswith(".png"):
        return "" if held.startswith(_PNG) else "this is not a PNG; save it as one"
    if b"<svg" not in held[:400]:
        return "this is not an SVG; save it as one"
    found = _DOES_MORE.search(held)
    return f"take out {found.group(0).decode()}; a picture may only draw" if found else ""
