"""Which characters the shipped fonts have a shape for, read from the fonts themselves.

The layout of a font file is that of the OpenType specification, table "cmap", formats 4 and 12.
"""

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "vendor" / "fonts"


@cache
def alphabets() -> tuple[frozenset[int], ...]:
    """Return the code points of each shipped font."""
    return tuple(code_points(font.read_bytes()) for font in sorted(FONTS.glob("*.ttf")))


def code_points(font: bytes) -> frozenset[int]:
    """Return the code points that one TrueType font has a shape for."""
    start = _place_of(font, b"cmap")
    (tables,) = struct.unpack_from(">H", font, start + 2)
    held: set[int] = set()
    for index in range(tables):
        (offset,) = struct.unpack_from(">I", font, start + 8 + 8 * index)
        (layout,) = struct.unpack_from(">H", font, start + offset)
        read = {4: _segments, 12: _groups}.get(layout)
        if read:
            held.update(read(font, start + offset))
    return frozenset(held)


def _place_of(font: bytes, name: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    tables = (struct.unpack_from(">4s4xI", font, 12 + 16 * index) for index in range(count))
    return next(int(offset) for tag, offset in tables if tag == name)


def _segments(font: bytes, table: int) -> Iterator[int]:
    (doubled,) = struct.unpack_from(">H", font, table + 6)
    columns = (table + 14, *(table + 16 + doubled * place for place in (1, 2, 3)))
    count = doubled // 2
    ends, starts, deltas, ranges = (
        struct.unpack_from(f">{count}H", font, column) for column in columns
    )
    for index, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for sign in range(first, last + 1):
            glyph = sign + deltas[index]
            if ranges[index]:
                place = columns[3] + 2 * index + ranges[index] + 2 * (sign - first)
                (glyph,) = struct.unpack_from(">H", font, place) if sign < 0xFFFF else (0,)
            if glyph % 0x10000 and sign != 0xFFFF:
                yield sign


def _groups(font: bytes, table: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">I", font, table + 12)
    for index in range(count):
        first, last, glyph = struct.unpack_from(">III", font, table + 16 + 12 * index)
        yield from range(first if glyph else first + 1, last + 1)
