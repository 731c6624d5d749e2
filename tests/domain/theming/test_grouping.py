from itertools import product
from random import Random

import pytest

from participation.core.ports import ThemeExample
from participation.domain.theming.features import holds_run
from participation.domain.theming.grouping import FEWEST, group_ideas

NAMES = ["".join(letters) for letters in product("abcde", "fghij", "oua")]
KINDS = (
    "my bike has a flat tyre again {}",
    "the garden shed needs paint {}",
    "let us keep a rabbit please {}",
)


def texts(count: int = 25, submission: str = "") -> list[ThemeExample]:
    """Return so many texts of each of three kinds, by different submissions unless one is named."""
    return [
        ThemeExample(kind.format(name), (), submission or f"{kind}{name}")
        for kind in KINDS
        for name in NAMES[:count]
    ]


def test_texts_that_share_something_come_together_under_their_own_words():
    rows = texts()

    ideas = group_ideas(rows)

    kinds = [{rows[place].text.split()[0] for place in idea.members} for idea in ideas]
    assert {frozenset(kind) for kind in kinds} == {
        frozenset({word}) for word in ("my", "the", "let")
    }
    for idea in ideas:
        shared = [rows[place].text for place in idea.members]
        assert all(sum(holds_run(text, phrase) for text in shared) >= 3 for phrase in idea.phrases)
        assert idea.phrases


def test_words_of_one_submission_make_no_group_and_no_label():
    assert group_ideas(texts(submission="one")) == []


def test_what_two_submissions_say_is_never_a_label():
    rows = texts()
    rows += [ThemeExample(f"my bike has a zebra {name}", (), f"z{name}") for name in "ab"]

    labels = {phrase for idea in group_ideas(rows) for phrase in idea.phrases}

    assert labels
    assert not any("zebra" in phrase for phrase in labels)


def test_the_order_in_which_texts_came_changes_nothing():
    rows = texts()
    shuffled = list(rows)
    Random(3).shuffle(shuffled)

    one, other = (
        [
            (idea.phrases, {given[place].text for place in idea.members})
            for idea in group_ideas(given)
        ]
        for given in (rows, shuffled)
    )

    assert one == other


@pytest.mark.parametrize(
    "given",
    [
        [],
        ["😀"] * 9,
        ["y"] * 9,
        ["", " "] * 5,
        ["the bike"] * (FEWEST - 1),
        ["Я скучаю по дому"] * 4,
        ["la la la " * 3000, "😀"] * 6,
        ["my bike has a flat tyre"] * 60,
    ],
)
def test_texts_of_any_kind_are_taken(given: list[str]):
    rows = [ThemeExample(text, (), str(number)) for number, text in enumerate(given)]

    ideas = group_ideas(rows)

    places = [place for idea in ideas for place in idea.members]
    assert len(places) == len(set(places)) <= len(given)
    assert all(len(idea.members) >= FEWEST for idea in ideas)
