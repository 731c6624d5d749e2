"""A SQLite file as an attacker reads it: page by page, by the published file format alone.

https://www.sqlite.org/fileformat2.html: a b-tree page is a header, an array of places, and
cells that grow from its end towards its start, so the newest cell stands first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

TABLE_INTERIOR, INDEX_INTERIOR, TABLE_LEAF, INDEX_LEAF = 5, 2, 13, 10
INTERIOR = (TABLE_INTERIOR, INDEX_INTERIOR)
FILE_HEADER = 100


@dataclass(frozen=True)
class Cell:
    """One entry of a tree: where it begins on which page, and all of its bytes.

    `spilled` is the first page that it spills over to, or 0.
    """

    tree: str
    page: int
    place: int
    content: bytes
    spilled: int


@dataclass(frozen=True)
class Spare:
    """Bytes that belong to no row: gaps, free blocks, free pages."""

    page: int
    place: int
    content: bytes


class Pages:
    """Every page of one file, with which bytes of it anything makes use of."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.size = int.from_bytes(content[16:18], "big") % 65535 or 65536
        self.usable = self.size - content[20]
        self.count = len(content) // self.size
        self._used = {number: bytearray(self.size) for number in range(1, self.count + 1)}

    @classmethod
    def of(cls, path: Path) -> "Pages":
        return cls(path.read_bytes())

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every entry of every tree, in no order that means anything."""
        self._use(1, 0, FILE_HEADER)
        schema = tuple(self._tree("sqlite_schema", 1))
        lines = (cell.content for cell in schema if cell.content)
        roots = {name: root for name, root in map(_root_of, lines) if root}
        return (*schema, *(cell for name, root in roots.items() for cell in self._tree(name, root)))

    @cached_property
    def spares(self) -> tuple[Spare, ...]:
        """Every run of bytes, zeros left out, that no tree makes use of."""
        _ = self.cells
        self._use_freelist()
        return tuple(spare for number in self._used for spare in self._spares_of(number))

    def page(self, number: int) -> bytes:
        return self.content[(number - 1) * self.size : number * self.size]

    def _use(self, number: int, start: int, length: int) -> None:
        self._used[number][start : start + length] = b"\1" * length

    def _tree(self, name: str, number: int) -> Iterator[Cell]:
        page, start = self.page(number), FILE_HEADER if number == 1 else 0
        kind, many = page[start], int.from_bytes(page[start + 3 : start + 5], "big")
        header = 12 if kind in INTERIOR else 8
        self._use(number, start, header + 2 * many)
        for at in range(many):
            entry = start + header + 2 * at
            place = int.from_bytes(page[entry : entry + 2], "big")
            if kind in INTERIOR:
                yield from self._tree(name, int.from_bytes(page[place : place + 4], "big"))
            yield self._cell(name, number, kind, place)
        if kind in INTERIOR:
            yield from self._tree(name, int.from_bytes(page[start + 8 : start + 12], "big"))

    def _cell(self, name: str, number: int, kind: int, place: int) -> Cell:
        page = self.page(number)
        if kind == TABLE_INTERIOR:
            _key, end = _varint(page, place + 4)
            self._use(number, place, end - place)
            return Cell(name, number, place, b"", 0)
        length, at = _varint(page, place + (4 if kind == INDEX_INTERIOR else 0))
        if kind == TABLE_LEAF:
            _rowid, at = _varint(page, at)
        here = self._local(kind, length)
        content, end, spilled = page[at : at + here], at + here, 0
        if here < length:
            spilled, end = int.from_bytes(page[end : end + 4], "big"), end + 4
            content += self._spilled(spilled, length - here)
        self._use(number, place, max(end - place, 4))
        return Cell(name, number, place, content, spilled)

    def _local(self, kind: int, length: int) -> int:
        least = (self.usable - 12) * 32 // 255 - 23
        most = self.usable - 35 if kind == TABLE_LEAF else (self.usable - 12) * 64 // 255 - 23
        if length <= most:
            return length
        middle = least + (length - least) % (self.usable - 4)
        return middle if middle <= most else least

    def _spilled(self, number: int, left: int) -> bytes:
        content = b""
        while number and left:
            page, many = self.page(number), min(left, self.usable - 4)
            content += page[4 : 4 + many]
            self._use(number, 0, 4 + many)
            number, left = int.from_bytes(page[:4], "big"), left - many
        return content

    def _use_freelist(self) -> None:
        number = int.from_bytes(self.content[32:36], "big")
        while number:
            page = self.page(number)
            self._use(number, 0, 8 + 4 * int.from_bytes(page[4:8], "big"))
            number = int.from_bytes(page[:4], "big")

    def _spares_of(self, number: int) -> Iterator[Spare]:
        page, used = self.page(number), self._used[number]
        start = used.find(0)
        while start >= 0:
            end = used.find(1, start) if used.find(1, start) >= 0 else self.size
            if any(page[start:end]):
                yield Spare(number, start, page[start:end])
            start = used.find(0, end)


def _varint(page: bytes, at: int) -> tuple[int, int]:
    """Return the number that begins here and the place after it."""
    number = 0
    for step in range(8):
        number = number << 7 | page[at + step] & 127
        if page[at + step] < 128:
            return number, at + step + 1
    return number << 8 | page[at + 8], at + 9


def _root_of(line: bytes) -> tuple[str, int]:
    """Return the name and the first page of a table or index, from its line of the schema."""
    end, at = _varint(line, 0)
    lengths, values = [], []
    while at < end:
        kind, at = _varint(line, at)
        fixed = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)
        lengths.append(fixed[kind] if kind < len(fixed) else (kind - 12) // 2)
    for length in lengths:
        values.append(line[at : at + length])
        at += length
    return values[1].decode(), int.from_bytes(values[3], "big") if values else 0
