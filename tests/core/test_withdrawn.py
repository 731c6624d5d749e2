"""The list of what was taken back: outside the database, sorted, safe on disk."""

import os
import secrets
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest

from participation.core.errors import BadFile
from participation.core.withdrawn import WithdrawnList

PEPPER = bytes(32)


@pytest.fixture
def listed(tmp_path: Path) -> WithdrawnList:
    return WithdrawnList(tmp_path / "withdrawn", PEPPER)


def test_what_was_taken_back_is_found_again_and_nothing_else(listed):
    gone, other = secrets.token_bytes(32), secrets.token_bytes(32)

    listed.add(gone)
    listed.add(gone)

    again = WithdrawnList(listed.path, PEPPER)
    assert again.holds(gone, again.marks())
    assert not again.holds(other, again.marks())
    assert len(again.marks()) == 1


def test_without_the_pepper_it_tells_nothing(listed):
    gone = secrets.token_bytes(32)

    listed.add(gone)

    stranger = WithdrawnList(listed.path, secrets.token_bytes(32))
    assert not stranger.holds(gone, stranger.marks())
    assert gone.hex() not in listed.path.read_text()


def test_its_order_is_not_that_of_time(listed):
    for _ in range(30):
        listed.add(secrets.token_bytes(32))

    lines = listed.path.read_text().split()

    assert lines == sorted(lines)


def test_withdrawals_at_once_are_all_kept(listed):
    gone = [secrets.token_bytes(32) for _ in range(40)]

    with ThreadPoolExecutor(8) as doors:
        list(doors.map(listed.add, gone))

    assert all(listed.holds(one, listed.marks()) for one in gone)
    assert listed.path.stat().st_mode & 0o077 == 0


def test_a_process_killed_while_it_writes_loses_nothing_that_it_acknowledged(tmp_path):
    program = (
        "import sys; from pathlib import Path\n"
        "from participation.core.withdrawn import WithdrawnList\n"
        "listed = WithdrawnList(Path(sys.argv[1]), bytes(32))\n"
        "for number in range(10_000):\n"
        "    listed.add(number.to_bytes(32, 'big')); print(number, flush=True)\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", program, tmp_path / "withdrawn"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )
    acknowledged = [int(child.stdout.readline()) for _ in range(25)]

    child.send_signal(signal.SIGKILL)
    child.communicate()

    listed = WithdrawnList(tmp_path / "withdrawn", PEPPER)
    marks = listed.marks()
    assert all(listed.holds(number.to_bytes(32, "big"), marks) for number in acknowledged)


def test_another_copy_of_the_list_is_taken_in(listed, tmp_path):
    here, there = secrets.token_bytes(32), secrets.token_bytes(32)
    listed.add(here)
    WithdrawnList(tmp_path / "copy", PEPPER).add(there)

    listed.take_in(tmp_path / "copy")

    assert all(listed.holds(one, listed.marks()) for one in (here, there))


@pytest.mark.parametrize("words", [b"not a list", b"\xff\xfe", b"ab" * 31 + b"zz"])
def test_a_file_that_is_no_list_is_refused_and_changes_nothing(listed, tmp_path, words):
    listed.add(secrets.token_bytes(32))
    before = listed.path.read_bytes()
    (tmp_path / "other").write_bytes(words)

    with pytest.raises(BadFile, match="other"):
        listed.take_in(tmp_path / "other")

    assert listed.path.read_bytes() == before


def test_a_mark_goes_once_no_backup_is_kept_that_is_older(listed):
    first, second = secrets.token_bytes(32), secrets.token_bytes(32)
    start, days = date(2026, 3, 11), 92
    listed.add(first)
    at_start = listed.forget(start, days)
    listed.add(second)

    dropped = [listed.forget(start + timedelta(days=day), days) for day in (91, 92, 93, 184)]

    assert (at_start, dropped) == (0, [0, 1, 0, 1])
    assert listed.marks() == frozenset()


def test_a_mark_made_since_the_last_look_stays(listed):
    start, young = date(2026, 3, 11), secrets.token_bytes(32)
    listed.add(secrets.token_bytes(32))
    listed.forget(start, 92)
    listed.add(young)

    listed.forget(start + timedelta(days=92), 92)

    assert listed.holds(young, listed.marks())
    assert len(listed.marks()) == 1
