"""Nobody is found by the order in which they sent, through any channel, once the night is over.

The attacker holds the database, its files and its logs, and the list of who was handed which
invite and who sent when. PARTICIPATION_ATTACK_CROWDS sets how many crowds are attacked, 6
unless told, and PARTICIPATION_ATTACK_PEOPLE how many people each has, 12 unless told.
"""

import logging
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

import pytest

from participation.core.keys import KeyFolder
from participation.models.database import Database
from tests.attack import postgresql_channels, sqlite_channels
from tests.attack.crowd import Crowd
from tests.attack.guessing import Order, Tallies, out_of_chance, shown, tally
from tests.attack.row_channels import read_backup, read_rows
from tests.fixtures_databases import KINDS, Ground
from tests.postgresql import Cluster

CROWDS = int(os.environ.get("PARTICIPATION_ATTACK_CROWDS", "6"))
PEOPLE = int(os.environ.get("PARTICIPATION_ATTACK_PEOPLE", "12"))
MORE_CROWDS = min(CROWDS, 12)
MORNING = datetime(2026, 3, 11, 9, tzinfo=UTC)


@dataclass
class Site:
    """One kind of database, all of whose files the attacker can read."""

    ground: Ground
    cluster: Cluster | None
    keys: KeyFolder
    logged: pytest.LogCaptureFixture

    def read(self, crowd: Crowd) -> dict[str, Order]:
        marks = crowd.marks
        rows = read_rows(crowd.database, marks, self.logged.text)
        rows["line of a backup"] = read_backup(crowd.database, marks)
        if self.cluster is None:
            return rows | sqlite_channels.read_sqlite(crowd.database, marks)
        return rows | postgresql_channels.read_postgresql(self.cluster, crowd.database, marks)

    @property
    def told_until_mixed(self) -> tuple[str, ...]:
        """How the names of channels begin that are known to tell something until the mix."""
        channels = sqlite_channels if self.cluster is None else postgresql_channels
        return channels.IN_ORDER_UNTIL_MIXED

    def attack(self, crowds: int) -> tuple[Tallies, Tallies]:
        """Return the guesses before and after the night, of that many fresh crowds."""
        before: Tallies = {}
        after: Tallies = {}
        for _ in range(crowds):
            url = self.ground.migrated()
            database = Database(url)
            crowd = Crowd.gather(database, self.keys, MORNING, PEOPLE)
            self.logged.clear()
            crowd.send_all(Random(), but=PEOPLE // 2)
            earlier = read_backup(database, crowd.marks)
            crowd.send_all(Random())
            tally(before, PEOPLE, self.read(crowd))
            crowd.night()
            tally(after, PEOPLE, self.read(crowd))
            later = read_backup(database, crowd.marks)
            tally(after, len(later) - len(earlier), {"new in a later backup": new(earlier, later)})
            database.close()
            self.ground.drop(url)
        return before, after


def new(earlier: Order, later: Order) -> Order:
    """Return the order of those who stand in the later backup alone, numbered from 0."""
    return {person - len(earlier): later[person] for person in later if person not in earlier}


@pytest.fixture(params=KINDS)
def site(request: pytest.FixtureRequest, keys: KeyFolder, caplog: pytest.LogCaptureFixture) -> Site:
    caplog.set_level(logging.DEBUG)
    if request.param == "sqlite":
        return Site(request.getfixturevalue("sqlite_ground"), None, keys, caplog)
    ground = request.getfixturevalue("readable_ground")
    return Site(ground, ground.cluster, keys, caplog)


def telling(site: Site, before: Tallies, after: Tallies) -> set[str]:
    """Return the channels that tell something where they must not."""
    early = {name for name in out_of_chance(before) if not name.startswith(site.told_until_mixed)}
    return {f"{name}, before the mix" for name in early} | out_of_chance(after)


@pytest.mark.slow
def test_no_channel_finds_anybody_after_the_mix_and_few_do_before(site: Site):
    before, after = site.attack(CROWDS)
    print(f"{CROWDS} crowds of {PEOPLE}; chance is 1 right, 0.500 in order")
    print(shown("before the mix", before))
    print(shown("after the mix", after))

    # Of some seventy figures one is out by chance now and then; what tells is out again.
    suspects = telling(site, before, after)
    for _ in range(2):
        if suspects:
            suspects &= telling(site, *site.attack(MORE_CROWDS))

    assert suspects == set()
    if site.cluster is not None:
        for name in ("pg_wal", "xmin, submission", "invites beside submissions, xmin"):
            assert set(before[name].right) == {PEOPLE}
