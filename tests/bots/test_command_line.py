"""`participation bot`: it begins only when all is set up, and ends when it is told to."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from participation.cli.bot import bot
from participation.core.clock import SystemClock
from participation.models.database import Database
from tests.factories import a_consultation, a_council
from tests.fakes.bot_api import PATIENCE, BotApi
from tests.fakes.bot_http import TOKEN
from tests.fakes.talking_bot import all_done

ROOT = Path(__file__).resolve().parents[2]


def ran(tmp_path: Path, *options: str, **environment: str) -> Result:
    settings = {"PARTICIPATION_DATA": str(tmp_path / "kept")} | environment
    return CliRunner().invoke(bot, options, env=settings)


def refused_in_one_line(result: Result) -> str:
    assert result.exit_code == 1
    (line,) = result.output.strip().splitlines()
    assert "Traceback" not in line
    return line


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi() as running:
        yield running


def test_without_a_token_it_says_where_to_get_one(tmp_path):
    line = refused_in_one_line(
        ran(tmp_path, "--council", "testshire", PARTICIPATION_TELEGRAM_TOKEN="")
    )

    assert "BotFather" in line


def test_it_is_off_for_every_council_until_one_is_named(tmp_path):
    line = refused_in_one_line(ran(tmp_path, PARTICIPATION_TELEGRAM_TOKEN=TOKEN))

    assert "--council NAME" in line


def test_a_council_that_is_not_here_is_told_plainly(tmp_path):
    line = refused_in_one_line(
        ran(tmp_path, "--council", "nowhere", PARTICIPATION_TELEGRAM_TOKEN=TOKEN)
    )

    assert "can't find that council" in line


def test_a_wrong_token_ends_it_in_one_plain_line(tmp_path, api, database_url):
    with_council(database_url)

    line = refused_in_one_line(
        ran(
            tmp_path,
            "--council",
            "testshire",
            PARTICIPATION_DATABASE_URL=database_url,
            PARTICIPATION_TELEGRAM_TOKEN="1:wrong",
            PARTICIPATION_TELEGRAM_BASE_URL=api.base_url,
        )
    )

    assert "does not know this token" in line
    assert "1:wrong" not in line


def with_council(database_url: str) -> str:
    """Store a council that asks something, and return the link."""
    database = Database(database_url)
    with database.writing() as session:
        council = a_council(session)
        link = a_consultation(session, council, SystemClock().now().date()).link
    database.close()
    return link


@contextmanager
def running(api: BotApi, tmp_path: Path, database_url: str) -> Iterator[subprocess.Popen[str]]:
    """Run the command as a process of its own, until it listens and then to the block's end."""
    environment = {
        **os.environ,
        "PARTICIPATION_DATA": str(tmp_path / "kept"),
        "PARTICIPATION_DATABASE_URL": database_url,
        "PARTICIPATION_TELEGRAM_TOKEN": TOKEN,
        "PARTICIPATION_TELEGRAM_BASE_URL": api.base_url,
    }
    before = api.polls
    database = Database(database_url)
    api.settled = lambda: all_done(database)
    process = subprocess.Popen(
        [sys.executable, "-m", "participation", "bot", "--council", "testshire"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        with api.changed:
            assert api.changed.wait_for(lambda: api.polls > before, 3 * PATIENCE)
        yield process
    finally:
        process.kill()
        process.communicate()
        database.close()


def test_a_bot_that_is_told_to_stop_ends_well(tmp_path, api, database_url):
    """That it carries on where it was killed is tried in tests/attack, at each step."""
    link = with_council(database_url)
    chat = api.chat()
    with running(api, tmp_path, database_url) as process:
        chat.types(f"/start {link}")
        chat.presses("Yes")
        process.send_signal(signal.SIGTERM)
        told, _ = process.communicate(timeout=PATIENCE)

    assert "1 of 5" in chat.last.text
    assert process.returncode == 0
    assert told == "Talking on Telegram for testshire. Ctrl+C stops it.\n"
