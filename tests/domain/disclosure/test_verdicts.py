from participation.domain.disclosure.gate import release_verdicts
from participation.domain.disclosure.released import ReleasedBase, ReleasedTable, Withheld
from tests.domain.disclosure.making import counts, words

VERDICTS = ("It helped", "A bit", "Not really", "Not what we meant")
SIXTY = ReleasedBase(60, 69)


def verdicts(held):
    return counts(held, key="verdicts", ordered=True, labels=VERDICTS)


def test_verdicts_are_told_without_a_base():
    told = release_verdicts(verdicts([15, 9, 3, 1]), SIXTY, [])

    assert told.base is None
    assert words(told.tables[0]) == [
        ("It helped", "about 15"),
        ("A bit", "about 10"),
        ("Not really", "fewer than 8"),
        ("Not what we meant", "fewer than 8"),
    ]


def test_fewer_than_ten_verdicts_are_too_few_to_show():
    told = release_verdicts(verdicts([5, 2, 1, 1]), SIXTY, [])

    assert isinstance(told.tables[0], Withheld)
    assert told.tables[0].reason.startswith("Too few young people")


def test_a_changed_verdict_alone_shows_nothing_new():
    first = release_verdicts(verdicts([15, 9, 3, 1]), SIXTY, [])

    again = release_verdicts(verdicts([18, 6, 3, 1]), SIXTY, [first])

    assert again is first


def test_a_visible_fall_is_withheld():
    first = release_verdicts(verdicts([15, 9, 3, 1]), SIXTY, [])

    second = release_verdicts(verdicts([23, 6, 8, 3]), SIXTY, [first])

    assert isinstance(second.tables[0], Withheld)


def test_verdicts_from_nearly_everyone_are_withheld():
    told = release_verdicts(verdicts([62, 3, 1, 0]), SIXTY, [])

    assert isinstance(told.tables[0], Withheld)


def test_taps_open_to_anyone_have_no_base_to_be_held_against():
    told = release_verdicts(verdicts([62, 3, 1, 0]), None, [])

    assert isinstance(told.tables[0], ReleasedTable)
