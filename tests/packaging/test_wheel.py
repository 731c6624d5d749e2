"""The wheel holds all that the service needs, and runs from anywhere without the source.

The environment is fresh, with the wheel as its only package; the packages that the wheel
requires are lent from the one that runs these tests, by a path file. So this proves that every
file of the service is in the wheel, and that what it requires is named in it, not that the
index still has those versions: `make demo` shows that on each fresh machine.
"""

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from contextlib import closing
from email.parser import Parser
from pathlib import Path
from sqlite3 import connect

import pytest
from packaging.requirements import Requirement

from participation.domain.agreement import ENOUGH_READ

ROOT = Path(__file__).resolve().parents[2]
SOURCES = {
    "participation": "participation",
    "bots": "bots",
    "surveys": "surveys",
    "templates": "participation/templates",
}


# What a newcomer finds once in the made-up year, beside asks, answers and cards.
ALL = "SELECT count(*) FROM {}"
SHOWN = (
    ("exemption", f"{ALL} WHERE signed"),
    ("statement", f"{ALL} WHERE published_on IS NOT NULL"),
    ("action", ALL),
    ("milestone", f"{ALL} WHERE done_on IS NOT NULL"),
    ("seen_mark", f"{ALL} WHERE NOT seen"),
    ("cross_reading", ALL),
    ("wording_check", f"{ALL} WHERE verdict = 'clear'"),
)


def run(*command: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    """Run the command to its end, and show what it said if it failed."""
    done = subprocess.run(command, check=False, capture_output=True, text=True, **options)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel, built from the source as it stands."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """A fresh environment with the wheel in it."""
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", folder)
    python = folder / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-index",
        "--no-deps", wheel)  # fmt: skip
    packages = next((folder / "lib").glob("python*/site-packages"))
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder


def elsewhere(installed: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run one of the environment's own programs from the root of the machine."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "PARTICIPATION_"))
    }
    return run(installed / "bin" / command[0], *command[1:], cwd="/", env=inherited)


def packaged(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_every_file_of_the_source_is_in_the_wheel(wheel):
    wanted = {
        f"{target}/{path.relative_to(ROOT / source).as_posix()}"
        for source, target in SOURCES.items()
        for path in (ROOT / source).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert wanted - packaged(wheel) == set()


def test_nothing_but_the_service_and_its_licence_is_in_the_wheel(wheel):
    tops = {name.partition("/")[0] for name in packaged(wheel)}
    description = {top for top in tops if top.endswith(".dist-info")}

    assert tops - description == {"participation", "bots", "surveys"}
    assert any(name.endswith("licenses/LICENSE") for name in packaged(wheel))


def test_the_wheel_requires_what_the_project_says(wheel):
    (description,) = [name for name in packaged(wheel) if name.endswith(".dist-info/METADATA")]
    with zipfile.ZipFile(wheel) as archive:
        told = Parser().parsestr(archive.read(description).decode())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    lines = [line for line in told.get_all("Requires-Dist") or [] if "extra ==" not in line]

    required = {Requirement(line) for line in lines}

    assert required == {Requirement(line) for line in project["dependencies"]}


def test_what_runs_comes_from_the_wheel_alone(installed):
    code = "import participation, bots, surveys; print(participation.__file__, surveys.__file__)"

    done = elsewhere(installed, "python", "-c", code)

    places = [Path(place) for place in done.stdout.split()]
    assert all(place.is_relative_to(installed) for place in places), places


def test_the_command_explains_itself_from_anywhere(installed):
    done = elsewhere(installed, "participation", "--help")

    assert "demo" in done.stdout
    assert "serve" in done.stdout


@pytest.mark.slow
def test_the_demo_goes_round_the_loop_from_anywhere(installed, tmp_path):
    done = elsewhere(installed, "participation", "demo", "--no-serve", "--out", tmp_path / "out")

    endings = {path.suffix for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert {".html", ".pdf", ".docx", ".sqlite"} <= endings
    assert re.search(r"\d\.\d+ s  ", done.stdout)
    (kept,) = (tmp_path / "out").rglob("participation.sqlite")
    with closing(connect(kept)) as rows:
        held = {table: rows.execute(many.format(table)).fetchone()[0] for table, many in SHOWN}
    assert min(held.values()) >= 1, held
    assert held["cross_reading"] >= ENOUGH_READ
