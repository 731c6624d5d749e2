"""What the doctor says, and what it looks at."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from participation.core.keys import KeyFolder
from participation.core.marks import Marks
from participation.core.settings import Settings


@dataclass(frozen=True)
class Finding:
    """One thing that is safe, or is not; what is not says what to do."""

    safe: bool
    words: str


@dataclass(frozen=True)
class Setup:
    """How this machine is set up, and the present moment."""

    settings: Settings
    now: datetime

    @property
    def keys(self) -> KeyFolder:
        """Return the key folder as it is; nothing is made in it."""
        return KeyFolder(self.settings.key_folder)

    @property
    def marks(self) -> Marks:
        """Return when upkeep was last done."""
        return Marks(self.settings.folder)


def found(safe: bool, well: str, ill: str) -> Finding:
    """Return the finding in the words that fit it."""
    return Finding(safe, well if safe else ill)


def is_loopback(address: str) -> bool:
    """Return whether the address is reached from this machine alone."""
    return urlsplit(address).hostname in ("127.0.0.1", "::1", "localhost")
