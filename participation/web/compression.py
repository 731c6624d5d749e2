"""Pages made small on the way out; gunicorn compresses nothing."""

import gzip

from flask import Response, request

SMALLEST = 600
"""Bytes under which compressing gains nothing: it all fits one packet anyway."""
COMPRESSED = ("text/", "image/svg+xml", "application/json")


def compress(response: Response) -> Response:
    """Return the response, gzipped when the browser takes that and it is worth it."""
    if (
        response.direct_passthrough
        or "Content-Encoding" in response.headers
        or not (response.mimetype or "").startswith(COMPRESSED)
        or not request.accept_encodings.quality("gzip")
        or len(response.get_data()) < SMALLEST
    ):
        return response
    response.set_data(gzip.compress(response.get_data(), compresslevel=9, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    return response
