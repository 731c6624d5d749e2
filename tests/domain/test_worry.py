import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.domain.worry import worry_words_in

WORDS = ("hurts me", "want to die", "don't feel safe", "run away", "cutting")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He hurts me", ("hurts me",)),
        ("I WANT   TO\nDIE", ("want to die",)),
        ("i dont feel safe here", ("don't feel safe",)),
        ("I don’t feel safe", ("don't feel safe",)),
        ("I don`t feel safe.", ("don't feel safe",)),
        ("want, to... die", ("want to die",)),
        ("run-away", ("run away",)),
        ("cutting and he hurts me", ("hurts me", "cutting")),
        ("ｈｕｒｔｓ ｍé", ("hurts me",)),
        ("the cutting's back", ("cutting",)),
        ("it hurts meeting them", ()),
        ("woodcutting club", ()),
        ("I don´t feel safe", ("don't feel safe",)),
        ("die is what i want to", ()),
        ("", ()),
    ],
)
def test_whole_worry_words_are_found_however_they_are_typed(text, found) -> None:
    assert worry_words_in(text, WORDS) == found


def test_words_come_back_as_the_council_wrote_them_and_once() -> None:
    listed = ["Don’t feel safe", "Don’t feel safe", ""]

    assert worry_words_in("i don't feel safe. i dont feel safe", listed) == ("Don’t feel safe",)


def test_letters_of_other_scripts_are_matched_too() -> None:
    assert worry_words_in("هو يؤذيني كثيرا", ["يؤذيني"]) == ("يؤذيني",)


@given(st.text(), st.text())
def test_a_listed_phrase_between_other_words_is_always_found(before, after) -> None:
    assert worry_words_in(f"{before} hurts me {after}", WORDS)[:1] == ("hurts me",)
