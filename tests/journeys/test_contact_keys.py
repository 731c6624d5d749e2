"""The command that makes the safeguarding key."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from participation.cli import main

TYPED = "five quiet otters cross\n" * 2


@pytest.fixture
def run(tmp_path: Path):
    environment = {"PARTICIPATION_DATA": str(tmp_path)}

    def run(*typed: str, answers: str = ""):
        return CliRunner().invoke(main, typed, input=answers, env=environment)

    run("council", "add", "leicester")
    for handle, role in (("lead", "safeguarding-lead"), ("officer", "officer")):
        names = ("--handle", handle, "--name", handle, "--email", f"{handle}@leicester.example")
        made = run("account", "add", *names, "--role", role, "--password", "correct horse battery")
        assert made.exit_code == 0, made.output
    return run


def test_it_prints_the_recovery_words_once_and_no_passphrase(run) -> None:
    made = run("contact", "keys", "--lead", "lead", answers=TYPED)
    again = run("contact", "keys", "--lead", "lead", answers=TYPED)

    assert made.exit_code == 0
    assert len(made.output.splitlines()[-2].split()) == 12
    assert "otters" not in made.output
    assert again.exit_code == 1
    assert "There is a safeguarding key already." in again.output


def test_it_refuses_whoever_is_no_lead(run) -> None:
    made = run("contact", "keys", "--lead", "officer", answers=TYPED)

    assert made.exit_code == 1
    assert "officer is no safeguarding lead" in made.output
