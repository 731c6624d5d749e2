"""Where the files that come with the service stand."""

from functools import cache
from pathlib import Path

from participation.core.errors import NotSetUp

PACKAGE = Path(__file__).resolve().parent.parent


@cache
def templates_dir() -> Path:
    """Return the folder of templates: in the package once installed, else beside it."""
    for folder in (PACKAGE / "templates", PACKAGE.parent / "templates"):
        if folder.is_dir():
            return folder
    raise NotSetUp("The templates are missing. Install the service again from its wheel.")
