"""The doctor as a command: lines, and an exit code for whoever watches over it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from participation.cli import main
from participation.models.database import Database


def doctor() -> Result:
    return CliRunner().invoke(main, ["doctor"])


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PARTICIPATION_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def test_each_line_says_whether_it_is_safe_and_the_exit_code_whether_all_are(
    database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARTICIPATION_DATABASE_URL", database_url)

    result = doctor()

    lines = result.output.strip().splitlines()
    assert result.exit_code == 1
    assert all(line.startswith(("safe ", "NOT SAFE ")) for line in lines[:-2])
    assert lines[-1] == f"{sum(line.startswith('NOT') for line in lines)} to put right."
    assert any("No mail server is set" in line for line in lines)


def test_nothing_is_made_on_an_empty_machine(folder: Path) -> None:
    result = doctor()

    assert result.exit_code == 1
    assert "There is no database yet" in result.output
    assert not folder.exists()


def test_a_database_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARTICIPATION_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")

    result = doctor()

    assert result.exit_code == 1
    assert "does not answer as it should (OperationalError)" in result.output


def test_a_database_of_another_shape_is_told_and_left_as_it_is(
    empty_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = empty_database.engine.url.render_as_string(hide_password=False)
    with empty_database.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE other (id INTEGER PRIMARY KEY)")
    monkeypatch.setenv("PARTICIPATION_DATABASE_URL", url)

    result = doctor()

    assert "The database is at None" in result.output
    assert result.exit_code == 1
