"""Every catalogue says everything that is said to young people, with the same gaps."""

import ast

import pytest
from babel import Locale

from participation.core.catalogues import catalogue_of, languages, locale_of, own_name
from participation.core.speech import counted, said, speaking
from tests.house.sources import ROOT
from tests.languages.catalogues import (
    OTHERS,
    left_over_in,
    missing_in,
    path_of,
    read,
    wrong_gaps_in,
)
from tests.languages.messages import messages

SAID_TO_THE_YOUNG = ("surveys/reading.py", "surveys/validation.py", "surveys/measures.py",
                     "surveys/ordering.py", "participation/services/contacts/asking.py",
                     "participation/services/conversations.py")  # fmt: skip


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_missing(language: str) -> None:
    assert missing_in(language) == []


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_left_over(language: str) -> None:
    assert left_over_in(language) == []


@pytest.mark.parametrize("language", OTHERS)
def test_gaps_are_those_of_the_english(language: str) -> None:
    assert wrong_gaps_in(language) == []


@pytest.mark.parametrize("language", OTHERS)
def test_it_says_its_own_name_and_who_has_read_it(language: str) -> None:
    assert own_name(language) != language
    assert catalogue_of(language).read_by


@pytest.mark.parametrize("language", OTHERS)
def test_each_number_takes_the_form_that_its_language_gives_it(language: str) -> None:
    form_of, category_of = catalogue_of(language).form_of, locale_of(language).plural_form

    pairs = {(category_of(number), form_of(number)) for number in range(201)}

    categories = {category for category, _ in pairs}
    assert len(categories) == len(pairs)
    assert {form for _, form in pairs} == set(range(read(language).num_plurals))


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_not_translated_is_not_there_at_all(language: str) -> None:
    empty = [message.id for message in read(language) if message.id and not message.string]

    assert not empty


def test_a_region_falls_back_to_its_language_and_then_to_english() -> None:
    with speaking("fa-AF"):
        own, persian, english = said("a school"), said("Next"), said("not in any catalogue")

    assert own == catalogue_of("fa-AF").messages["a school"][0]
    assert persian == catalogue_of("fa").messages["Next"][0]
    assert english == "not in any catalogue"


def test_a_number_is_said_in_the_form_that_fits() -> None:
    with speaking("ar"):
        two = counted("About %(num)s minute.", "About %(num)s minutes.", 2)

    assert two == catalogue_of("ar").messages["About %(num)s minute."][2]


def test_a_language_that_nobody_knows_is_spoken_in_english() -> None:
    with speaking("xx"):
        assert said("Next") == "Next"


def test_every_folder_is_a_language_with_a_direction() -> None:
    directions = {code: locale_of(code).text_direction for code in languages()}

    assert {code for code, way in directions.items() if way == "rtl"} == {
        "ar", "ckb", "fa", "fa-AF", "ps",
    }  # fmt: skip
    assert all(isinstance(locale_of(code), Locale) for code in languages())


@pytest.mark.parametrize("place", SAID_TO_THE_YOUNG)
def test_no_refusal_to_a_young_person_is_in_english_only(place: str) -> None:
    tree = ast.parse((ROOT / place).read_text("utf-8"))

    plain = [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in {"BadInput", "NotFound", "Refused", "Changed"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
    ]

    assert not plain


def test_the_messages_are_found_in_templates_tables_and_f_strings() -> None:
    found = messages()

    assert "Leave quickly" in found
    assert "Very happy" in found
    assert "Who reads it" in found
    assert found["About %(num)s minute."].plural == "About %(num)s minutes."


def test_catalogues_lie_in_folders_of_their_own() -> None:
    assert all(path_of(code).parent.name == code for code in OTHERS)
