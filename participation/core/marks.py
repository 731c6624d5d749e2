"""On which day upkeep was last done, kept in small files outside the database."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Mark:
    """The day of the last time, and a number that was worth keeping with it."""

    day: date
    number: int = 0


@dataclass(frozen=True)
class Marks:
    """The folder in which the marks stand, each in a file called last-NAME."""

    folder: Path

    def set(self, name: str, mark: Mark) -> None:
        """Note that this was done."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = self.folder / f"last-{name}.fresh"
        fresh.write_text(f"{mark.day} {mark.number}\n")
        fresh.replace(self.folder / f"last-{name}")

    def last(self, name: str) -> Mark | None:
        """Return when this was last done; None if never, or if the file cannot be understood."""
        try:
            day, number = (self.folder / f"last-{name}").read_text().split()
            return Mark(date.fromisoformat(day), int(number))
        except (OSError, ValueError):
            return None
