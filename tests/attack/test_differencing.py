"""An attacker with all releases of a consultation and an integer program gets nothing small.

PARTICIPATION_ATTACK_RUNS sets how many histories are tried; 200 unless told.
"""

import os
from collections.abc import Sequence
from random import Random

from participation.domain.disclosure.counts import Cell, Counts, Kind
from participation.domain.disclosure.gate import release
from participation.domain.disclosure.ledger import FrozenRelease
from participation.domain.disclosure.merging import groupings, table_of
from participation.domain.disclosure.rounding import band
from tests.attack.attacker import Known, Loot, Subject, attack
from tests.attack.histories import make_history, make_verdicts, pages_of

RUNS = int(os.environ.get("PARTICIPATION_ATTACK_RUNS", "200"))


def only_rounded(
    people: int, tables: Sequence[Counts], earlier: Sequence[FrozenRelease]
) -> FrozenRelease:
    """Tell all of ten or more after ten new answers, rounded, without looking further."""
    if earlier and people < earlier[-1].people + 10:
        return earlier[-1]
    base = band(people)
    large = [counts for counts in tables if counts.standing >= 10]
    told = tuple(table_of(counts, next(groupings(counts)), base) for counts in large)
    return FrozenRelease(people, base.low, base.high, base, told)


def all_loot(found: Sequence[Loot]) -> dict[str, list[str]]:
    kinds = ("printed", "narrow", "pinned", "nearly_all")
    return {kind: [line for loot in found for line in getattr(loot, kind)] for kind in kinds}


def test_releases_of_growing_consultations_give_no_small_number_away():
    found = []
    for seed in range(RUNS):
        random = Random(seed)
        asked, ledger = make_history(random)
        found.append(attack([asked, make_verdicts(random, ledger)]))

    loot = all_loot(found)

    print(f"{RUNS} histories: {sum(one.hidden for one in found)} hidden cells,")
    print(f"{sum(one.growths for one in found)} increments; {loot}")
    assert sum(one.hidden for one in found) >= RUNS
    assert sum(one.growths for one in found) >= RUNS
    assert loot == {"printed": [], "narrow": [], "pinned": [], "nearly_all": []}


def test_the_same_attacker_breaks_rounding_alone():
    found = []
    for seed in range(min(RUNS, 40)):
        asked, _ = make_history(Random(seed), only_rounded)
        found.append(attack([asked]))

    loot = all_loot(found)

    assert loot["narrow"]
    assert loot["nearly_all"]


# Each row stands at the least that rounds to its figure, the base at the top of its band.
PINNING = ((39, (13, 13, 13)), (49, (13, 18, 18)))


def pinning_tables(cells: Sequence[int]) -> list[Counts]:
    named = tuple(Cell(f"c{at}", f"Choice {at}", held) for at, held in enumerate(cells))
    return [Counts("q", "A question", Kind.ONE, named, sum(cells))]


def pinning_subject(ledger: Sequence[FrozenRelease]) -> Subject:
    return Subject("asked", pages_of(ledger), {"q": Known(("c0", "c1", "c2"), required=True)})


def test_the_attacker_pins_increments_where_only_rounding_guards_them():
    ledger = [only_rounded(people, pinning_tables(cells), []) for people, cells in PINNING]

    loot = attack([pinning_subject(ledger)])

    assert len(loot.pinned) == 3


def test_the_gate_lets_no_increment_be_pinned():
    ledger: list[FrozenRelease] = []
    for people, cells in PINNING:
        ledger.append(release(people, pinning_tables(cells), ledger))

    loot = attack([pinning_subject(ledger)])

    assert len(ledger) == 2
    assert loot.pinned == []
