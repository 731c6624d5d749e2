"""A machine that is set up as it should be, for the doctor to look at."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from participation.core.backup_keys import make_backup_keys
from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.core.marks import Mark
from participation.core.settings import read_settings
from participation.services.doctor import Finding, Setup


def ill(findings: Iterable[Finding]) -> list[str]:
    return [finding.words for finding in findings if not finding.safe]


@pytest.fixture
def setup(tmp_path: Path, keys: KeyFolder, clock: SetClock) -> Setup:
    """A machine that is set up as it should be."""
    tmp_path.chmod(0o700)
    make_backup_keys(keys, tmp_path.parent / f"{tmp_path.name}-stick")
    environment = {
        "PARTICIPATION_YOUNG_ADDRESS": "https://views.example",
        "PARTICIPATION_STAFF_ADDRESS": "https://staff.example",
        "PARTICIPATION_SMTP": "mail.example:25",
    }
    made = Setup(read_settings(tmp_path, environment), clock.now())
    for name in ("mix", "backup"):
        made.marks.set(name, Mark(clock.now().date()))
    return made
