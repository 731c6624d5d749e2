import pytest

from participation.domain.theming.alike import gist


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The wifi is slow", "wifi slow!!"),
        ("the food is sooooo bad", "So bad, the food"),
        ("don’t know", "Don't know."),
        ("ring 12345", "Ring 9"),
    ],
)
def test_nearly_the_same_words_have_one_gist(one: str, other: str):
    assert gist(one) == gist(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the food is good", "the food is not good"),
        ("I like my home", "I don't like my home"),
        ("nobody listens", "they listen"),
        ("I feel safe", "I never feel safe"),
        ("you hurt me", "I hurt you"),
    ],
)
def test_a_word_that_says_no_or_who_is_never_passed_over(one: str, other: str):
    assert gist(one) != gist(other)


@pytest.mark.parametrize("text", ["", "😀", "?!", "it is", "\x00"])
def test_what_says_nothing_is_like_nothing(text: str):
    assert gist(text) == ""
