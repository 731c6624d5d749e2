"""Each part of the service is a process of its own, and learns what it needs."""

from pathlib import Path

from participation.cli.serve import PARTS, environment_of
from participation.core.settings import read_settings

STAFF, YOUNG = "postgresql://staff:secret@/participation", "postgresql://young@/participation"


def test_the_young_apps_process_learns_of_no_database_but_its_own(tmp_path: Path) -> None:
    settings = read_settings(
        tmp_path,
        {"PARTICIPATION_DATABASE_URL": STAFF, "PARTICIPATION_YOUNG_DATABASE_URL": YOUNG},
    )

    told = {part: environment_of(settings, part) for part in PARTS}

    assert STAFF not in told["young"].values()
    assert told["young"]["PARTICIPATION_YOUNG_DATABASE_URL"] == YOUNG
    for part in ("staff", "worker"):
        assert told[part]["PARTICIPATION_DATABASE_URL"] == STAFF
