"""A sentence model in a folder as small as can be: each word has a vector, and that is all.

It proves the door, and nothing of how well real models do. The file is written by hand in the
ONNX format (protocol buffers), so that no package is needed to make it.
"""

import struct
from pathlib import Path

from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import Whitespace

MEANINGS = {
    "net": ("wifi", "internet", "broadband", "signal"),
    "meal": ("food", "dinner", "grub", "eat"),
    "kin": ("sister", "brother", "mum", "sibling"),
}
SIZE = 4


def a_sentence_model(folder: Path) -> Path:
    """Return the folder with the stand-in written into it."""
    folder.mkdir(parents=True, exist_ok=True)
    words, rows = ["[UNK]", "[PAD]"], [[0.1] * SIZE, [0.0] * SIZE]
    for place, alike in enumerate(MEANINGS.values()):
        words += alike
        rows += [[float(place == column) for column in range(SIZE)] for _ in alike]
    tokenizer = Tokenizer(
        WordLevel({word: number for number, word in enumerate(words)}, unk_token="[UNK]")
    )
    tokenizer.normalizer, tokenizer.pre_tokenizer = Lowercase(), Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "model.onnx").write_bytes(_model(rows))
    return folder


def _model(rows: list[list[float]]) -> bytes:
    """Return a network that looks up a row for each piece."""
    numbers = struct.pack(f"<{len(rows) * SIZE}f", *(number for row in rows for number in row))
    table = _number(1, len(rows)) + _number(1, SIZE) + _number(2, 1)
    table += _part(8, b"table") + _part(9, numbers)
    node = _part(1, b"table") + _part(1, b"input_ids") + _part(2, b"states")
    node += _part(4, b"Gather")
    graph = _part(1, node) + _part(2, b"stand-in") + _part(5, table)
    graph += _part(11, _tensor(b"input_ids", 7, 2)) + _part(12, _tensor(b"states", 1, 3))
    version = _part(8, _part(1, b"") + _number(2, 13))
    return _number(1, 8) + _part(7, graph) + version


def _tensor(name: bytes, kind: int, dimensions: int) -> bytes:
    shape = b"".join(_part(1, _part(2, b"d%d" % number)) for number in range(dimensions))
    return _part(1, name) + _part(2, _part(1, _number(1, kind) + _part(2, shape)))


def _part(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _number(field: int, number: int) -> bytes:
    return _varint(field << 3) + _varint(number)


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes([*out, number])
