"""Invites made in the terminal, as codes or as slips to print."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from participation.cli import main
from participation.models import Invite
from participation.models.database import Database
from tests.fixtures_databases import SqliteGround

CODE = re.compile(r"[a-z2-9]{5}-[a-z2-9]{5}", re.IGNORECASE)


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: what is stored is tested on both with the services."""
    return sqlite_ground


@pytest.fixture
def run(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    url = database.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("PARTICIPATION_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("PARTICIPATION_DATABASE_URL", url)

    def command(*arguments: str) -> Result:
        return CliRunner().invoke(main, arguments)

    command("council", "add", "leicester")
    return command


def open_one(run, name: str, *more: str) -> None:
    opened = run(
        "consultation", "open", name, "--survey", "where-i-live", "--closes", "2099-01-01",
        "--group", "foster-care", *more,
    )  # fmt: skip
    assert opened.exit_code == 0, opened.output


def test_codes_are_made_for_the_one_consultation_that_fits(run, database: Database) -> None:
    open_one(run, "open")
    open_one(run, "codes", "--by-invite")

    made = run("invites", "--group", "foster-care", "--count", "60")

    codes = made.output.split()
    with database.reading() as session:
        rows = session.query(Invite).all()
    assert made.exit_code == 0
    assert len({code for code in codes if CODE.fullmatch(code)}) == len(codes) == 60
    assert [row.route for row in rows] == ["post"] * 60


def test_where_several_fit_the_name_is_asked_for(run) -> None:
    open_one(run, "codes", "--by-invite")
    open_one(run, "more", "--by-invite")

    unclear = run("invites", "--group", "foster-care", "--count", "3")
    named = run("invites", "more", "--group", "foster-care", "--count", "3", "--route", "school")

    assert unclear.exit_code == 1
    assert "Name the one that is meant" in unclear.output
    assert len(named.output.split()) == 3


def test_slips_are_written_for_whoever_may_read_them_alone(run, tmp_path: Path) -> None:
    open_one(run, "codes", "--by-invite", "--thanks", "a voucher")
    file = tmp_path / "slips.html"

    made = run(
        "invites", "--group", "foster-care", "--count", "4", "--route", "carer",
        "--slips", str(file),
    )  # fmt: skip

    page = file.read_text()
    assert made.exit_code == 0, made.output
    assert not CODE.search(made.output)
    assert page.count("<svg") == 4
    assert "4 sealed slips" in page
    assert "a voucher" in page
    assert "<link" not in page
    assert file.stat().st_mode & 0o077 == 0
