"""Everything that is ever written down, searched byte by byte for what was planted."""

import gzip
import hashlib
import io
import re
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

from pypdf import PdfReader
from sqlalchemy import text

from participation.models.database import Database
from tests.attack.marks import places
from tests.attack.postgresql_channels import FOLDER
from tests.attack.sqlite_channels import file_beside, path_of
from tests.postgresql import Cluster

SHORTEST = 6
_DROPPED = {0: 0, 1: 3, 2: 2}
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


@dataclass(frozen=True)
class Canary:
    """Something planted, and the kinds of sinks in which it may stand."""

    what: str
    needle: str
    may: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Sink:
    """One thing that was written down: of which kind, where, and all of its bytes."""

    kind: str
    name: str
    content: bytes


def strays(sinks: Iterable[Sink], canaries: Sequence[Canary]) -> set[str]:
    """Return every canary that was found outside its place, with where."""
    owners = {
        spelling: number
        for number, canary in enumerate(canaries)
        for spelling in spellings(canary.needle)
    }
    return {
        f"{canaries[number].what} in {sink.name}"
        for sink in sinks
        for content in opened(sink.content)
        for _, number in places(content, owners)
        if sink.kind not in canaries[number].may
    }


def spellings(needle: str) -> set[bytes]:
    """Return the bytes in which the needle may be written down, hashed without a key included."""
    plain = needle.encode()
    found = {plain, needle.encode("utf-16-le"), plain.hex().encode(), plain.hex().upper().encode()}
    found |= {quote(needle).encode(), escape(needle).encode(), needle.upper().encode()}
    for algorithm in ("md5", "sha1", "sha256"):
        digest = hashlib.new(algorithm, plain, usedforsecurity=False)
        found |= {digest.digest(), digest.hexdigest().encode()}
    for before, start in enumerate((0, 2, 3)):
        whole = b64encode(bytes(before) + plain)
        found.add(whole[start : len(whole) - _DROPPED[(before + len(plain)) % 3]])
    return {spelling for spelling in found if len(spelling) >= SHORTEST}


def opened(content: bytes) -> Iterator[bytes]:
    """Return the bytes as they are, and what is packed in them."""
    yield content
    if content.startswith(b"PK\3\4"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield from opened(packed.read(name))
    elif content.startswith(b"\x1f\x8b"):
        yield gzip.decompress(content)
    elif content.startswith(b"%PDF"):
        for stream in _STREAM.findall(content):
            yield zlib.decompressobj().decompress(stream) if stream[:1] == b"x" else stream
        yield "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).encode()


def files_below(folder: Path) -> Iterator[Sink]:
    """Return every file below the folder; its kind is the folder in which it stands."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder)
            yield Sink(name.parts[0], name.as_posix(), path.read_bytes())


def sqlite_files(database: Database) -> Iterator[Sink]:
    yield Sink("database", "the database", path_of(database).read_bytes())
    for ending in ("-wal", "-shm", "-journal"):
        yield Sink("database log", f"the database's {ending}", file_beside(database, ending))


def postgresql_files(cluster: Cluster, database: Database) -> Iterator[Sink]:
    """Return the files of the database and of the server, after all was written to the disk."""
    apart = database.engine.execution_options(isolation_level="AUTOCOMMIT")
    with apart.connect() as connection:
        connection.execute(text("CHECKPOINT"))
        number = str(connection.execute(FOLDER).scalar())
    files = cluster.folder / "files"
    for path in sorted(files.rglob("*")):
        name = path.relative_to(files)
        if not path.is_file() or (name.parts[0] == "base" and name.parts[1] != number):
            continue
        kind = {"base": "database", "pg_wal": "database log"}.get(name.parts[0], "server")
        yield Sink(kind, name.as_posix(), path.read_bytes())
    yield Sink("logs", "the server's log", (cluster.folder / "log").read_bytes())
