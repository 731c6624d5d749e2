import pytest

from participation.domain.theming.nearest import nearest

OTHERS = (
    "dinner was cold again",
    "the wifi goes off at night",
    "I miss my brother",
    "my wifi is slow at night",
)


def test_the_nearest_come_first():
    assert nearest("the wifi stops at night", OTHERS) == (1, 3)


def test_a_word_spelt_otherwise_is_near_by_its_pieces():
    assert nearest("wiffi", OTHERS, most=2)[0] in (1, 3)


@pytest.mark.parametrize("text", ["", "😀", "?!"])
def test_what_has_no_word_is_near_to_nothing(text: str):
    assert nearest(text, OTHERS) == ()


@pytest.mark.parametrize("others", [(), ("",), ("😀", "?")])
def test_nothing_is_near_where_nothing_is(others: tuple[str, ...]):
    assert nearest("the wifi", others) == ()


def test_what_shares_nothing_is_left_out():
    assert nearest("zzz", ("qqq", "a zzz")) == (1,)
