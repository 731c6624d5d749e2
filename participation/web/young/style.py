"""The one stylesheet: joined from its parts and made small when the app starts."""

import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

PARTS = (
    "colours",
    "ground",
    "buttons",
    "conversation",
    "options",
    "path",
    "ticket",
    "wall",
    "help",
)

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r"\s*([{};,>])\s*")
_AFTER_COLON = re.compile(r":\s+")


@dataclass(frozen=True)
class Style:
    """The stylesheet as it stands in every page, and the hash that lets it in."""

    text: Markup
    hash: str


def smaller(css: str) -> str:
    """Return the stylesheet without comments and without space that means nothing."""
    plain = _SPACE.sub(" ", _COMMENT.sub("", css))
    return _AFTER_COLON.sub(":", _AROUND.sub(r"\1", plain)).replace(";}", "}").strip()


def load_style(folder: Path) -> Style:
    """Return the parts of the folder as one style."""
    text = smaller("".join((folder / f"{part}.css").read_text("utf-8") for part in PARTS))
    digest = b64encode(sha256(text.encode()).digest()).decode()
    return Style(Markup(text), f"sha256-{digest}")  # noqa: S704 (our own file)
