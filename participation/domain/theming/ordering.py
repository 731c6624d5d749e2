"""In which order answers are read: half as chance has it, half those that the machine doubts most.

Answers that the machine doubts teach it most, but taught by those alone it grew worse at the
common themes (measured on real feedback). And only what chance chose may be measured on. So
an answer's own random key says to which half it belongs, and in the first half its place: a
key is made by the sender's side and says nothing of when an answer came.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from uuid import UUID

HALF = UUID(int=1 << 127)
"""Keys below belong to the half that chance orders; a random key does so half of the time."""


@dataclass(frozen=True)
class Queued:
    """An answer to be read.

    `worry` says that a worry word was seen in it, `late` by how many hours it should have been
    read, 0 while there is time; `doubt` is the machine's, 0 where it knew nothing of it.
    """

    key: UUID
    worry: bool = False
    late: int = 0
    doubt: float = 0.0


def is_drawn(key: UUID) -> bool:
    """Return whether chance decides when this answer is read, so that it may be measured on."""
    return key < HALF


def reading_order(queued: Iterable[Queued]) -> list[UUID]:
    """Return the keys in the order of reading.

    First those with a worry word, then the latest of those that are late, then one of each
    half in turn.
    """
    by_key = sorted(queued, key=lambda one: one.key)
    worrying = [one.key for one in by_key if one.worry]
    late = sorted((one for one in by_key if one.late and not one.worry), key=lambda one: -one.late)
    in_time = [one for one in by_key if not one.worry and not one.late]
    drawn = [one.key for one in in_time if is_drawn(one.key)]
    doubted = [one for one in reversed(in_time) if not is_drawn(one.key)]
    doubted.sort(key=lambda one: -one.doubt)
    halves = _in_turn(drawn, [one.key for one in doubted])
    return [*worrying, *(one.key for one in late), *halves]


def _in_turn(first: Sequence[UUID], second: Sequence[UUID]) -> list[UUID]:
    pairs = zip_longest(first, second)
    return [key for pair in pairs for key in pair if key is not None]
