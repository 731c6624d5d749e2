"""Settings come from the environment, each with a default that works on one machine."""

from pathlib import Path

import pytest

from participation.core.settings import read_settings


def settings(**environment):
    return read_settings(
        environment={f"PARTICIPATION_{name}": value for name, value in environment.items()}
    )


def test_nothing_needs_to_be_set():
    read = settings()

    assert read.folder == Path.cwd() / "participation-data"
    assert read.database_url == f"sqlite:///{read.folder}/participation.sqlite"
    assert read.young_address == "http://127.0.0.1:8000"
    assert read.staff_address == "http://127.0.0.1:8001"
    assert not read.https
    assert read.smtp == ""
    assert read.telegram_token == ""


def test_everything_is_kept_in_the_folder(tmp_path):
    read = settings(DATA=str(tmp_path))

    assert read.database_url == f"sqlite:///{tmp_path}/participation.sqlite"
    assert read.key_folder == tmp_path / "keys"
    assert read.model_folder == tmp_path / "models"


def test_a_folder_is_told_in_full_so_that_every_process_means_the_same_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    read = settings(DATA="here")

    assert read.folder == tmp_path / "here"


def test_a_folder_given_by_hand_goes_before_the_environment(tmp_path):
    read = read_settings(tmp_path / "given", {"PARTICIPATION_DATA": str(tmp_path / "set")})

    assert read.folder == tmp_path / "given"


def test_the_young_app_uses_the_same_database_unless_it_has_its_own():
    shared = settings(DATABASE_URL="postgresql://staff@/p")
    apart = settings(
        DATABASE_URL="postgresql://staff@/p", YOUNG_DATABASE_URL="postgresql://young@/p"
    )

    assert shared.young_database_url == "postgresql://staff@/p"
    assert apart.young_database_url == "postgresql://young@/p"
    assert apart.database_url == "postgresql://staff@/p"


@pytest.mark.parametrize("written", ["https://ask.example", "https://ask.example/"])
def test_an_address_loses_its_last_slash_and_says_whether_it_is_https(written):
    read = settings(YOUNG_ADDRESS=written)

    assert read.young_address == "https://ask.example"
    assert read.https
