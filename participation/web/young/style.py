"""Our own stylesheet: joined from its parts and made small when the app starts.

A page that somebody may land on carries the ground and what it needs of the rest, so it is
one request. The pages after the first question point to the whole of it, which the browser
fetches once: ten questions weigh little.
"""

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

PIECES = {
    "ground": ("ground", "buttons", "help"),
    "landing": ("writing", "landing", "path"),
    "writing": ("writing",),
    "asking": ("conversation", "options"),
    "drawn": ("drawn",),
    "faces": ("faces",),
    "pledge": ("pledge",),
    "filling": ("filling",),
    "worry": ("worry",),
    "showing": ("talk", "check", "ticket", "journey", "wall", "left"),
    "still": ("still",),
    "calm": ("calm",),
    "large": ("large",),
    "easy": ("easy",),
}
ASKED = ("asking", "drawn", "faces", "pledge", "filling")
WHOLE = ("ground", "landing", *ASKED, "worry", "showing")
CHOSEN = ":root{color-scheme:%s}"

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r"\s*([{};,>])\s*")
_AFTER_COLON = re.compile(r":\s+")
_NAMED = re.compile(r"(--[a-z-]+):[^;}]*;?")
_READ = re.compile(r"var\((--[a-z-]+)")


@dataclass(frozen=True)
class Style:
    """The pieces by their name, and the whole for pages that point to it."""

    pieces: Mapping[str, str]
    whole: str

    def joined(self, names: tuple[str, ...]) -> str:
        """Return these pieces in one, without the colours that nothing in the page reads."""
        css = "".join(self.pieces[name] for name in names)
        if "ground" not in names:
            return css
        # What is in no stylesheet of a whole page may stand beside it, in an element of its own.
        beside = (self.pieces[name] for name in self.pieces.keys() - set(WHOLE))
        read = set(_READ.findall("".join((css, *beside))))
        return _NAMED.sub(lambda named: named[0] if named[1] in read else "", css)


def smaller(css: str) -> str:
    """Return the stylesheet without comments and without space that means nothing."""
    plain = _SPACE.sub(" ", _COMMENT.sub("", css))
    return _AFTER_COLON.sub(":", _AROUND.sub(r"\1", plain)).replace(";}", "}").strip()


def policy_name(text: str) -> str:
    """Return what a content policy calls this text."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def load_style(folder: Path) -> Style:
    """Return the style from the parts in the folder."""

    def read(*parts: str) -> str:
        return "".join((folder / f"{part}.css").read_text("utf-8") for part in parts)

    light, dark = read("light"), read("dark")
    colours = f"{light}@media (prefers-color-scheme:dark){{{dark}}}"
    css = {name: read(*parts) for name, parts in PIECES.items()}
    css["ground"] = colours + css["ground"]
    css |= {"light": light + CHOSEN % "light", "dark": dark + CHOSEN % "dark"}
    whole = smaller("".join(css[name] for name in WHOLE))
    return Style({name: smaller(text) for name, text in css.items()}, whole)
