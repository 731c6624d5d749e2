"""A sealed file is opened by its own key alone, and any change to it is noticed."""

import stat
import tracemalloc
from pathlib import Path

import pytest
from nacl.public import PrivateKey

from participation.core.errors import BadFile
from participation.core.sealed_files import opened_lines, sealed_lines

KEY = PrivateKey.generate()
PUBLIC, PRIVATE = bytes(KEY.public_key), bytes(KEY)
SECRET = "zanzibar marmalade lighthouse"


def write(path: Path, lines: int = 20_000) -> bytes:
    with sealed_lines(path, PUBLIC) as file:
        for number in range(lines):
            file.write(f"{number * 7919 % 1_000_003} {SECRET} ሰላም\n")
    return path.read_bytes()


def read(path: Path, private: bytes = PRIVATE) -> int:
    with opened_lines(path, private) as file:
        return sum(1 for _ in file)


def test_what_was_sealed_is_opened_line_by_line(tmp_path):
    write(tmp_path / "one")

    with opened_lines(tmp_path / "one", PRIVATE) as file:
        lines = list(file)

    assert lines[3] == f"{3 * 7919} {SECRET} ሰላም\n"
    assert len(lines) == 20_000


def test_nothing_of_it_can_be_read_without_the_key(tmp_path):
    stored = write(tmp_path / "one")

    assert SECRET.encode() not in stored
    assert stat.S_IMODE((tmp_path / "one").stat().st_mode) == 0o600
    with pytest.raises(BadFile, match="this key does not open it"):
        read(tmp_path / "one", bytes(PrivateKey.generate()))


def test_the_same_text_is_never_sealed_alike(tmp_path):
    assert write(tmp_path / "one", 1)[-16:] != write(tmp_path / "two", 1)[-16:]


@pytest.mark.parametrize("cut", [0, 10, 30, 100, 120, 135, 70_000, -1, -17, -40])
def test_a_file_that_was_cut_short_is_noticed(tmp_path, cut):
    stored = write(tmp_path / "one")
    (tmp_path / "two").write_bytes(stored[:cut])

    with pytest.raises(BadFile, match="two"):
        read(tmp_path / "two")


@pytest.mark.parametrize("place", [30, 100, 130, 200, 65_600, -1])
def test_a_changed_byte_is_noticed(tmp_path, place):
    stored = bytearray(write(tmp_path / "one"))
    stored[place] ^= 1
    (tmp_path / "two").write_bytes(stored)

    with pytest.raises(BadFile):
        read(tmp_path / "two")


def test_what_was_added_is_noticed(tmp_path):
    (tmp_path / "two").write_bytes(write(tmp_path / "one") + b"more")

    with pytest.raises(BadFile, match="not as it was written"):
        read(tmp_path / "two")


def test_a_file_that_was_left_off_in_the_middle_does_not_pass_for_whole(tmp_path):
    with pytest.raises(RuntimeError), sealed_lines(tmp_path / "one", PUBLIC) as file:
        file.write("half\n")
        raise RuntimeError

    with pytest.raises(BadFile):
        read(tmp_path / "one")


def test_a_large_file_needs_little_memory(tmp_path):
    tracemalloc.start()
    try:
        write(tmp_path / "one", 200_000)
        read(tmp_path / "one")
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert most < 2_000_000
