import pytest

from participation.domain.theming.quoting import most_telling

TEXTS = [
    "the wifi is slow at night",
    "wifi is so slow",
    "the wifi goes slow every night",
    "they take my phone at ten",
    "I lost my phone",
    "no phone after ten",
    "zebra crossing",
]
ALL = range(len(TEXTS))


def test_the_first_says_what_most_say_and_the_second_something_else():
    first, second = most_telling(TEXTS, ALL, 2)

    assert {"wifi" in TEXTS[first], "wifi" in TEXTS[second]} == {True, False}
    assert "phone" in TEXTS[first] + TEXTS[second]


def test_what_was_chosen_before_is_not_said_again():
    [added] = most_telling(TEXTS, {1, 2, 3, 4}, 1, chosen_before=[0])

    assert "phone" in TEXTS[added]


def test_only_what_may_be_chosen_is_chosen():
    assert sorted(most_telling(TEXTS, {1, 6}, 5)) == [1, 6]
    assert most_telling(TEXTS, set(), 2) == []


@pytest.mark.parametrize("texts", [["", ""], ["😀", "?"], ["a"], ["same", "same"]])
def test_texts_of_any_kind_are_taken(texts: list[str]):
    assert set(most_telling(texts, range(len(texts)), 2)) <= set(range(len(texts)))
