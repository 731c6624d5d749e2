"""Which submissions were taken back, kept outside the database, so that a restore forgets them too.

The list holds keyed hashes of receipt hashes, sorted, and no time. It grows until no backup is
kept that is older than a mark. A
withdrawal stands in it, safe on disk, before its transaction is committed: when a crash comes
between, a restore takes back what its writer had asked to take back, and never the reverse.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
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

    def forget(self, today: date, days: int) -> int:
        """Drop the marks that have stood for that many days; return how many those were.

        No time stands beside a mark. What is on the list today is written apart, and goes when
        that is so many days old: a mark stays for that long at least, and twice that at most.
        """
        with self._held():
            seen_on, seen = self._seen()
            if seen_on is not None and (today - seen_on).days < days:
                return 0
            marks = self.marks()
            kept = marks - seen
            if kept != marks:
                self._write(self.path, kept)
            self._write(self._apart, kept, str(today))
            return len(marks) - len(kept)

    @property
    def _apart(self) -> Path:
        return self.path.with_name(f"{NAME}-seen")

    def _seen(self) -> tuple[date | None, frozenset[str]]:
        if not self._apart.exists():
            return None, frozenset()
        day, *marks = self._apart.read_text("utf-8").split()
        return date.fromisoformat(day), frozenset(marks)

    def _grow(self, more: set[str]) -> None:
        with self._held():
            self._write(self.path, self.marks() | more)

    def _write(self, path: Path, marks: frozenset[str], heading: str = "") -> None:
        fresh = path.with_name(f"{path.name}.fresh")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            # Written anew in order each time: the order of the lines would be that of time.
            file.writelines(f"{line}\n" for line in ([heading] if heading else []))
            file.writelines(f"{mark}\n" for mark in sorted(marks))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        _flush_folder(path.parent)

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
