"""Which submissions were taken back, kept outside the database, so that a restore forgets them too.

The list holds keyed hashes of receipt hashes, sorted, and no time. It only ever grows. A
withdrawal stands in it, safe on disk, before its transaction is committed: when a crash comes
between, a restore takes back what its writer had asked to take back, and never the reverse.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from participation.core.errors import BadFile
from participation.core.sealed import keyed

NAME = "withdrawn"
_HEX = frozenset("0123456789abcdef")
_LENGTH = 64


class WithdrawnList:
    """The list in one file; whoever lacks the pepper learns from it only how long it is."""

    def __init__(self, path: Path, pepper: bytes) -> None:
        self.path = path
        self._pepper = pepper

    def add(self, receipt_hash: bytes) -> None:
        """Put the submission of this receipt on the list and return once the disk has it."""
        self._grow({self._mark(receipt_hash)})

    def take_in(self, other: Path) -> None:
        """Put all that stands on another copy of the list on this one; raises BadFile."""
        self._grow(_read(other))

    def marks(self) -> frozenset[str]:
        """Return every mark on the list."""
        return frozenset(_read(self.path)) if self.path.exists() else frozenset()

    def holds(self, receipt_hash: bytes, marks: frozenset[str]) -> bool:
        """Return whether the submission of this receipt is among the marks."""
        return self._mark(receipt_hash) in marks

    def _mark(self, receipt_hash: bytes) -> str:
        return keyed(self._pepper, "withdrawn", receipt_hash).hex()

    def _grow(self, more: set[str]) -> None:
        with self._held():
            # Written anew in order each time: the order of the lines would be that of time.
            lines = sorted(self.marks() | more)
            fresh = self.path.with_name(f"{NAME}.fresh")
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w") as file:
                file.writelines(f"{line}\n" for line in lines)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self.path)
            _flush_folder(self.path.parent)

    @contextmanager
    def _held(self) -> Iterator[None]:
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(self.path.with_name(f"{NAME}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(handle, "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _read(path: Path) -> set[str]:
    try:
        lines = path.read_text("utf-8").split()
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(
            path.name, "start", "it cannot be read. Give a list of withdrawals."
        ) from error
    for number, line in enumerate(lines, 1):
        if len(line) != _LENGTH or not _HEX.issuperset(line):
            raise BadFile(path.name, f"line {number}", "this is not a list of withdrawals.")
    return set(lines)


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
