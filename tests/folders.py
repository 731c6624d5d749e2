"""Where tests keep their files: in memory where there is room, for databases wait for the disk."""

import os
import shutil
from pathlib import Path

MEMORY = Path("/dev/shm")
ENOUGH = 4 * 2**30


def keep_in_memory() -> None:
    """Have this process and its workers make their folders in memory, if it has the room."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
