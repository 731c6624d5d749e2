"""Counts and releases as tests need them, in one short line each."""

from collections.abc import Sequence

from participation.domain.disclosure.counts import Cell, Counts, Kind
from participation.domain.disclosure.released import ReleasedTable, Withheld

FACES = ("Very happy", "Happy", "OK", "Sad", "Very sad")


def counts(
    held: Sequence[int],
    key: str = "q",
    kind: Kind = Kind.ONE,
    answered: int | None = None,
    ordered: bool = False,
    follows: tuple[str, ...] = (),
    labels: Sequence[str] = (),
) -> Counts:
    """Return a question whose cells hold these counts; all who answered stand in a cell."""
    names = labels or [f"Choice {at}" for at in range(len(held))]
    cells = tuple(
        Cell(name.lower().replace(" ", "-"), name, count)
        for name, count in zip(names, held, strict=True)
    )
    everyone = sum(held) if answered is None else answered
    return Counts(key, f"Question {key}", kind, cells, everyone, ordered, follows)


def words(table: ReleasedTable | Withheld) -> list[tuple[str, str]]:
    """Return label and words of each row; fails if the table was withheld."""
    assert isinstance(table, ReleasedTable), table
    return [(row.label, row.count.words) for row in table.rows]
