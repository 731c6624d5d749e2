"""Which keys stand in the key folder, and which of them each process is handed."""

import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from nacl.utils import random as random_bytes

from participation.core import sealed
from participation.core.errors import NotSetUp, Refused
from participation.core.withdrawn import NAME as WITHDRAWN
from participation.core.withdrawn import WithdrawnList


@dataclass(frozen=True)
class YoungKeys:
    """What the young people's process holds: it can seal an original but never open one.

    `withdrawn` is where it writes, outside the database, what was taken back.
    """

    pepper: bytes
    reading_public: bytes
    invites: bytes
    withdrawn: WithdrawnList


@dataclass(frozen=True)
class ReadingKeys:
    """What the staff process and the worker hold.

    `pepper` makes the come-back words of a card that was handed in.
    """

    reading_private: bytes
    invites: bytes
    pepper: bytes

    @property
    def reading_public(self) -> bytes:
        """Return the half with which an original is sealed."""
        return sealed.public_half(self.reading_private)


@dataclass(frozen=True)
class SignInKeys:
    """What the staff process signs its cookies with, and seals second factors with."""

    session: bytes
    second_factor: bytes


MAKERS: dict[str, Callable[[], bytes]] = {
    "pepper": lambda: random_bytes(32),
    "reading-private": sealed.new_reading_key,
    "young-session": lambda: random_bytes(32),
    "staff-session": lambda: random_bytes(32),
    "second-factor": lambda: random_bytes(32),
    "invites": lambda: random_bytes(32),
    "chat": lambda: random_bytes(32),
}
"""How each key is made that the service makes for itself."""

PUBLIC = "reading-public"


class KeyFolder:
    """The folder of keys, outside the database and its backups."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def prepare(self) -> None:
        """Make every key that is not there yet, readable by this account only."""
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name, make in MAKERS.items():
            if not (self.path / name).exists():
                self._write(name, make())
        self._write_once(PUBLIC, sealed.public_half(self.read("reading-private")))

    def missing(self) -> tuple[str, ...]:
        """Return the names of the keys that are not there."""
        return tuple(name for name in (*MAKERS, PUBLIC) if not (self.path / name).is_file())

    def read(self, name: str) -> bytes:
        """Return one key; raises NotSetUp when it is missing."""
        path = self.path / name
        if not path.is_file():
            raise NotSetUp(
                f"The key {name} is missing from {self.path}. "
                "Put it back from your key backup; a new one cannot open what is stored."
            )
        return bytes.fromhex(path.read_text().strip())

    def keep(self, name: str, key: bytes) -> None:
        """Store one key that was made elsewhere; raises Refused when one stands there already."""
        if (self.path / name).exists():
            raise Refused(f"There is a key {name} in {self.path} already. It was kept as it is.")
        self._write(name, key)

    def fit(self, fingerprint: str) -> bool:
        """Return whether these are the keys that the fingerprint was taken of."""
        return hmac.compare_digest(self.fingerprint(), fingerprint)

    def fingerprint(self) -> str:
        """Return what tells these keys from others; it gives none of them away."""
        together = b"".join(self.read(name) for name in (PUBLIC, "invites", "chat"))
        return sealed.keyed(self.read("pepper"), "which keys", together).hex()

    def young(self) -> YoungKeys:
        """Return the keys of the young people's process."""
        pepper = self.read("pepper")
        withdrawn = WithdrawnList(self.path.parent / WITHDRAWN, pepper)
        return YoungKeys(pepper, self.read(PUBLIC), self.read("invites"), withdrawn)

    def reading(self) -> ReadingKeys:
        """Return the keys of those who read: the staff process and the worker."""
        names = ("reading-private", "invites", "pepper")
        return ReadingKeys(*map(self.read, names))

    def sign_in(self) -> SignInKeys:
        """Return the keys with which the staff process signs people in."""
        return SignInKeys(self.read("staff-session"), self.read("second-factor"))

    def _write_once(self, name: str, key: bytes) -> None:
        if not (self.path / name).exists():
            self._write(name, key)

    def _write(self, name: str, key: bytes) -> None:
        handle = os.open(self.path / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(key.hex())
