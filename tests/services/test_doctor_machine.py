"""The doctor on the machine itself: keys, addresses, mail and what lies about."""

from dataclasses import replace

import pytest
from nacl.public import PrivateKey

from participation.core.backup_keys import Part
from participation.models.snapshots import COPY
from participation.services import doctor
from participation.services.doctor import Setup
from tests.services.doctors import ill, setup

__all__ = ["setup"]


def test_a_machine_that_is_set_up_well_is_safe(setup: Setup) -> None:
    assert ill(doctor.machine(setup)) == []


@pytest.mark.parametrize("name", ["pepper", "reading-private", "reading-public", "chat"])
def test_a_key_that_is_missing_is_named(setup: Setup, name: str) -> None:
    (setup.settings.key_folder / name).unlink()

    assert any(f"missing from {setup.settings.key_folder}: {name}" in said
               for said in ill(doctor.machine(setup)))  # fmt: skip
    assert not (setup.settings.key_folder / name).exists()


def test_keys_and_folders_that_others_may_read_are_named(setup: Setup) -> None:
    (setup.settings.key_folder / "pepper").chmod(0o640)
    setup.settings.key_folder.chmod(0o755)
    setup.settings.folder.chmod(0o750)

    said = " ".join(ill(doctor.machine(setup)))

    assert "Others may read pepper" in said
    assert f"chmod 700 {setup.settings.key_folder}" in said
    assert f"chmod 700 {setup.settings.folder}" in said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"young_address": "http://views.example"}, "for young people, http://views.example"),
        ({"staff_address": "http://10.0.0.7:8001"}, "for staff, http://10.0.0.7:8001"),
        ({"smtp": ""}, "No mail server"),
        ({"mail_folder": "somewhere"}, "reaches nobody"),
    ],
)
def test_addresses_and_mail_that_are_not_safe_are_told(setup: Setup, change, said: str) -> None:
    changed = replace(setup, settings=replace(setup.settings, **change))

    (only,) = ill(doctor.machine(changed))

    assert said in only


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_this_machines_own_address_needs_no_https(setup: Setup, host: str) -> None:
    settings = replace(setup.settings, young_address=f"http://{host}:8000")

    assert ill(doctor.machine(replace(setup, settings=settings))) == []


def test_backup_keys_that_are_missing_or_too_near_are_told(setup: Setup) -> None:
    for part in Part:
        (setup.settings.key_folder / f"backup-{part}-public").unlink()
    near = setup.settings.folder / "backup-answers.private"
    near.write_text(bytes(PrivateKey.generate()).hex())

    said = " ".join(ill(doctor.machine(setup)))

    assert "There are no backup keys" in said
    assert f"{near}: whoever takes this machine" in said


def test_what_a_broken_backup_left_and_a_damaged_list_are_told(setup: Setup) -> None:
    (setup.settings.folder / COPY).write_bytes(b"everything")
    (setup.settings.folder / "withdrawn").write_text("no list\n")

    said = " ".join(ill(doctor.machine(setup)))

    assert "broken off" in said
    assert "list of withdrawals is damaged" in said
