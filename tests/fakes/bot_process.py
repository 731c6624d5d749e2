"""`participation bot` as processes of its own, killed as a machine loses its power."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.fakes.bot_api import BotApi
from tests.fakes.bot_http import TOKEN

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0


@dataclass
class BotProcess:
    """The command with its arguments; what it starts itself is found among its children."""

    api: BotApi
    folder: Path
    database_url: str
    arguments: tuple[str, ...] = ()
    more: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it."""
        environment = {
            **os.environ,
            "PARTICIPATION_DATA": str(self.folder),
            "PARTICIPATION_DATABASE_URL": self.database_url,
            "PARTICIPATION_TELEGRAM_TOKEN": TOKEN,
            "PARTICIPATION_TELEGRAM_BASE_URL": self.api.base_url,
            **self.more,
        }
        command = [sys.executable, "-m", "participation", "bot", "--council", "testshire"]
        self.process = subprocess.Popen(
            [*command, *self.arguments], cwd=ROOT, env=environment, start_new_session=True
        )

    def part(self, name: str) -> int:
        """Return the number of the child process that serves this part, once it runs."""
        assert self.process is not None
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            for child in _children(self.process.pid):
                if f"--only\0{name}\0" in _command(child):
                    return child
            time.sleep(0.02)
        raise AssertionError(f"the {name} does not come up")

    def kill_part(self, name: str) -> None:
        """Kill one part; the process above starts it again."""
        killed = self.part(name)
        os.kill(killed, signal.SIGKILL)
        while self.part(name) == killed:
            time.sleep(0.02)

    def kill(self) -> None:
        """Kill it and all that it started."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


def _children(pid: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode()
    except OSError:
        return ""
