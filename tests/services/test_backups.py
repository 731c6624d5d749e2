"""Backups: sealed in two parts, exact, and nothing that was withdrawn comes back."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from nacl.public import PrivateKey

from participation import migrations
from participation.core.backup_keys import BackupKeys, Part
from participation.core.clock import SetClock
from participation.core.errors import BadFile, NotFound, Refused
from participation.core.keys import KeyFolder
from participation.core.sealed_files import opened_lines
from participation.models import Answer, Submission
from participation.models.database import Database
from participation.models.dumping import dump, stored_tables
from participation.models.snapshots import snapshot
from participation.services import backups, clearing, reading, withdrawals
from participation.services.submissions import submission_of_receipt
from tests.factories import a_consultation, a_council, an_account, say
from tests.models.filling import fill

PAIRS = {part: PrivateKey.generate() for part in Part}
PUBLIC = BackupKeys({part: bytes(pair.public_key) for part, pair in PAIRS.items()})
PRIVATE = {part: bytes(pair) for part, pair in PAIRS.items()}
TODAY = date(2026, 3, 11)
WORDS = "zanzibar marmalade lighthouse"

Make = Callable[[], backups.Written]


@pytest.fixture
def make(database: Database, keys: KeyFolder, tmp_path: Path) -> Make:
    """Write a backup of the database as it stands."""

    def write() -> backups.Written:
        revision = migrations.revision_of(database)
        source = backups.Source("2026-03-11", revision, keys.fingerprint())
        withdrawn = keys.young().withdrawn
        with snapshot(database, tmp_path) as connection:
            return backups.write_backup(connection, source, PUBLIC, withdrawn, tmp_path / "away")

    return write


def everything(database: Database) -> list[str]:
    with database.engine.begin() as connection:
        return list(dump(connection, stored_tables(connection)))


def bring_back(database: Database, keys: KeyFolder, made: backups.Written) -> backups.Restored:
    found = backups.find_backup(made.folder, PRIVATE)
    with database.writing() as session:
        return backups.restore(session, found, PRIVATE, keys.young().withdrawn, TODAY)


def test_what_is_restored_is_what_was_backed_up(database, keys, make):
    with database.engine.begin() as connection:
        fill(connection, 3)
    before = everything(database)
    made = make()
    with database.writing() as session:
        a_council(session)

    done = bring_back(database, keys, made)

    assert everything(database) == before
    assert done.rows == made.rows > 0


def test_neither_part_gives_a_word_away_nor_opens_with_the_other_key(database, make):
    with database.engine.begin() as connection:
        fill(connection, 3)

    folder = make().folder

    stored = b"".join(path.read_bytes() for path in folder.iterdir())
    assert b"council" not in stored
    with pytest.raises(BadFile, match="key does not open it"):
        swapped = {Part.ANSWERS: PRIVATE[Part.INVITES], Part.INVITES: PRIVATE[Part.ANSWERS]}
        backups.find_backup(folder, swapped)


def test_invites_are_in_a_part_of_their_own(database, make):
    with database.engine.begin() as connection:
        fill(connection, 2)
    folder = make().folder

    tables = {}
    for part in Part:
        with opened_lines(folder / f"{part}.sealed", PRIVATE[part]) as lines:
            tables[part] = {line.split('"')[3] for line in lines if line.startswith('{"table"')}

    assert tables[Part.INVITES] == {"invite"}
    assert "invite" not in tables[Part.ANSWERS]
    assert "submission" in tables[Part.ANSWERS]


def test_what_was_withdrawn_since_stays_withdrawn(
    database: Database, keys: KeyFolder, clock: SetClock, make: Make
) -> None:
    now, young = clock.now(), keys.young()
    with database.writing() as session:
        council = a_council(session)
        officer = an_account(session, council)
        consultation = a_consultation(session, council, now.date())
        kept, gone = (str(say(session, keys, consultation, now, text=WORDS).receipt) for _ in "ab")
        while unread := reading.next_unread(session, council, keys.reading()):
            decision = clearing.Decision(WORDS, ())
            clearing.clear(session, council, officer, unread.answer_id, decision, now)
    made = make()
    with database.writing() as session:
        withdrawals.take_back(session, young, gone, now)

    done = bring_back(database, keys, made)

    assert done.withdrawn == 1
    with database.reading() as session:
        assert submission_of_receipt(session, young, gone) is None
        assert submission_of_receipt(session, young, kept) is not None
        assert session.query(Submission).count() == 1
        assert session.query(Answer).filter(Answer.cleared == WORDS).count() == 1


def test_a_text_that_nobody_had_read_is_read_for_safety_before_it_goes_again(
    database: Database, keys: KeyFolder, clock: SetClock, make: Make
) -> None:
    now, young = clock.now(), keys.young()
    with database.writing() as session:
        council = a_council(session)
        consultation = a_consultation(session, council, now.date())
        gone = str(say(session, keys, consultation, now, text=WORDS).receipt)
    made = make()
    with database.writing() as session:
        withdrawals.take_back(session, young, gone, now)

    bring_back(database, keys, made)

    with database.reading() as session:
        unread = reading.next_unread(session, council, keys.reading())
        assert unread.taken_back
        assert session.query(Answer).count() == 1
        assert submission_of_receipt(session, young, gone) is None


def test_the_list_of_withdrawals_goes_with_the_backup(
    database: Database, keys: KeyFolder, clock: SetClock, make: Make
) -> None:
    now, young = clock.now(), keys.young()
    with database.writing() as session:
        consultation = a_consultation(session, a_council(session), now.date())
        receipt = str(say(session, keys, consultation, now).receipt)
        withdrawals.take_back(session, young, receipt, now)

    made = make()

    assert (made.folder / "withdrawn").read_bytes() == young.withdrawn.path.read_bytes()


def test_a_backup_from_before_a_change_of_tables_comes_back_in_the_new_shape(
    database: Database, keys: KeyFolder, make: Make
) -> None:
    oldest = "0001"
    migrations.downgrade(database, oldest)
    with database.engine.begin() as connection:
        fill(connection, 2)
    before = everything(database)
    made = make()
    migrations.upgrade(database)

    found = backups.find_backup(made.folder, PRIVATE)
    migrations.downgrade(database, found.heading.source.revision)
    with database.writing() as session:
        backups.restore(session, found, PRIVATE, keys.young().withdrawn, TODAY)

    assert everything(database) == before
    migrations.upgrade(database)
    assert migrations.revision_of(database) == migrations.newest()


def test_a_restore_that_fails_changes_nothing(database, keys, make, monkeypatch):
    with database.engine.begin() as connection:
        fill(connection, 2)
    made = make()
    with database.writing() as session:
        a_council(session)
    before = everything(database)
    found = backups.find_backup(made.folder, PRIVATE)
    (made.folder / "invites.sealed").write_bytes(b"")

    with pytest.raises(BadFile), database.writing() as session:
        backups.restore(session, found, PRIVATE, keys.young().withdrawn, TODAY)

    assert everything(database) == before


def test_two_backups_of_one_day_stand_side_by_side(make):
    folders = [make().folder.name for _ in range(3)]

    assert folders == ["2026-03-11", "2026-03-11-2", "2026-03-11-3"]


def test_a_backup_that_fails_leaves_nothing_behind(database, keys, tmp_path):
    source = backups.Source("2026-03-11", "0001", "")
    broken = replace(PUBLIC, public={Part.ANSWERS: PUBLIC.public[Part.ANSWERS]})

    with pytest.raises(KeyError), snapshot(database, tmp_path) as connection:
        backups.write_backup(connection, source, broken, keys.young().withdrawn, tmp_path / "away")

    assert list((tmp_path / "away").iterdir()) == []


def test_a_folder_without_a_backup_is_told(tmp_path):
    with pytest.raises(NotFound, match=r"answers\.sealed is missing"):
        backups.find_backup(tmp_path, PRIVATE)


def test_parts_of_two_backups_are_refused(make):
    one, two = make().folder, make().folder
    (two / "invites.sealed").rename(one / "invites.sealed")

    with pytest.raises(BadFile, match="of two backups"):
        backups.find_backup(one, PRIVATE)


def test_parts_in_each_others_place_are_refused(make):
    folder = make().folder
    (folder / "invites.sealed").replace(folder / "answers.sealed")
    (folder / "invites.sealed").write_bytes((folder / "answers.sealed").read_bytes())

    with pytest.raises(BadFile, match="holds the invites"):
        backups.find_backup(folder, dict.fromkeys(Part, PRIVATE[Part.INVITES]))


def test_a_backup_from_before_the_list_of_withdrawals_is_refused(database, keys, make):
    with database.writing() as session:
        a_council(session)
    found = backups.find_backup(make().folder, PRIVATE)
    withdrawn, days = keys.young().withdrawn, 92

    with database.writing() as session:
        back = backups.restore(session, found, PRIVATE, withdrawn, TODAY + timedelta(days=days))
    with pytest.raises(Refused, match="listed for 92 days"), database.writing() as session:
        args = (session, found, PRIVATE, withdrawn)
        backups.restore(*args, TODAY + timedelta(days=days + 1))

    assert back.rows > 0


def test_old_backups_are_deleted_and_never_the_newest_nor_what_is_none(make, tmp_path):
    made = make().folder
    for day in ("2025-12-01", "2026-01-01", "2025-11-30-2"):
        shutil.copytree(made, made.with_name(day))
    (made.with_name("2024-01-01")).mkdir()

    gone = backups.forget_old(tmp_path / "away", TODAY, 92)
    later = backups.forget_old(tmp_path / "away", TODAY + timedelta(days=900), 92)

    assert [one.name for one in gone] == ["2025-11-30-2", "2025-12-01"]
    assert [one.name for one in later] == ["2026-01-01"]
    assert made.is_dir()
    assert made.with_name("2024-01-01").is_dir()
