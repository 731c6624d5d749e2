"""A theme is split between two releases, and put together again: nothing small is given away."""

from enum import Enum
from random import Random

from participation.domain.disclosure.counts import Cell, Counts, Kind, Whole
from participation.domain.disclosure.gate import release
from participation.domain.disclosure.ledger import FrozenRelease
from tests.attack.attacker import Known, Subject, attack
from tests.attack.histories import Person, Question, grow, keep, make_person, pages_of
from tests.attack.test_differencing import RUNS, all_loot

# Fewer than elsewhere: there are fewer ways for such histories to differ.
SOME = RUNS // 4
KEY, PARTS, WHOLE = "themes", "parts", "c0"
NOTHING = {"printed": [], "narrow": [], "pinned": [], "nearly_all": []}


class Told(Enum):
    """How the codebook has it at one release."""

    AS_ONE = "as-one"
    IN_PARTS = "in-parts"
    TOGETHER_AGAIN = "together-again"


def count(people: list[Person], codes: int, parts: int, told: Told) -> Counts:
    """Return the counts of the themes, the first of them whole or in its parts."""
    given = [person[KEY] for person in people]
    cells = [
        Cell(f"c{code}", f"Theme {code}", sum(code in themes for themes in given))
        for code in range(codes)
    ]
    names = tuple(f"p{part}" for part in range(parts))
    within = [person[PARTS] for person in people if 0 in person[KEY]]
    became, wholes = {}, ()
    if told is not Told.AS_ONE:
        became = {WHOLE: names}
    if told is Told.TOGETHER_AGAIN:
        became |= dict.fromkeys(names, (WHOLE,))
    if told is Told.IN_PARTS:
        wholes = (Whole(cells[0], names),)
        cells[:1] = [
            Cell(name, f"Part {part}", sum(part in stood for stood in within))
            for part, name in enumerate(names)
        ]
    title = "What people wrote about"
    return Counts(KEY, title, Kind.THEMES, tuple(cells), len(people), became=became, wholes=wholes)


def made_weights(random: Random, least: int, most: int) -> tuple[float, ...]:
    slope = random.choice((1, 2, 4))
    return tuple(0.02 + random.random() ** slope for _ in range(random.randint(least, most)))


def make_split(random: Random) -> tuple[Subject, list[FrozenRelease]]:
    """Return a consultation of which a theme was split, and its ledger."""
    themes = Question(KEY, Kind.THEMES, False, False, made_weights(random, 1, 3))
    within = Question(PARTS, Kind.SEVERAL, True, False, made_weights(random, 2, 3))
    questions = [themes, within]
    people = [make_person(random, questions) for _ in range(random.choice((12, 30, 60, 120)))]
    story = [Told.AS_ONE] * random.choice((0, 1, 1, 2))
    story += [Told.IN_PARTS] * random.randint(1, 2)
    story += [Told.TOGETHER_AGAIN] * random.choice((0, 0, 1))
    ledger: list[FrozenRelease] = []
    for told in story:
        counts = count(people, len(themes.weights), len(within.weights), told)
        keep(ledger, release(len(people), [counts], ledger))
        grow(random, questions, people)
    parts = tuple(f"p{part}" for part in range(len(within.weights)))
    codes = (*(f"c{code}" for code in range(len(themes.weights))), *parts)
    known = Known(codes, several=True, themes=True)
    subject = Subject("asked", pages_of(ledger), {KEY: known}, split={KEY: (WHOLE, parts)})
    return subject, ledger


def has_parts(frozen: FrozenRelease) -> bool:
    table = frozen.shown(KEY)
    return table is not None and any(row.code == "p0" for row in table.rows)


def test_a_split_between_two_releases_gives_no_small_number_away():
    found, whole, both = [], 0, 0
    for seed in range(SOME):
        subject, ledger = make_split(Random(seed))
        found.append(attack([subject]))
        parts = [has_parts(frozen) for frozen in ledger]
        both += len(set(parts)) > 1
        whole += sum(frozen.shown(KEY) is not None for frozen in ledger)

    print(f"{SOME} histories, {whole} tables, {both} with the whole and with its parts")
    assert both >= SOME / 8
    assert all_loot(found) == NOTHING


def told_of(large: int, small: int, others: int) -> list[Person]:
    """Return people of whom so many stand in one part, in the other, and in no theme."""
    stood = [(frozenset({0}), frozenset({0}))] * large + [(frozenset({0}), frozenset({1}))] * small
    stood += [(frozenset(), frozenset({0}))] * others
    return [{KEY: themes, PARTS: within} for themes, within in stood]


def test_a_small_part_is_not_given_away_by_the_whole_told_before():
    ledger = [release(39, [count(told_of(12, 6, 21), 1, 2, Told.AS_ONE)], [])]
    later = told_of(12, 6, 31)

    ledger.append(release(49, [count(later, 1, 2, Told.IN_PARTS)], ledger))

    assert not has_parts(ledger[1])
    assert [row.count.rounded for row in ledger[1].shown(KEY).rows] == [20]


def test_parts_that_make_up_the_whole_either_way_are_told():
    ledger = [release(69, [count(told_of(15, 15, 39), 1, 2, Told.AS_ONE)], [])]
    later = told_of(19, 18, 42)

    ledger.append(release(79, [count(later, 1, 2, Told.IN_PARTS)], ledger))

    assert has_parts(ledger[1])


def test_a_split_alone_tells_nothing_new():
    people = told_of(30, 5, 25)
    ledger = [release(60, [count(people, 1, 2, Told.AS_ONE)], [])]

    again = release(60, [count(people, 1, 2, Told.IN_PARTS)], ledger)

    assert again is ledger[0]
