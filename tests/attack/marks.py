"""The marks by which the people of a crowd are known again in any file or row."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import numpy as np

from tests.attack.guessing import Order

Owners = Mapping[bytes, int]
"""Whose mark it is, as a file spells it."""


@dataclass(frozen=True)
class Marks:
    """Keys of submissions and answers, of invites, and how sealed words begin; whose they are."""

    keys: Mapping[UUID, int]
    invites: Mapping[bytes, int]
    originals: Mapping[bytes, int]

    @property
    def in_hex(self) -> Owners:
        return {key.hex.encode(): person for key, person in self.keys.items()}

    @property
    def in_bytes(self) -> Owners:
        return {key.bytes: person for key, person in self.keys.items()}

    @property
    def in_words(self) -> Owners:
        return {str(key).encode(): person for key, person in self.keys.items()}


def places(content: bytes, owners: Owners) -> Iterator[tuple[int, int]]:
    """Return every place at which a mark stands, and whose it is, first to last."""
    if len(content) < 2 or not owners:
        return
    letters = np.frombuffer(content, dtype=np.uint8).astype(np.uint16)
    beginnings = np.zeros(65536, dtype=bool)
    beginnings[[mark[0] << 8 | mark[1] for mark in owners]] = True
    lengths = {len(mark) for mark in owners}
    for place in np.flatnonzero(beginnings[letters[:-1] << 8 | letters[1:]]).tolist():
        for length in lengths:
            person = owners.get(content[place : place + length])
            if person is not None:
                yield place, person


def first_places(content: bytes, owners: Owners) -> Order:
    """Return where each person's first mark stands."""
    found: dict[int, int] = {}
    for place, person in places(content, owners):
        found.setdefault(person, place)
    return found


def first_places_in(files: list[Path], owners: Owners) -> Order:
    """Return in which file, and where in it, each person's first mark stands."""
    found: dict[int, tuple[int, Hashable]] = {}
    for number, file in enumerate(files):
        for person, place in first_places(file.read_bytes(), owners).items():
            found.setdefault(person, (number, place))
    return found


def beside(invites: Order, submissions: Order) -> Order:
    """Return the submissions' order for a list of people in the order of their invites."""
    listed = sorted(invites, key=invites.__getitem__)  # type: ignore[arg-type]
    return {
        place: submissions[person] for place, person in enumerate(listed) if person in submissions
    }
