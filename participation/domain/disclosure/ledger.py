"""Frozen releases: what the ledger keeps, so that what was once told stays as it was told."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from participation.core.errors import NotSetUp
from participation.domain.disclosure.released import (
    Released,
    ReleasedBase,
    ReleasedRow,
    ReleasedTable,
    Withheld,
)
from participation.domain.disclosure.rounding import SMALLEST_GROUP


@dataclass(frozen=True)
class FrozenRelease:
    """Everything told of one subject at one moment, and what the gate must remember of it.

    Only `base` and `tables` may be shown. `people` is the exact base: the ledger stands in
    the database beside the answers, and "ten new answers" needs it; it holds no exact cell.
    `least` and `most` are what a reader knows of the base. `complete` names the tables in
    which each of the people stood, `loose` those in which someone who answered may stand
    nowhere.
    """

    people: int = field(repr=False)
    least: int
    most: int
    base: ReleasedBase | None
    tables: tuple[ReleasedTable | Withheld, ...]
    complete: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()

    @property
    def tells(self) -> bool:
        """Return whether it was large enough to tell anything."""
        return self.people >= SMALLEST_GROUP

    def shown(self, key: str) -> ReleasedTable | None:
        """Return the table of that key, or None if it was withheld or not asked for."""
        found = (table for table in self.tables if table.key == key)
        return next((table for table in found if isinstance(table, ReleasedTable)), None)

    def holds(self, key: str) -> bool:
        """Return whether a table of that key was asked for, shown or not."""
        return any(table.key == key for table in self.tables)

    def to_json(self) -> str:
        """Return the release as one line of JSON, the same text for the same release."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "FrozenRelease":
        """Return the release that was written so; raises NotSetUp if it cannot be read."""
        try:
            kept = json.loads(text)
            return cls(
                people=int(kept["people"]),
                least=int(kept["least"]),
                most=int(kept["most"]),
                base=None if kept["base"] is None else ReleasedBase(**kept["base"]),
                tables=tuple(_table(table) for table in kept["tables"]),
                complete=tuple(kept["complete"]),
                loose=tuple(kept["loose"]),
            )
        except (KeyError, TypeError, ValueError) as wrong:
            raise NotSetUp(
                "The record of earlier figures cannot be read, so no new figures are released. "
                "Restore the database from a backup."
            ) from wrong


def keys_of(releases: Iterable[FrozenRelease]) -> tuple[str, ...]:
    """Return the keys of all tables that were ever shown, in the order they first were."""
    shown = (
        table.key
        for release in releases
        for table in release.tables
        if isinstance(table, ReleasedTable)
    )
    return tuple(dict.fromkeys(shown))


def _table(kept: dict[str, Any]) -> ReleasedTable | Withheld:
    if "reason" in kept:
        return Withheld(**kept)
    rows = tuple(
        ReleasedRow(row["code"], row["label"], Released(**row["count"]), row["percent"])
        for row in kept["rows"]
    )
    return ReleasedTable(kept["key"], kept["title"], rows, kept["several"])
