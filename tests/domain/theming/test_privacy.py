"""What one young person alone wrote is not kept in a model."""

from pathlib import Path

from participation.core.ports import ThemeExample
from participation.domain.theming.fitting import fit
from participation.domain.theming.suggester import FittedSuggester
from tests.domain.theming.examples import CODEBOOK, THEMES, decided


def known(suggester: FittedSuggester) -> set[str]:
    return {*suggester.features.words, *suggester.features.pieces}


def answers(*texts: str, submissions: tuple[str, ...] = ()) -> list[ThemeExample]:
    marks = submissions or ("",) * len(texts)
    return [
        ThemeExample(text, ("food",), submission)
        for text, submission in zip(texts, marks, strict=True)
    ]


def test_a_word_in_two_texts_is_not_kept_and_in_three_it_is():
    two = answers("zebra on Monday", "zebra at noon")

    before = fit(THEMES, CODEBOOK, two)
    after = fit(THEMES, CODEBOOK, [*two, *answers("a zebra")])

    assert not any("zeb" in run for run in known(before))
    assert {"zebra", "zebr"} <= known(after)


def test_the_same_text_three_times_counts_once():
    same = answers("Zebra soup!", "zebra  soup!", "ZEBRA soup!")

    suggester = fit(THEMES, CODEBOOK, same)

    assert not any("zeb" in run for run in known(suggester))


def test_texts_that_differ_by_a_number_alone_count_once():
    nearly = answers("zebra 1", "zebra 22", "zebra 333")

    suggester = fit(THEMES, CODEBOOK, nearly)

    assert "zebra" not in known(suggester)


def test_three_texts_of_one_submission_count_once():
    texts = ("zebra on Monday", "zebra at noon", "a zebra")

    one = fit(THEMES, CODEBOOK, answers(*texts, submissions=("a", "a", "a")))
    two = fit(THEMES, CODEBOOK, answers(*texts, submissions=("a", "b", "b")))
    three = fit(THEMES, CODEBOOK, answers(*texts, submissions=("a", "b", "c")))

    assert "zebra" not in known(one) | known(two)
    assert "zebra" in known(three)


def test_a_word_that_one_text_repeats_counts_once():
    suggester = fit(THEMES, CODEBOOK, answers("zebra zebra zebra"))

    assert "zebra" not in known(suggester)


def test_the_codebook_is_always_allowed():
    suggester = fit(THEMES, CODEBOOK, [])

    assert {"password", "wifi password"} <= known(suggester)


def test_one_answer_may_repeat_the_codebook_and_adds_nothing_else():
    suggester = fit(THEMES, CODEBOOK, answers("the password zebra"))

    assert known(suggester) == known(fit(THEMES, CODEBOOK, []))


def test_numbers_are_never_kept():
    phones = answers("ring 0116 496 0001 soon", "or 0116 496 0001", "my 0116 496 0001 again")

    suggester = fit(THEMES, CODEBOOK, phones)

    assert {character for run in known(suggester) for character in run if character.isdigit()} == {
        "0"
    }


def test_no_word_of_one_person_is_in_the_file(tmp_path: Path):
    rare = answers("quokka wrote to xylophone")

    fit(THEMES, CODEBOOK, [*decided(60), *rare]).save(tmp_path / "model.npz")

    kept = (tmp_path / "model.npz").read_bytes()
    assert b"password" in kept
    assert b"quokka" not in kept
    assert b"xylo" not in kept
