import pytest

from participation.core.ports import ThemeExample
from participation.domain.theming.calibration import CODEBOOK_THRESHOLD, NEVER
from participation.domain.theming.fitting import fit
from tests.domain.theming.examples import CODEBOOK, THEMES, decided


@pytest.mark.parametrize(
    ("themes", "examples", "decisions"),
    [
        ((), (), []),
        (THEMES, (), []),
        (("food",), CODEBOOK[6:12], []),
        ((), CODEBOOK, decided(40)),
        (THEMES, (), [ThemeExample("nobody else wrote this", ("food",))]),
        (THEMES, (), [ThemeExample("", ("food",)), ThemeExample("😀", ())]),
    ],
)
def test_too_little_to_learn_from_suggests_nothing(
    themes: tuple[str, ...], examples: tuple[ThemeExample, ...], decisions: list[ThemeExample]
):
    suggester = fit(themes, examples, decisions)

    food, nothing = suggester.suggest(["the food is horrible", ""])
    assert not food
    assert nothing is None


@pytest.mark.parametrize("count", [0, 1, 19, 20, 21, 60])
def test_a_codebook_with_any_number_of_decisions_fits(count: int):
    suggester = fit(THEMES, CODEBOOK, decided(count))

    [suggestions] = suggester.suggest(["the food is horrible"])

    assert suggestions[0].theme == "food"
    assert suggester.decided == count


def test_one_threshold_holds_for_all_themes_until_people_have_decided():
    early, later = fit(THEMES, CODEBOOK, []), fit(THEMES, CODEBOOK, decided(200))

    assert set(early.calibration.threshold) == {CODEBOOK_THRESHOLD}
    assert len(set(later.calibration.threshold)) == len(THEMES)


def test_a_theme_without_an_example_is_never_suggested():
    suggester = fit((*THEMES, "hobbies"), CODEBOOK, decided(40))

    assert suggester.calibration.threshold[3] == NEVER
    assert all(
        suggestion.theme != "hobbies"
        for suggestions in suggester.suggest([row.text for row in CODEBOOK])
        for suggestion in suggestions or ()
    )


def test_a_retired_theme_teaches_nothing_and_is_not_read_as_no_theme():
    retired = [ThemeExample(f"the food is horrible {row.text}", ("old",)) for row in decided(40)]

    suggester = fit(THEMES, CODEBOOK, retired)

    plain = fit(THEMES, CODEBOOK, [])
    assert suggester.suggest(["the food is horrible"]) == plain.suggest(["the food is horrible"])


def test_a_theme_kept_beside_a_retired_one_is_learnt():
    both = [ThemeExample(row.text, (*row.themes, "old")) for row in decided(100) if row.themes]

    suggester = fit(THEMES, (), both)

    [suggestions] = suggester.suggest(["dinner was cold"])
    assert [suggestion.theme for suggestion in suggestions] == ["food"]


def test_themes_and_order_are_kept_and_doubles_are_not():
    suggester = fit(("food", "wifi-and-phones", "food"), CODEBOOK, [])

    assert suggester.themes == ("food", "wifi-and-phones")


def test_fitting_twice_gives_the_same_suggestions():
    texts = [row.text for row in decided(80)]

    first, second = (fit(THEMES, CODEBOOK, decided(80)).suggest(texts) for _ in range(2))

    assert first == second


def test_decisions_move_the_chances():
    text = "my sister came and dinner was cold"

    early = fit(THEMES, CODEBOOK, []).suggest([text])[0]
    later = fit(THEMES, CODEBOOK, decided(200)).suggest([text])[0]

    assert {s.theme for s in later} == {"food", "contact-with-family"}
    assert later[0].score > early[0].score
