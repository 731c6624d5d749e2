"""The key folder: made once, readable by its account only, handed out by need."""

import stat

import pytest

from participation.core.errors import NotSetUp
from participation.core.keys import KeyFolder
from participation.core.sealed import open_original, seal_original

SECRET_KEYS = [
    "pepper",
    "reading-private",
    "young-session",
    "staff-session",
    "second-factor",
    "chat",
]


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_every_key_is_made_and_differs(keys):
    made = [keys.read(name) for name in SECRET_KEYS]

    assert {len(key) for key in made} == {32}
    assert len(set(made)) == len(SECRET_KEYS)


def test_two_folders_hold_different_keys(tmp_path):
    folders = [KeyFolder(tmp_path / name) for name in ("one", "two")]

    for folder in folders:
        folder.prepare()

    for name in SECRET_KEYS:
        assert folders[0].read(name) != folders[1].read(name)


def test_only_the_account_itself_may_read_the_keys(keys):
    modes = {mode(path) for path in keys.path.iterdir()}

    assert modes == {0o600}
    assert mode(keys.path) == 0o700


def test_preparing_again_keeps_every_key(keys):
    before = {path.name: path.read_bytes() for path in keys.path.iterdir()}

    keys.prepare()

    assert {path.name: path.read_bytes() for path in keys.path.iterdir()} == before


def test_a_missing_key_is_made_without_touching_the_others(keys):
    before = keys.read("pepper")
    (keys.path / "chat").unlink()

    keys.prepare()

    assert len(keys.read("chat")) == 32
    assert keys.read("pepper") == before


def test_a_missing_key_is_named_with_what_to_do(keys):
    (keys.path / "pepper").unlink()

    with pytest.raises(NotSetUp, match=r"pepper.*key backup"):
        keys.young()


def test_the_young_app_can_seal_what_only_the_readers_open(keys):
    young, reading = keys.young(), keys.reading()

    sealed = seal_original(young.reading_public, "My room is cold.")

    assert open_original(reading.reading_private, sealed) == "My room is cold."
    assert reading.reading_public == young.reading_public


def test_the_young_app_is_not_handed_the_private_half(keys):
    private = keys.reading().reading_private

    handed = vars(keys.young()).values()

    assert private not in handed
