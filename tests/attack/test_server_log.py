"""The young people's app in a process of its own: its log tells nobody's address or words."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from tests.attack.planting import token
from tests.attack.sinks import Canary, Sink, strays
from tests.fixtures_databases import migrate

PATIENCE = 30.0


@dataclass
class Served:
    """The process and what it has logged."""

    port: int
    log: Path

    def tell(self, address: str, request: bytes) -> bytes:
        """Send the bytes from that address of this machine and return what comes back."""
        with socket.socket() as line:
            line.bind((address, 0))
            line.settimeout(PATIENCE)
            line.connect(("127.0.0.1", self.port))
            line.sendall(request)
            with suppress(OSError):
                line.shutdown(socket.SHUT_WR)
            answer = b""
            with suppress(OSError):
                while part := line.recv(65536):
                    answer += part
            return answer


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path / "service"
    folder.mkdir()
    migrate(f"sqlite:///{folder / 'participation.sqlite'}")
    environment = {
        **os.environ,
        "PARTICIPATION_DATA": str(folder),
        "PARTICIPATION_YOUNG_ADDRESS": f"http://127.0.0.1:{port}",
    }
    log = tmp_path / "log"
    command = [sys.executable, "-m", "participation", "serve", "--only", "young"]
    with log.open("wb") as file:
        process = subprocess.Popen(command, env=environment, stdout=file, stderr=file)
    served = Served(port, log)
    try:
        wait_until_up(served, process)
        yield served
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def wait_until_up(served: Served, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with suppress(ConnectionRefusedError):
            if b" 200 " in served.tell("127.0.0.1", b"GET /robots.txt HTTP/1.0\r\n\r\n"):
                return
        time.sleep(0.1)
    raise AssertionError(served.log.read_text())


def requests(word: str) -> dict[str, bytes]:
    """Return ways to be read and ways to be misread, each with the word in it."""
    host = "Host: 127.0.0.1\r\n"
    body = "POST /journey HTTP/1.1\r\n" + host
    told = {
        "a page": f"GET /?{word} HTTP/1.1\r\n{host}User-Agent: {word}\r\nConnection: close\r\n\r\n",
        "no method": f"{word}\r\n\r\n",
        "odd method": f"{word}! / HTTP/1.1\r\n{host}\r\n",
        "odd version": f"GET /{word} HTTP/{word}\r\n{host}\r\n",
        "odd header": f"GET / HTTP/1.1\r\n{host}{word} {word}\r\n\r\n",
        "odd header value": f"GET / HTTP/1.1\r\n{host}X-{word}: \0{word}\r\n\r\n",
        "long line": f"GET /{word * 400} HTTP/1.1\r\n{host}\r\n",
        "long headers": f"GET / HTTP/1.1\r\n{host}X: {word * 2000}\r\n\r\n",
        "many headers": f"GET / HTTP/1.1\r\n{host}" + f"X-{word}: {word}\r\n" * 300 + "\r\n",
        "odd chunk": f"{body}Transfer-Encoding: chunked\r\n\r\n{word}\r\n{word}\r\n",
        "odd coding": f"{body}Transfer-Encoding: {word}\r\n\r\n{word}",
        "two lengths": f"{body}Content-Length: 5\r\nContent-Length: {word}\r\n\r\n{word}",
        "half a form": f"{body}Content-Length: 5000\r\n\r\nreceipt={word}",
        "a proxy": f"PROXY TCP4 10.1.2.3 10.1.2.4 {word} 80\r\n\r\n",
        "odd scheme": f"GET / HTTP/1.1\r\n{host}X-Forwarded-Proto: {word}\r\n\r\n",
    }
    return {name: request.encode() for name, request in told.items()}


def test_no_request_however_odd_leaves_an_address_or_a_word_in_the_log(served: Served) -> None:
    random, canaries = Random(), []
    for name in requests(""):
        word = token(random)
        address = ".".join(("127", *(str(random.randint(100, 250)) for _ in range(3))))
        canaries += [Canary(f"address of {name}", address), Canary(f"words of {name}", word)]

        answer = served.tell(address, requests(word)[name])

        assert b" 500 " not in answer.partition(b"\r\n")[0], name

    logged = served.log.read_bytes()

    assert strays([Sink("logs", "the server's log", logged)], canaries) == set()
