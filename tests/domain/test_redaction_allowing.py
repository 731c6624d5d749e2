import pytest

from participation.core.errors import BadInput
from participation.domain.redaction import allowable, allowable_words, find, mask


@pytest.mark.parametrize(
    ("written", "kept"), [("Kettering", "kettering"), (" Kahoot ", "kahoot"), ("café", "cafe")]
)
def test_a_word_of_nobody_is_kept_in_lower_case(written, kept) -> None:
    assert allowable(written) == kept


@pytest.mark.parametrize("name", ["Karen", "karennn", "nataile", "amber", "Jordan", "will", "Zoë"])
def test_a_name_that_people_have_is_refused_also_misspelt(name) -> None:
    with pytest.raises(BadInput, match="name people have"):
        allowable(name)


@pytest.mark.parametrize(
    "written",
    ["07700900123", "kay@mail.example", "LE2 9ZQ", "@tia", "lil_zee", "two words", "", "a" * 31],
)
def test_what_is_not_one_plain_word_is_refused(written) -> None:
    with pytest.raises(BadInput):
        allowable(written)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("write to kahoot@mail.example", "kahoot mail example"),
        ("my insta is kahoot_wembley", "kahoot wembley"),
        ("its www.kahoot.example", "www kahoot example"),
    ],
)
def test_a_way_to_reach_somebody_stays_masked_whatever_is_allowed(text, word) -> None:
    assert find(text, frozenset({word, *word.split()})) == find(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("we play kahoot in Wembley", "we play kahoot in Wembley"),
        ("my name is Kahoot", "my name is [name]"),
        ("Mrs Kahoot is mean", "Mrs [name] is mean"),
        ("my social worker Kahoot is late", "my social worker [name] is late"),
        ("i go to Wembley High School", "i go to [school]"),
    ],
)
def test_an_allowed_word_stands_unless_the_words_around_make_it_a_name(text, shown) -> None:
    assert mask(text, find(text, frozenset({"kahoot", "wembley"}))) == shown


def test_only_single_words_of_names_and_places_are_offered() -> None:
    text = "Karen plays kahoot, ring 07700 900123 or lil.zee@mail.example"

    offered = [allowable_words(text, spot) for spot in find(text)]

    assert offered == [(), ("kahoot",), (), ()]
