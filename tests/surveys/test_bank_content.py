"""The shipped codebook, lenses and Leicester's pack hold together and read as they should."""

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from surveys.loader import load_survey, survey_names
from surveys.packs import lenses_of, load_codebook, load_council_pack
from surveys.worry_words import first_worry_words

BANK = Path(__file__).parents[2] / "surveys" / "bank"
LEICESTER = BANK / "councils" / "leicester"
SHARED_LENSES = ["principles", "ten-questions", "lines-of-enquiry"]


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def plain(words: str) -> str:
    """The words as the eye compares them: no case, punctuation or doubled spaces."""
    return " ".join(re.findall(r"[a-z0-9]+", words.lower()))


@pytest.fixture(scope="module")
def themes() -> list[dict[str, Any]]:
    return read(BANK / "codebooks" / "life-in-care.toml")["theme"]


@pytest.fixture(scope="module")
def council() -> dict[str, Any]:
    return read(LEICESTER / "council.toml")


@pytest.fixture(scope="module")
def questions(council: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        question
        for name in council["surveys"]
        for question in read(LEICESTER / "surveys" / f"{name}.toml")["question"]
    ]


@pytest.fixture(scope="module")
def headings(council: dict[str, Any]) -> set[str]:
    shared = [read(BANK / "lenses" / f"{name}.toml") for name in SHARED_LENSES]
    return {
        f"{lens['code']}.{heading['code']}"
        for lens in [*shared, *council["lens"]]
        for heading in lens["heading"]
    }


def test_the_codebook_has_themes_enough_each_with_its_own_code_and_names(themes):
    for key in ("code", "name", "own_name", "description"):
        values = [theme[key] for theme in themes]
        assert len(values) >= 18
        assert len(set(values)) == len(values), key


def test_each_theme_has_a_dozen_different_examples(themes):
    few = {t["code"]: len({plain(e) for e in t["examples"]}) for t in themes}

    assert {code: count for code, count in few.items() if count < 12} == {}


def test_no_example_stands_twice(themes):
    seen = Counter(plain(example) for theme in themes for example in theme["examples"])

    assert [words for words, times in seen.items() if times > 1] == []


def test_examples_carry_no_contact_details(themes):
    examples = [example for theme in themes for example in theme["examples"]]

    found = [e for e in examples if re.search(r"@|https?:|\d{5,}", e)]

    assert found == []


def test_examples_are_long_and_short_and_not_all_tidy(themes):
    examples = [example for theme in themes for example in theme["examples"]]

    lower = sum(example[0].islower() for example in examples) / len(examples)

    assert min(map(len, examples)) < 12
    assert max(map(len, examples)) > 80
    assert 0.5 < lower < 0.9


def test_every_lens_that_a_theme_or_question_names_exists(themes, questions, headings):
    named = {lens for item in [*themes, *questions] for lens in item["lenses"]}

    assert named - headings == set()


@pytest.mark.parametrize("lens", [*SHARED_LENSES, "areas"])
def test_every_heading_of_a_lens_has_a_theme(lens, themes, headings):
    named = {heading for theme in themes for heading in theme["lenses"]}

    assert {h for h in headings if h.startswith(f"{lens}.")} - named == set()


def test_every_promise_has_themes_and_no_theme_an_unknown_promise(themes, council):
    promises = {promise["code"] for promise in council["pledge"]["promise"]}
    codes = {theme["code"] for theme in themes}

    chosen = council["theme_promises"]

    assert set(chosen.values()) == promises
    assert set(chosen) - codes == set()


def test_the_annual_survey_uses_every_kind_of_question():
    questions = read(LEICESTER / "surveys" / "annual-survey.toml")["question"]

    assert {q["kind"] for q in questions} == {
        "faces", "one", "several", "yesno", "pledge", "text",
    }  # fmt: skip


def test_questions_are_short_and_do_not_shout(questions):
    said = [q[key]["en"] for q in questions for key in ("asks", "hint") if key in q]

    longest_sentence = max(
        len(sentence.split()) for words in said for sentence in re.split(r"[.?]", words)
    )

    assert longest_sentence <= 16
    assert [words for words in said if "!" in words] == []


def test_worry_words_are_typed_as_children_type_them():
    words = first_worry_words()

    assert len(words) >= 40
    assert len(set(words)) == len(words)
    assert [w for w in words if w != plain(w)] == []


def test_leicesters_pack_loads_with_its_two_bodies_and_its_own_lens():
    pack = load_council_pack("leicester")

    lenses = [lens.code for lens in lenses_of(pack)]

    assert lenses == ["principles", "ten-questions", "areas"]
    assert [(board.code, board.public) for board in pack.boards] == [
        ("forum", False),
        ("executive-group", False),
    ]
    assert not pack.made_up


def test_leicesters_surveys_are_its_own_and_not_the_shared_ones():
    names = load_council_pack("leicester").surveys

    titles = {load_survey(name, "leicester").title.to("en") for name in names}

    assert titles == {"Your year", "Are we keeping our promises?"}


def test_every_theme_stands_under_each_lens_that_leicester_reports_by():
    pack = load_council_pack("leicester")
    lenses = [lens.code for lens in lenses_of(pack)]

    missing = [
        (theme.code, lens)
        for theme in load_codebook(pack.codebook).themes
        for lens in lenses
        if not any(heading.startswith(f"{lens}.") for heading in theme.lenses)
    ]

    assert missing == []


def test_every_scrutiny_question_can_be_asked_about():
    asked = Counter(
        lens
        for name in survey_names()
        for question in load_survey(name).questions
        for lens in question.lenses
    )

    assert all(asked[f"ten-questions.{number}"] >= 4 for number in range(1, 11)), asked
    assert all(asked[f"principles.{number}"] >= 2 for number in range(1, 8)), asked
