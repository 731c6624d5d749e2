"""Parts of the service, each a process of its own, started again when one ends."""

import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Event

RESTART_AFTER_SECONDS = 2.0


@dataclass(frozen=True)
class Part:
    """What `participation` is called with for one part, and what its process is told."""

    arguments: tuple[str, ...]
    environment: Mapping[str, str]


def supervise(parts: Mapping[str, Part]) -> None:
    """Keep a process running for each part until told to stop."""
    stopping = Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    signal.signal(signal.SIGINT, lambda *_: stopping.set())
    running = {name: _start(part) for name, part in parts.items()}
    while not stopping.is_set():
        for name, process in running.items():
            if process.poll() is not None:
                time.sleep(RESTART_AFTER_SECONDS)
                running[name] = _start(parts[name])
        stopping.wait(0.5)
    for process in running.values():
        process.terminate()
    for process in running.values():
        process.wait(timeout=20)


def _start(part: Part) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "participation", *part.arguments]
    return subprocess.Popen(command, env=dict(part.environment))  # noqa: S603 (our own program)
