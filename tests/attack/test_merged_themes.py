"""Two themes are merged between two releases: the attacker who knows it gets nothing small."""

from dataclasses import replace
from random import Random

from participation.domain.disclosure.counts import Cell, Counts, Kind
from participation.domain.disclosure.gate import release
from participation.domain.disclosure.ledger import FrozenRelease
from tests.attack.attacker import Known, Subject, attack
from tests.attack.histories import Person, Question, grow, keep, make_person, pages_of
from tests.attack.test_differencing import RUNS, all_loot

# Fewer than elsewhere: there are fewer ways for such histories to differ.
SOME = RUNS // 4
KEY, GONE, INTO = "themes", 0, 1
NOTHING = {"printed": [], "narrow": [], "pinned": [], "nearly_all": []}


def count(people: list[Person], codes: int, merged: bool) -> Counts:
    """Return the counts of the themes, the first merged into the second or not."""
    given = [person[KEY] for person in people]
    cells = [
        Cell(f"c{code}", f"Theme {code}", sum(code in themes for themes in given))
        for code in range(codes)
    ]
    if merged:
        either = sum(bool(themes & {GONE, INTO}) for themes in given)
        cells[INTO] = replace(cells[INTO], count=either)
        del cells[GONE]
    became = {f"c{GONE}": (f"c{INTO}",)} if merged else {}
    title = "What people wrote about"
    return Counts(KEY, title, Kind.THEMES, tuple(cells), len(people), became=became)


def make_merged(random: Random) -> tuple[Subject, int]:
    """Return a consultation of which two themes were merged, and how many tables came after."""
    slope = random.choice((1, 2, 4))
    weights = tuple(0.02 + random.random() ** slope for _ in range(random.randint(2, 5)))
    question = Question(KEY, Kind.THEMES, False, False, weights)
    people = [make_person(random, [question]) for _ in range(random.choice((12, 30, 60, 120)))]
    ledger: list[FrozenRelease] = []
    before, first = random.randint(1, 2), 0
    for number in range(before + random.randint(1, 2)):
        counts = count(people, len(weights), merged=number >= before)
        keep(ledger, release(len(people), [counts], ledger))
        if number < before:
            first = len(ledger)
        grow(random, [question], people)
    known = Known(tuple(f"c{code}" for code in range(len(weights))), several=True, themes=True)
    merged = {KEY: (f"c{GONE}", f"c{INTO}", first)}
    shown = sum(frozen.shown(KEY) is not None for frozen in ledger[first:])
    return Subject("asked", pages_of(ledger), {KEY: known}, merged=merged), shown


def test_a_merge_between_two_releases_gives_no_small_number_away():
    found, shown = [], 0
    for seed in range(SOME):
        subject, later = make_merged(Random(seed))
        found.append(attack([subject]))
        shown += later

    print(f"{SOME} histories, {shown} tables told after a merge")
    assert shown >= SOME / 4
    assert all_loot(found) == NOTHING


def test_two_hidden_themes_are_not_given_away_by_their_sum():
    people = [{KEY: frozenset({GONE} if at < 7 else {INTO} if at < 14 else ())} for at in range(39)]
    ledger = [release(39, [count(people, 2, merged=False)], [])]
    people += [{KEY: frozenset({INTO})} for _ in range(10)]

    ledger.append(release(49, [count(people, 2, merged=True)], ledger))

    assert ledger[0].shown(KEY) is not None
    assert ledger[1].shown(KEY) is None


def test_a_merge_alone_tells_nothing_new():
    people = [{KEY: frozenset({at % 2})} for at in range(60)]
    ledger = [release(60, [count(people, 2, merged=False)], [])]

    again = release(60, [count(people, 2, merged=True)], ledger)

    assert again is ledger[0]


def test_a_theme_that_shrinks_as_it_takes_in_another_is_not_told():
    people = [{KEY: frozenset({GONE} if at < 20 else ())} for at in range(60)]
    ledger = [release(60, [count(people, 2, merged=False)], [])]
    later = [{KEY: frozenset({GONE} if at < 3 else ())} for at in range(75)]

    ledger.append(release(75, [count(later, 2, merged=True)], ledger))

    assert ledger[0].shown(KEY) is not None
    assert ledger[1].shown(KEY) is None
