"""The server with requests that come slowly, in halves, in pieces, and never."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field

import pytest

SERVE = """
import sys
from flask import Flask, request
from participation.web import whole_requests
from participation.web.serving import run_server
whole_requests.SECONDS = float(sys.argv[2])
app = Flask("small", template_folder=None)
app.get("/", endpoint="look")(lambda: "here")
app.post("/", endpoint="take")(lambda: str(len(request.get_data())))
run_server(lambda: app, f"127.0.0.1:{sys.argv[1]}", "small")
"""
HALVES = (
    b"P",
    b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\nvalue=",
    b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
)
LONG = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\n\r\nvalue="
GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
PATIENCE = 20.0


@dataclass
class Line:
    """The server's process, its port, and the connections that are held open to it."""

    port: int
    process: subprocess.Popen[bytes]
    held: list[socket.socket] = field(default_factory=list)

    def send(self, *pieces: bytes, pause: float = 0.0) -> socket.socket:
        """Open a connection and send the pieces on it."""
        line = socket.create_connection(("127.0.0.1", self.port), PATIENCE)
        self.held.append(line)
        for piece in pieces:
            line.sendall(piece)
            time.sleep(pause)
        return line

    def answer(self, *pieces: bytes, pause: float = 0.0) -> bytes:
        """Send the pieces and return the first answer's status line and last line."""
        with self.send(*pieces, pause=pause).makefile("rb") as coming:
            return first_answer(coming)

    def close(self) -> None:
        for line in self.held:
            line.close()
        self.held.clear()


def first_answer(coming) -> bytes:
    status, length = coming.readline().split()[1], 0
    while head := coming.readline().strip():
        name, _, value = head.partition(b":")
        length = int(value) if name.lower() == b"content-length" else length
    return status + b" " + coming.read(length)


def started(seconds: float) -> Line:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-c", SERVE, str(port), str(seconds)])
    line = Line(port, process)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            assert line.answer(GET) == b"200 here"
            line.close()
            return line
        except OSError:
            time.sleep(0.05)
    process.kill()
    process.wait()
    raise AssertionError("the server does not come up")


@pytest.fixture(scope="module")
def server() -> Iterator[Line]:
    line = started(60)
    yield line
    line.close()
    line.process.terminate()
    line.process.wait(PATIENCE)


@pytest.fixture
def line(server: Line) -> Iterator[Line]:
    yield server
    server.close()


def test_two_hundred_half_sent_requests_keep_nobody_waiting(line):
    for number in range(200):
        line.send(HALVES[number % len(HALVES)])

    began = time.monotonic()
    answers = {line.answer(GET) for _ in range(20)}

    assert answers == {b"200 here"}
    assert time.monotonic() - began < 10


def test_long_ones_that_stall_and_some_that_never_hang_up_keep_nobody_waiting(line):
    for _ in range(20):
        line.send(LONG)
        line.send(b"GET / HTTP/1.0\r\n\r\n")

    began = time.monotonic()
    answers = {line.answer(GET) for _ in range(20)}

    assert answers == {b"200 here"}
    assert time.monotonic() - began < 10


def test_a_request_in_pieces_is_answered_as_one(line):
    form = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\nhello there"
    head = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"

    one_by_one = line.answer(*(form[place : place + 7] for place in range(0, len(form), 7)))
    torn = line.answer(form[:30], form[30:-3], form[-3:], pause=0.1)
    chunked = line.answer(head + b"5\r\nhe", b"llo\r\n0\r\n\r\n", pause=0.1)

    assert (one_by_one, torn, chunked) == (b"200 11", b"200 11", b"200 5")


def test_two_requests_sent_at_once_are_both_answered_and_a_third_is_waited_for(line):
    connection = line.send(GET + GET + GET[:9])

    with connection.makefile("rb") as coming:
        first, second = first_answer(coming), first_answer(coming)
        connection.sendall(GET[9:])
        third = first_answer(coming)

    assert (first, second, third) == (b"200 here",) * 3


def test_a_long_one_is_read_to_its_end(line):
    long = b"x" * 5_000_000
    head = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\n\r\n"

    assert line.answer(head, long) == b"200 5000000"


def test_connections_that_were_given_up_are_forgotten(line):
    for number in range(700):
        with socket.create_connection(("127.0.0.1", line.port), PATIENCE) as given_up:
            given_up.sendall(HALVES[number % len(HALVES)])

    assert line.answer(GET) == b"200 here"


def test_what_takes_too_long_is_let_go_and_a_stop_waits_for_no_half():
    line = started(1)
    slow = line.send(HALVES[2])

    ended = slow.recv(100)
    line.send(HALVES[2])
    line.process.send_signal(signal.SIGTERM)
    began = time.monotonic()
    line.process.wait(PATIENCE)

    assert ended == b""
    assert time.monotonic() - began < 10
    line.close()
