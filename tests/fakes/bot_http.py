"""The fake Bot API's door: HTTP in, a method called, JSON out, or a line that drops."""

import json
from contextlib import suppress
from enum import StrEnum
from http.server import BaseHTTPRequestHandler
from socket import SHUT_RDWR
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote

from tests.fakes.bot_methods import METHODS, Refusal

if TYPE_CHECKING:
    from tests.fakes.bot_api import BotApi

TOKEN = "4839574812:AAFD39kkdpWt3ywyRZergyOLMaJhac60qcs"
QUIET = frozenset({"getMe", "getUpdates"})
"""Methods that never fail on purpose: `failures` is for what a bot does to a chat."""


class Fault(StrEnum):
    """How a call goes wrong: it never came, or its answer never came back."""

    UNHEARD = "unheard"
    UNACKNOWLEDGED = "unacknowledged"


def handler_of(api: "BotApi") -> type[BaseHTTPRequestHandler]:
    """Return the handler of this API's requests."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()
            token, _, method = self.path.removeprefix("/bot").partition("/")
            api.calls.append(method)
            given = dict(parse_qsl(body, True))
            fault = api.fault(method, given)
            try:
                if fault is Fault.UNHEARD:
                    return _hang_up(self)
                result = _result(api, token, method, given)
                if fault is Fault.UNACKNOWLEDGED:
                    return _hang_up(self)
                self._tell(200, {"ok": True, "result": result})
            except Refusal as refusal:
                self._tell(refusal.code, refusal.told())

        def do_GET(self) -> None:
            content = _file(api, unquote(self.path))
            _send(self, 404 if content is None else 200, content or b"")

        def _tell(self, status: int, content: dict[str, Any]) -> None:
            _send(self, status, json.dumps(content).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


def _hang_up(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True
    with suppress(OSError):
        handler.connection.shutdown(SHUT_RDWR)


def _send(handler: BaseHTTPRequestHandler, status: int, told: bytes) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(told)))
    handler.end_headers()
    with suppress(OSError):  # a bot that stops hangs up
        handler.wfile.write(told)


def _file(api: "BotApi", path: str) -> bytes | None:
    token, _, name = path.removeprefix("/file/bot").partition("/")
    return api.files.get(name.removeprefix("photos/")) if token == TOKEN else None


def _file(api: "BotApi", path: str) -> bytes | None:
    token, _, name = path.removeprefix("/file/bot").partition("/photos/")
    return api.files.get(name) if token == TOKEN else None


def _result(api: "BotApi", token: str, method: str, given: dict[str, str]) -> Any:
    if token != TOKEN:
        raise Refusal(401, "Unauthorized")
    if method not in METHODS:
        raise Refusal(404, "Not Found")
    if api.failures and method not in QUIET:
        raise api.failures.pop(0)
    return METHODS[method](api, given)
