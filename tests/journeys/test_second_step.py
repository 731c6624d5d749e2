"""The command that helps a lone administrator back in who lost phone and recovery codes."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from participation.cli import main
from participation.models import Account, AuditLine, Passkey
from participation.models.database import Database

SOL = ("--handle", "sol", "--name", "Sol", "--email", "sol@leicester.example")


@pytest.fixture
def run(tmp_path: Path, database: Database, monkeypatch):
    url = database.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("PARTICIPATION_DATA", str(tmp_path))
    monkeypatch.setenv("PARTICIPATION_DATABASE_URL", url)

    def run(*typed: str):
        return CliRunner().invoke(main, typed)

    run("council", "add", "leicester")
    run("account", "add", *SOL, "--role", "administrator", "--password", "correct horse battery")
    return run


def set_up(database: Database) -> str:
    """Give the administrator a second step of each kind; return what cookies name."""
    with database.writing() as session:
        account = session.scalars(select(Account)).one()
        account.tf_primary_method, account.tf_totp_secret = "authenticator", "secret"
        account.mf_recovery_codes, account.last_code = ["code"], 7
        passkey = {"name": "Phone", "credential_id": b"c", "public_key": b"p", "usage": "first"}
        session.add(
            Passkey(
                council_id=account.council_id,
                account_id=account.id,
                sign_count=0,
                transports=[],
                **passkey,
            )
        )
        return account.fs_uniquifier


def test_it_forgets_every_second_step_ends_every_sign_in_and_says_what_is_next(run, database):
    named = set_up(database)

    done = run("account", "reset-second-step", "sol")

    assert done.exit_code == 0, done.output
    assert "1. Sign in at http://127.0.0.1:8001/sign-in with sol@leicester.example" in done.output
    assert "Make recovery codes" in done.output
    with database.reading() as session:
        account = session.scalars(select(Account)).one()
        assert account.fs_uniquifier != named
        assert {account.tf_primary_method, account.tf_totp_secret, account.last_code} == {None}
        assert account.mf_recovery_codes is None
        assert session.scalars(select(Passkey)).all() == []


def test_it_stands_in_the_audit(run, database):
    run("account", "reset-second-step", "sol")

    with database.reading() as session:
        lines = session.scalars(select(AuditLine.action)).all()

    assert lines == ["had their second step reset at the server"]


def test_a_closed_account_is_told_as_one(run, database):
    with database.writing() as session:
        session.scalars(select(Account)).one().active = False

    done = run("account", "reset-second-step", "sol")

    assert "1. The account is closed." in done.output


def test_a_handle_that_nobody_has_changes_nothing(run, database):
    named = set_up(database)

    done = run("account", "reset-second-step", "ash")

    assert done.exit_code == 1
    assert "Nobody called ash signs in" in done.output
    with database.reading() as session:
        assert session.scalars(select(Account)).one().fs_uniquifier == named
