"""Our own stylesheet: joined from its parts and made small when the app starts.

A page carries the ground and what it needs of the rest, so the first page stays small.
"""

import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

GROUND = ("colours", "ground", "buttons", "path", "help")
ASKING = ("conversation", "options")
SHOWING = ("check", "ticket", "journey", "wall", "left")

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r"\s*([{};,>])\s*")
_AFTER_COLON = re.compile(r":\s+")


@dataclass(frozen=True)
class Style:
    """The stylesheet's three pieces, as they stand in pages."""

    ground: Markup
    asking: Markup
    showing: Markup

    @property
    def hashes(self) -> str:
        """Return what a content policy calls the three pieces."""
        return " ".join(_hashed(piece) for piece in (self.ground, self.asking, self.showing))


def smaller(css: str) -> str:
    """Return the stylesheet without comments and without space that means nothing."""
    plain = _SPACE.sub(" ", _COMMENT.sub("", css))
    return _AFTER_COLON.sub(":", _AROUND.sub(r"\1", plain)).replace(";}", "}").strip()


def load_style(folder: Path) -> Style:
    """Return the style from the parts in the folder."""
    return Style(*(_piece(folder, parts) for parts in (GROUND, ASKING, SHOWING)))


def _piece(folder: Path, parts: tuple[str, ...]) -> Markup:
    text = smaller("".join((folder / f"{part}.css").read_text("utf-8") for part in parts))
    return Markup(text)  # noqa: S704 (our own file)


def _hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
