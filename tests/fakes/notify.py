"""A small GOV.UK Notify of our own over HTTP, on loopback, with phones that text it.

Each request's token is checked as Notify does: signed with the key, by our service, just now.
"""

import json
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from uuid import uuid4

from notifications_python_client.authentication import decode_jwt_token, get_token_issuer

SERVICE = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"test-{SERVICE}-{SECRET}"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"
LONGEST = 918


@dataclass
class Notify:
    """The server: what was sent by number, and what was texted, newest first."""

    sent: list[tuple[str, str]] = field(default_factory=list)
    received: list[dict[str, str]] = field(default_factory=list)
    refusals: list[tuple[int, str]] = field(default_factory=list)
    moment: datetime = datetime(2026, 3, 11, 12, tzinfo=UTC)

    def __enter__(self) -> "Notify":
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,))
        self.thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def text(self, number: str, words: str, pause: float = 30.0) -> dict[str, str]:
        """Have a phone text the words, so many seconds after what was texted before."""
        self.moment += timedelta(seconds=pause)
        text = {
            "id": str(uuid4()),
            "created_at": self.moment.isoformat(),
            "service_id": SERVICE,
            "notify_number": "07900900123",
            "user_number": number,
            "content": words,
        }
        self.received.insert(0, text)
        return text

    def answer(self, method: str, path: str, token: str, body: Any) -> tuple[int, Any]:
        try:
            assert get_token_issuer(token) == SERVICE
            assert decode_jwt_token(token, SECRET)
        except Exception:
            return 403, _refused("AuthError", "Invalid token: API key not found", 403)
        if self.refusals:
            status, told = self.refusals.pop(0)
            return status, _refused("Error", told, status)
        if (method, path) == ("GET", "/v2/received-text-messages"):
            return 200, {"received_text_messages": self.received[:250], "links": {}}
        if (method, path) == ("POST", "/v2/notifications/sms"):
            return self._send(body)
        return 404, _refused("NoResultFound", "No result found", 404)

    def _send(self, body: Any) -> tuple[int, Any]:
        words = body["personalisation"]["message"]
        if body["template_id"] != TEMPLATE or len(words) > LONGEST or not words.strip():
            return 400, _refused("BadRequestError", "Template or content is wrong", 400)
        self.sent.append((body["phone_number"], words))
        return 201, {"id": str(uuid4()), "content": {"body": words, "from_number": "GOVUK"}}


def _refused(kind: str, told: str, status: int) -> Any:
    return {"status_code": status, "errors": [{"error": kind, "message": told}]}


def _handler_of(notify: Notify) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer("GET", None)

        def do_POST(self) -> None:
            self._answer("POST", json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def _answer(self, method: str, body: Any) -> None:
            token = self.headers.get("Authorization", "").removeprefix("Bearer ")
            status, told = notify.answer(method, self.path.partition("?")[0], token, body)
            content = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
