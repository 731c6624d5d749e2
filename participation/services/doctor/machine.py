"""What the doctor sees without the database: keys, addresses, mail, files."""

import os
from collections.abc import Iterator
from pathlib import Path

from participation.core.backup_keys import Part, has_backup_keys
from participation.core.errors import BadFile, NotSetUp
from participation.models.snapshots import COPY
from participation.services.doctor.finding import Finding, Setup, found, is_loopback

ANYONE_ELSE = 0o077


def machine(setup: Setup) -> Iterator[Finding]:
    """Yield what is to be said of the machine."""
    yield from _keys(setup)
    yield from _addresses(setup)
    yield _mail(setup)
    yield from _backup_keys(setup)
    yield from _withdrawn(setup)
    copy = setup.settings.folder / COPY
    yield found(
        not copy.exists(),
        "No copy of the database was left behind by a backup.",
        f"A backup that was broken off left {copy}, with everything in it. Delete it.",
    )


def _keys(setup: Setup) -> Iterator[Finding]:
    folder = setup.settings.key_folder
    missing = setup.keys.missing()
    yield found(
        not missing,
        "Every key is there.",
        f"Keys are missing from {folder}: {', '.join(missing)}. Put your copy of them back; "
        "new ones are made at the next start, and open nothing that is stored.",
    )
    for place in (setup.settings.folder, folder):
        yield found(
            _is_own(place),
            f"Only the service's account may look into {place}.",
            f"Others may look into {place}, or it is not there. Run: chmod 700 {place}",
        )
    open_keys = [path.name for path in _files(folder) if not _is_own(path)]
    yield found(
        not open_keys,
        "Only the service's account may read the keys.",
        f"Others may read {', '.join(open_keys)}. Run: chmod 600 {folder}/*",
    )


def _is_own(path: Path) -> bool:
    try:
        state = path.stat()
    except OSError:
        return False
    return state.st_uid == os.geteuid() and not state.st_mode & ANYONE_ELSE


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.is_file())


def _addresses(setup: Setup) -> Iterator[Finding]:
    named = {"young people": setup.settings.young_address, "staff": setup.settings.staff_address}
    for who, address in named.items():
        yield found(
            address.startswith("https://") or is_loopback(address),
            f"The address for {who}, {address}, is HTTPS or this machine's own.",
            f"The address for {who}, {address}, is not HTTPS: what is sent can be read on the "
            "way. Put a proxy with a certificate before it.",
        )


def _mail(setup: Setup) -> Finding:
    if setup.settings.mail_folder:
        return Finding(
            False,
            f"Mail is written to {setup.settings.mail_folder} and reaches nobody: no "
            "safeguarding lead is told. Take PARTICIPATION_MAIL_FOLDER away and set "
            "PARTICIPATION_SMTP.",
        )
    return found(
        bool(setup.settings.smtp),
        f"Mail goes through {setup.settings.smtp}.",
        "No mail server is set, so no safeguarding lead is told. Set PARTICIPATION_SMTP.",
    )


def _backup_keys(setup: Setup) -> Iterator[Finding]:
    yield found(
        has_backup_keys(setup.keys),
        "There are keys to seal backups to.",
        "There are no backup keys. Make them with `participation backup keys DIR`.",
    )
    names = {f"backup-{part}.private" for part in Part}
    near = [
        path
        for path in (*_files(setup.settings.folder), *_files(setup.settings.key_folder))
        if path.name in names
    ]
    yield found(
        not near,
        "No private half of a backup key lies among the service's files.",
        f"{', '.join(map(str, near))}: whoever takes this machine opens every backup. Move "
        "them away.",
    )


def _withdrawn(setup: Setup) -> Iterator[Finding]:
    try:
        setup.keys.young().withdrawn.marks()
    except NotSetUp:
        return
    except BadFile as error:
        yield Finding(False, f"The list of withdrawals is damaged: {error.message}")
        return
    yield Finding(True, "The list of withdrawals can be read.")
