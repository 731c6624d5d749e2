"""Text as every database can keep it: PostgreSQL refuses whatever has a NUL in it.

A file that is sent stays in memory: its bytes would outlast a file on the disk.
"""

from io import BytesIO
from typing import Any

from flask import Flask, Request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.routing import BaseConverter

NUL = "\x00"


class _WithoutNul(ImmutableMultiDict[str, Any]):
    """Fields as they were sent but for that; a file stays as it is."""

    def __init__(self, sent: Any = ()) -> None:  # noqa: ANN401 (whatever Werkzeug gives)
        fields: ImmutableMultiDict[str, Any] = ImmutableMultiDict(sent)
        super().__init__(
            [(_plain(name), _plain(value)) for name, value in fields.items(multi=True)]
        )


def _plain(value: Any) -> Any:  # noqa: ANN401 (text or a file)
    return value.replace(NUL, "") if isinstance(value, str) else value


class _PlainRequest(Request):
    parameter_storage_class = _WithoutNul

    def _get_file_stream(self, *_told: object, **_more: object) -> BytesIO:
        return BytesIO()


class _PlainPart(BaseConverter):
    regex = f"[^/{NUL}]+"


def take_plain_text_alone(app: Flask) -> None:
    """Have the app drop a NUL that is sent to it, and know no address that has one.

    To be called before the app learns its addresses.
    """
    app.request_class = _PlainRequest
    app.url_map.converters.update(default=_PlainPart, string=_PlainPart)
