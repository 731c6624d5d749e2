"""Style sheets, scripts and signs: read once, compressed once, kept by the browser for good."""

import gzip
import mimetypes
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Response, abort, request, url_for

FOLDER = Path(__file__).with_name("static")
SENT = {".css", ".js", ".svg"}
FOR_GOOD = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Part:
    """One file as it is sent; `version` changes with its content."""

    kind: str
    plain: bytes
    small: bytes
    version: str


@cache
def parts() -> dict[str, Part]:
    """Return every part by its path below the folder."""
    return {
        path.relative_to(FOLDER).as_posix(): _part(path)
        for path in sorted(FOLDER.rglob("*"))
        if path.suffix in SENT
    }


def part_url(name: str) -> str:
    """Return the address of a part, another one whenever its content changes."""
    return url_for("static", name=name, v=parts()[name].version)


def send_part(name: str) -> Response:
    """Return the part, compressed if the browser takes that."""
    part = parts().get(name)
    if part is None:
        abort(404)
    response = Response(part.plain, content_type=part.kind)
    if request.accept_encodings.quality("gzip"):
        response = Response(part.small, content_type=part.kind)
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = FOR_GOOD
    return response


def _part(path: Path) -> Part:
    content = path.read_bytes()
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Part(
        f"{kind}; charset=utf-8",
        content,
        gzip.compress(content, mtime=0),
        sha256(content).hexdigest()[:12],
    )
