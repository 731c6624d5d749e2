"""Files of text sealed to a public key, piece by piece, so that their size does not matter.

A fresh key is sealed to the recipient (X25519), and under it stands a secretstream of
XChaCha20-Poly1305. Its last piece says that it is the last: a file that was cut short, added
to or changed is noticed before its end has been read.
"""

import gzip
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from nacl.bindings import (
    crypto_secretstream_xchacha20poly1305_ABYTES,
    crypto_secretstream_xchacha20poly1305_HEADERBYTES,
    crypto_secretstream_xchacha20poly1305_init_pull,
    crypto_secretstream_xchacha20poly1305_init_push,
    crypto_secretstream_xchacha20poly1305_KEYBYTES,
    crypto_secretstream_xchacha20poly1305_pull,
    crypto_secretstream_xchacha20poly1305_push,
    crypto_secretstream_xchacha20poly1305_state,
    crypto_secretstream_xchacha20poly1305_TAG_FINAL,
    crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
)
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.utils import random as random_bytes

from participation.core.errors import BadFile

MARK = b"participation sealed file 1\n"
PIECE = 64 * 1024
_SEALED_KEY = crypto_secretstream_xchacha20poly1305_KEYBYTES + 48


@contextmanager
def sealed_lines(path: Path, public_key: bytes) -> Iterator[TextIO]:
    """Give a text file to write, packed and sealed to the key; whole only if nothing is raised."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        pieces = _Sealing(file, public_key)
        with (
            gzip.GzipFile(fileobj=pieces, mode="wb", compresslevel=6, mtime=0) as packed,
            io.TextIOWrapper(packed, encoding="utf-8", newline="\n") as lines,
        ):
            yield lines
        pieces.finish()
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def opened_lines(path: Path, private_key: bytes) -> Iterator[TextIO]:
    """Give a sealed text file to read.

    Raises BadFile for a file that is not sealed, that another key opens, or that is not as
    it was written; that it is whole is known once its last line has been read.
    """
    with path.open("rb") as file:
        pieces = io.BufferedReader(_Opening(file, private_key, path.name), PIECE)
        with (
            gzip.GzipFile(fileobj=pieces, mode="rb") as packed,
            io.TextIOWrapper(packed, encoding="utf-8", newline="\n") as lines,
        ):
            yield lines


class _Sealing(io.RawIOBase):
    """Seals what is written, a piece at a time."""

    def __init__(self, file: BinaryIO, public_key: bytes) -> None:
        self._file = file
        self._waiting = bytearray()
        self._state = crypto_secretstream_xchacha20poly1305_state()
        key = random_bytes(crypto_secretstream_xchacha20poly1305_KEYBYTES)
        header = crypto_secretstream_xchacha20poly1305_init_push(self._state, key)
        file.write(MARK + SealedBox(PublicKey(public_key)).encrypt(key) + header)

    def writable(self) -> bool:
        return True

    def write(self, written: "bytes | memoryview") -> int:  # type: ignore[override]
        self._waiting += written
        while len(self._waiting) > PIECE:
            self._push(PIECE, crypto_secretstream_xchacha20poly1305_TAG_MESSAGE)
        return len(written)

    def finish(self) -> None:
        """Seal what is left as the last piece."""
        self._push(PIECE, crypto_secretstream_xchacha20poly1305_TAG_FINAL)

    def _push(self, size: int, tag: int) -> None:
        piece = bytes(self._waiting[:size])
        del self._waiting[:size]
        self._file.write(crypto_secretstream_xchacha20poly1305_push(self._state, piece, None, tag))


class _Opening(io.RawIOBase):
    """Opens what is read, a piece at a time."""

    def __init__(self, file: BinaryIO, private_key: bytes, name: str) -> None:
        self._file = file
        self._name = name
        self._ended = False
        self._waiting = b""
        self._state = crypto_secretstream_xchacha20poly1305_state()
        if file.read(len(MARK)) != MARK:
            raise BadFile(name, "start", "this is not a sealed file. Give one of a backup.")
        try:
            key = SealedBox(PrivateKey(private_key)).decrypt(file.read(_SEALED_KEY))
        except CryptoError as error:
            raise BadFile(name, "start", "this key does not open it. Give its own key.") from error
        header = file.read(crypto_secretstream_xchacha20poly1305_HEADERBYTES)
        try:
            crypto_secretstream_xchacha20poly1305_init_pull(self._state, header, key)
        except CryptoError as error:
            raise self._damaged() from error

    def readable(self) -> bool:
        return True

    def readinto(self, room: "bytearray | memoryview") -> int:  # type: ignore[override]
        while not self._waiting and not self._ended:
            self._waiting = self._pull()
        given = self._waiting[: len(room)]
        self._waiting = self._waiting[len(room) :]
        room[: len(given)] = given
        return len(given)

    def _pull(self) -> bytes:
        sealed = self._file.read(PIECE + crypto_secretstream_xchacha20poly1305_ABYTES)
        try:
            piece, tag = crypto_secretstream_xchacha20poly1305_pull(self._state, sealed)
        except (CryptoError, ValueError) as error:
            raise self._damaged() from error
        if tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL:
            self._ended = True
            if self._file.read(1):
                raise self._damaged()
        return piece

    def _damaged(self) -> BadFile:
        return BadFile(self._name, "inside", "it is not as it was written. Take another copy.")
