"""The pictures that questions may show: small files of the bank that do nothing but show."""

import re
from importlib.resources import files
from importlib.resources.abc import Traversable

from surveys.codes import is_picture

LARGEST = 40_000
TYPES = {"svg": "image/svg+xml", "png": "image/png"}

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
