"""A machine is lost and its service comes back, told through commands."""

import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from participation.cli import main
from participation.core.keys import KeyFolder
from participation.models.database import Database
from participation.services import withdrawals
from tests.fixtures_databases import SqliteGround

Run = Callable[..., Result]


@pytest.fixture
def run(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("PARTICIPATION_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("PARTICIPATION_DATABASE_URL", database_url)

    def command(*arguments: object, typed: str = "") -> Result:
        return CliRunner().invoke(main, [str(one) for one in arguments], input=typed)

    return command


def told(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.output


def said(run: Run, times: int = 1) -> list[str]:
    """Answer a consultation so often and return the receipts."""
    run("council", "add", "leicester")
    options = ("--survey", "where-i-live", "--closes", "2099-01-01")
    address = told(run("consultation", "open", "home", *options)).strip()
    link = address.rsplit("/", 1)[1]
    replies = "yes\n3\n1\n1\nskip\n1\nThe wifi in my room\nshow 6\nsend\n"
    found = []
    for _ in range(times):
        output = told(run("answer", link, typed=replies))
        found.append(re.search(r"Your five words:\s+(.+)", output).group(1).strip())
    return found


def take_back(database: Database, folder: Path, receipt: str) -> None:
    with database.writing() as session:
        young = KeyFolder(folder / "keys").young()
        withdrawals.take_back(session, young, receipt, datetime.now(UTC))


def keys_away(tmp_path: Path) -> tuple[str, ...]:
    stick = tmp_path / "stick"
    return (
        "--answers-key", str(stick / "backup-answers.private"),
        "--invites-key", str(stick / "backup-invites.private"),
    )  # fmt: skip


def backed_up(run: Run, tmp_path: Path) -> Path:
    told(run("backup", "keys", tmp_path / "stick"))
    told(run("backup", tmp_path / "away"))
    (folder,) = (tmp_path / "away").iterdir()
    return folder


def test_a_lost_machine_comes_back_on_another_database(
    run: Run,
    database: Database,
    tmp_path: Path,
    sqlite_ground: SqliteGround,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept, gone = said(run, 2)
    folder = backed_up(run, tmp_path)
    take_back(database, tmp_path / "data", gone)
    shutil.copytree(tmp_path / "data" / "keys", tmp_path / "new" / "keys")
    monkeypatch.setenv("PARTICIPATION_DATA", str(tmp_path / "new"))
    url = sqlite_ground.empty()
    monkeypatch.setenv("PARTICIPATION_DATABASE_URL", url)

    later = ("--withdrawn", tmp_path / "data" / "withdrawn")
    output = told(run("restore", folder, *keys_away(tmp_path), *later))

    assert "1 submissions that were taken back since stay taken back" in output
    assert run("journey", typed=f"{kept}\n").exit_code == 0
    assert run("journey", typed=f"{gone}\n").exit_code == 1
    sqlite_ground.drop(url)


def test_without_a_list_of_withdrawals_the_restore_says_so(run: Run, tmp_path: Path) -> None:
    said(run)
    folder = backed_up(run, tmp_path)

    output = told(run("restore", folder, *keys_away(tmp_path), "--replace"))

    assert "There is no list of withdrawals here" in output


def test_rows_that_are_there_are_not_overwritten_unasked(run: Run, tmp_path: Path) -> None:
    (receipt,) = said(run)
    folder = backed_up(run, tmp_path)

    refused = run("restore", folder, *keys_away(tmp_path))

    assert refused.exit_code == 1
    assert "--replace" in refused.output
    assert run("journey", typed=f"{receipt}\n").exit_code == 0
    assert "are back" in told(run("restore", folder, *keys_away(tmp_path), "--replace"))
    assert run("journey", typed=f"{receipt}\n").exit_code == 0


def test_a_backup_does_not_come_back_to_other_keys(run: Run, tmp_path: Path) -> None:
    said(run)
    folder = backed_up(run, tmp_path)
    shutil.rmtree(tmp_path / "data" / "keys")

    missing = run("restore", folder, *keys_away(tmp_path), "--replace")
    KeyFolder(tmp_path / "data" / "keys").prepare()
    others = run("restore", folder, *keys_away(tmp_path), "--replace")

    assert "is missing" in missing.output
    assert "not those of this backup" in others.output
    assert (missing.exit_code, others.exit_code) == (1, 1)


def test_backups_need_keys_that_are_made_once(run: Run, tmp_path: Path) -> None:
    early = run("backup", tmp_path / "away")
    inside = run("backup", "keys", tmp_path / "data" / "stick")
    made = told(run("backup", "keys", tmp_path / "stick"))
    again = run("backup", "keys", tmp_path / "other")

    assert "participation backup keys DIR" in early.output
    assert "outside the service's own" in inside.output
    assert "Take them away from this machine now" in made
    assert "There are backup keys already" in again.output
    kept = {path.name for path in (tmp_path / "data" / "keys").iterdir()}
    assert {"backup-answers-public", "backup-invites-public"} <= kept
    assert not any("backup" in name and "private" in name for name in kept)


def test_two_backups_close_to_each_other_are_warned_of(run: Run, tmp_path: Path) -> None:
    said(run)
    backed_up(run, tmp_path)

    output = told(run("backup", tmp_path / "away"))

    assert "Fewer than 10 submissions" in output


def test_a_backup_holds_no_key_and_no_word_in_the_clear(
    run: Run, tmp_path: Path, database: Database
) -> None:
    said(run)
    folder = backed_up(run, tmp_path)

    stored = b"".join(path.read_bytes() for path in folder.iterdir())

    for path in (tmp_path / "data" / "keys").iterdir():
        assert path.read_bytes().strip() not in stored
        assert bytes.fromhex(path.read_text()) not in stored
    assert b"wifi" not in stored
