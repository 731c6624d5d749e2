"""A mail server on loopback that answers as it is told to, and keeps what it accepted."""

import socketserver
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Thread

ACCEPT = "250 stored"
LATER = "451 try again later"
NEVER = "550 no such mailbox"
DROP = ""
"""Stored, and the line goes down before the answer: the sender cannot know."""


class FakeSmtp(socketserver.ThreadingTCPServer):
    """Answers each message with the next of `answers`, and with ACCEPT once there are none."""

    daemon_threads = True

    def __init__(self, *answers: str) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.answers = deque(answers)
        self.stored: list[EmailMessage] = []

    @property
    def port(self) -> int:
        return self.server_address[1]

    def answer_to(self, raw: bytes) -> str:
        answer = self.answers.popleft() if self.answers else ACCEPT
        if answer in (ACCEPT, DROP):
            self.stored.append(message_from_bytes(raw, policy=policy.default))
        return answer

    @classmethod
    @contextmanager
    def running(cls, *answers: str) -> Iterator["FakeSmtp"]:
        with cls(*answers) as server:
            thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
            thread.start()
            try:
                yield server
            finally:
                server.shutdown()
                thread.join()


class _Talk(socketserver.StreamRequestHandler):
    server: FakeSmtp

    def handle(self) -> None:
        self._say("220 fake")
        while line := self.rfile.readline().decode().strip().upper():
            if line == "QUIT":
                self._say("221 bye")
                return
            if line != "DATA":
                self._say("250 ok")
                continue
            self._say("354 go on")
            answer = self.server.answer_to(self._message())
            if answer == DROP:
                return
            self._say(answer)

    def _message(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
        return b"".join(lines)

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())
