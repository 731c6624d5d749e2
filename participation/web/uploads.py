"""Files that somebody sends: how large they may be, and where they never come to lie."""

from collections.abc import Mapping
from contextlib import suppress

from flask import Flask, request
from werkzeug.exceptions import RequestEntityTooLarge

PIECE = 64 * 1024
MOST_DRAINED = 64 * 1024 * 1024


def allow_uploads(app: Flask, most: Mapping[str, int]) -> None:
    """Have these views, and no others, take forms of so many bytes.

    To be called before anything that looks into a form.
    """

    @app.before_request
    def allow() -> None:
        allowed = most.get(request.endpoint or "")
        if allowed is not None:
            request.max_content_length = allowed


def drain() -> None:
    """Read what is left of a request that is too large, and keep nothing of it.

    Whoever answers before a browser has sent all of it is not heard: the browser says that the
    line broke. What is endless is not read to its end.
    """
    with suppress(RequestEntityTooLarge, OSError):
        try:
            stream, left = request.stream, MOST_DRAINED
        except RequestEntityTooLarge:
            # Its length was told, and none of it has been read.
            stream = request.input_stream
            left = min(request.content_length or 0, MOST_DRAINED)
        while left > 0 and (piece := stream.read(min(PIECE, left))):
            left -= len(piece)
