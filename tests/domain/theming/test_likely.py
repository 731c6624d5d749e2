"""What may be ticked beforehand, and the question that was asked."""

from dataclasses import replace
from itertools import product

import pytest

from participation.core.ports import ThemeExample
from participation.domain.theming.calibration import NEVER
from participation.domain.theming.fitting import fit
from tests.domain.theming.examples import CODEBOOK, THEMES

NAMES = ["".join(letters) for letters in product("abcde", "fghij", "oua")]


def foods(count: int, **marks: object) -> list[ThemeExample]:
    """Return decided texts of which every second is about food, and plainly so."""
    return [
        ThemeExample(f"dinner was cold says {name}", ("food",), f"a{name}", **marks)
        if number % 2
        else ThemeExample(f"my bike has a puncture says {name}", (), f"b{name}", **marks)
        for number, name in enumerate(NAMES[:count])
    ]


def test_nothing_is_likely_before_people_have_decided():
    [suggestions] = fit(THEMES, CODEBOOK, []).suggest(["the food is horrible"])

    assert suggestions
    assert not any(suggestion.likely for suggestion in suggestions)


def test_what_people_always_agreed_to_becomes_likely():
    suggester = fit(THEMES, CODEBOOK, foods(75))

    cold, bike = suggester.suggest(["dinner was cold", "my bike has a puncture"])

    assert [(s.theme, s.likely) for s in cold] == [("food", True)]
    assert bike == []


def test_what_the_machine_picked_out_for_reading_measures_nothing():
    chosen = [replace(row, drawn=False) for row in foods(75)]

    suggester = fit(THEMES, CODEBOOK, chosen)

    assert set(suggester.calibration.cut) == {NEVER}
    [proposed] = suggester.suggest(["dinner was cold"])
    assert [one.theme for one in proposed or ()] == ["food"]


def test_a_theme_that_people_often_took_away_is_never_likely():
    mixed = [
        replace(row, themes=()) if row.themes and number % 3 else row
        for number, row in enumerate(foods(75))
    ]

    suggester = fit(THEMES, CODEBOOK, mixed)

    assert suggester.calibration.cut[THEMES.index("food")] == NEVER


def asked(question: str, themes: tuple[str, ...]) -> list[ThemeExample]:
    return [
        ThemeExample(f"it was cold and late says {name}", themes, f"{question}{name}", question)
        for name in NAMES[:40]
    ]


def test_the_question_that_was_asked_is_learnt_from():
    suggester = fit(THEMES, CODEBOOK, [*asked("dinner", ("food",)), *asked("bus", ())])

    dinner, bus = suggester.suggest(["it was late and cold"] * 2, ["dinner", "bus"])

    assert [suggestion.theme for suggestion in dinner] == ["food"]
    assert bus == []


def test_a_question_alone_proposes_nothing():
    suggester = fit(THEMES, CODEBOOK, [*asked("dinner", ("food",)), *asked("bus", ())])

    assert suggester.suggest(["😀", "你好"], ["dinner", "dinner"]) == [None, None]


def test_a_question_that_two_people_answered_is_no_feature():
    rare = asked("rare", ("food",))[:2]

    suggester = fit(THEMES, CODEBOOK, [*rare, *asked("bus", ())])

    assert suggester.features.questions == ("bus",)


SONG = "and I will wait for you until the morning light comes over the hill\n" * 12


@pytest.mark.parametrize("text", ["😀", "y", "Я скучаю по дому", SONG, "the wifi is slow " * 2500])
@pytest.mark.parametrize("count", [1, 200])
def test_a_codebook_of_any_size_takes_texts_of_any_kind(count: int, text: str):
    themes = tuple(f"theme-{number}" for number in range(count))
    examples = [
        ThemeExample(f"the wifi is slow in room {name}", (theme,))
        for theme, name in zip(themes, NAMES * 3, strict=False)
    ]

    [suggestions] = fit(themes, examples, []).suggest([text])

    assert suggestions is None or all(0 <= one.score <= 1 for one in suggestions)
