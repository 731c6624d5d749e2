"""What every test stands on: real databases, a clock that stands still, fresh keys."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from tests import folders, statements, templates

pytest_plugins = [
    "tests.fixtures_databases",
    "tests.hashing",
    "tests.scheduling",
    "tests.skipping",
]

# The machine that runs the tests may be slow or shared; an example may take its time.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
templates.compile_once()
statements.compile_once()
folders.keep_in_memory()


@pytest.fixture
def clock() -> SetClock:
    """A clock that stands at noon on a Wednesday."""
    return SetClock(datetime(2026, 3, 11, 12, tzinfo=UTC))


@pytest.fixture
def keys(tmp_path: Path) -> KeyFolder:
    """A folder with every key in it."""
    folder = KeyFolder(tmp_path / "keys")
    folder.prepare()
    return folder
