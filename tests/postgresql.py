"""A PostgreSQL server of the tests' own: in a temporary folder, on a socket and no port."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# A crash of the machine may lose a test's database, so nothing waits for the disk. The zone
# is one that no code of ours would guess.
OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "60",
    "timezone": "Asia/Kathmandu",
}


def find_programs() -> Path | None:
    """Return the folder of PostgreSQL's server programs, the newest one; None without any."""
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[4])
    )
    if debian:
        return debian[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@dataclass(frozen=True)
class Cluster:
    """One running server; `folder` holds its files, its socket and its log."""

    programs: Path
    folder: Path

    def url(self, name: str) -> str:
        """Return the address of one of its databases."""
        return f"postgresql+psycopg://postgres@/{name}?host={self.folder}"

    @classmethod
    @contextmanager
    def started(cls, programs: Path) -> Iterator["Cluster"]:
        """Give a fresh cluster that is stopped and deleted at the end."""
        folder = Path(tempfile.mkdtemp(prefix="participation-pg-"))
        cluster = cls(programs, folder)
        try:
            if os.geteuid() == 0:
                account = pwd.getpwnam("postgres")
                os.chown(folder, account.pw_uid, account.pw_gid)
            cluster._start()
            yield cluster
        finally:
            cluster._stop()
            shutil.rmtree(folder, ignore_errors=True)

    def _start(self) -> None:
        files = self.folder / "files"
        options = " ".join(f"-c {name}={value}" for name, value in OPTIONS.items())
        self._run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C",
                  "--no-sync", "-D", files)  # fmt: skip
        self._run("pg_ctl", "-w", "-D", files, "-l", self.folder / "log",
                  "-o", f"-k {self.folder} {options}", "start")  # fmt: skip

    def _stop(self) -> None:
        if (self.folder / "files" / "postmaster.pid").exists():
            self._run("pg_ctl", "-w", "-m", "immediate", "-D", self.folder / "files", "stop")

    def _run(self, program: str, *arguments: str | Path) -> None:
        # The server refuses to run as root.
        user = "postgres" if os.geteuid() == 0 else None
        done = subprocess.run(
            [self.programs / program, *arguments],
            check=False,
            user=user,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if done.returncode != 0:
            log = self.folder / "log"
            told = done.stdout or (log.read_text() if log.exists() else "")
            raise RuntimeError(f"PostgreSQL's {program} failed: {told}")
