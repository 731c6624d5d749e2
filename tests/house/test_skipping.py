"""With CI=true a skip is a failure, wherever it is asked for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SKIPS = {
    "in a test": 'import pytest\ndef test_one():\n    pytest.skip("no such program")\n',
    "by a mark": "import pytest\n@pytest.mark.skip('no such program')\ndef test_one(): pass\n",
    "in a fixture": (
        "import pytest\n@pytest.fixture\ndef program():\n    pytest.skip('no such program')\n"
        "def test_one(program): pass\n"
    ),
    "of a whole file": (
        'import pytest\npytest.skip("no such program", allow_module_level=True)\n'
        "def test_one(): pass\n"
    ),
}


def run(folder: Path, ci: str, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.skipping", "--rootdir", folder, *options],
        cwd=folder,
        env={**os.environ, "CI": ci, "PYTHONPATH": str(ROOT), "PYTEST_ADDOPTS": ""},
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("workers", ["0", "1"])
def test_every_skip_fails_in_ci_and_says_what_is_missing(tmp_path, workers):
    for number, text in enumerate(SKIPS.values()):
        (tmp_path / f"test_sample_{number}.py").write_text(text)

    done = run(tmp_path, "true", "-n", workers, "--continue-on-collection-errors")

    assert done.returncode != 0
    assert done.stdout.count("CI=true, so nothing may be skipped") >= len(SKIPS)
    assert done.stdout.count("no such program") >= len(SKIPS)
    assert "1 failed, 3 errors" in done.stdout.splitlines()[-1]


def test_a_skip_elsewhere_stays_a_skip(tmp_path):
    (tmp_path / "test_sample.py").write_text(SKIPS["in a test"])

    done = run(tmp_path, "")

    assert done.returncode == 0
    assert "1 skipped" in done.stdout.splitlines()[-1]


def test_an_expected_failure_is_no_skip(tmp_path):
    (tmp_path / "test_sample.py").write_text(
        "import pytest\n@pytest.mark.xfail\ndef test_one(): assert False\n"
    )

    done = run(tmp_path, "true")

    assert done.returncode == 0
    assert "1 xfailed" in done.stdout.splitlines()[-1]
