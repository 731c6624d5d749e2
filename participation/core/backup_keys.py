"""The keys of the backups: public halves here, private halves in other hands.

Two pairs, so that invites and answers can be kept by two people: whoever opens two backups
that lie fewer than ten submissions apart, both parts of both, can match the two.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from participation.core.errors import BadFile, BadInput, NotSetUp, Refused
from participation.core.keys import KeyFolder
from participation.core.sealed import new_reading_key, public_half


class Part(StrEnum):
    """The two parts of a backup, each sealed to a key of its own."""

    ANSWERS = "answers"
    INVITES = "invites"


@dataclass(frozen=True)
class BackupKeys:
    """The public halves, to which backups are sealed."""

    public: Mapping[Part, bytes]


def make_backup_keys(keys: KeyFolder, away: Path) -> tuple[Path, ...]:
    """Make both pairs, write the private halves into the folder `away`, return where they are.

    Raises Refused when there are backup keys already: what was sealed to them needs them.
    """
    if away.resolve().is_relative_to(keys.path.parent.resolve()):
        raise BadInput("Choose a folder outside the service's own, such as a memory stick.")
    if any((keys.path / _public_name(part)).exists() for part in Part):
        raise Refused(
            "There are backup keys already. To change them, move the files backup-*-public "
            f"out of {keys.path} and keep the old private halves for the old backups."
        )
    away.mkdir(parents=True, exist_ok=True, mode=0o700)
    private = {part: new_reading_key() for part in Part}
    written = tuple(_write_away(away / f"backup-{part}.private", private[part]) for part in Part)
    for part in Part:
        keys.keep(_public_name(part), public_half(private[part]))
    return written


def read_backup_keys(keys: KeyFolder) -> BackupKeys:
    """Return the public halves; raises NotSetUp when there are none."""
    if not has_backup_keys(keys):
        raise NotSetUp(
            "There are no backup keys yet. Make them with `participation backup keys DIR`."
        )
    return BackupKeys({part: keys.read(_public_name(part)) for part in Part})


def has_backup_keys(keys: KeyFolder) -> bool:
    """Return whether both public halves are there."""
    return all((keys.path / _public_name(part)).is_file() for part in Part)


def read_private(path: Path) -> bytes:
    """Return the private half in the file; raises BadFile for anything else."""
    try:
        key = bytes.fromhex(path.read_text().strip())
    except (OSError, ValueError) as error:
        raise BadFile(path.name, "start", "it is not a key. Give a backup-*.private.") from error
    if len(key) != len(new_reading_key()):
        raise BadFile(path.name, "start", "it is not a whole key. Give a backup-*.private.")
    return key


def _public_name(part: Part) -> str:
    return f"backup-{part}-public"


def _write_away(path: Path, key: bytes) -> Path:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise Refused(f"There is a {path.name} in that folder already. Choose another.") from error
    with os.fdopen(handle, "w") as file:
        file.write(f"{key.hex()}\n")
        file.flush()
        os.fsync(file.fileno())
    return path
