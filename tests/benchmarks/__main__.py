"""Runs every benchmark, one after the other, each in a process of its own."""

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def main() -> int:
    """Return 1 if any benchmark broke off, and 0 when each printed its figures."""
    broken = []
    for path in sorted(FOLDER.glob("[!_]*.py")):
        print(f"\n{path.stem.replace('_', ' ')}", flush=True)
        done = subprocess.run([sys.executable, "-m", f"tests.benchmarks.{path.stem}"], check=False)
        if done.returncode != 0:
            broken.append(path.name)
    if broken:
        print(f"\nBroke off: {', '.join(broken)}")
    return 1 if broken else 0


sys.exit(main())
