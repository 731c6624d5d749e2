"""What the HTML checker Nu finds in a page, held where the page is written."""

import re

from tests.house.sources import files, shown

TICK = re.compile(r'<input type="(?:checkbox|radio)"[^>]*\bautocomplete=')
TABLE_ROLE = re.compile(r'role="(?:table|row|rowgroup|cell|columnheader|rowheader)"')
UNKNOWN_STYLE = re.compile(r"\bfield-sizing\b")


WORDS_SET = re.compile(r"\{% set .*\b_\(")
MACRO = re.compile(r"\{% macro .*?\{% endmacro %\}", re.DOTALL)


def found(pattern: re.Pattern[str], ending: str) -> list[str]:
    return [
        shown(path, number)
        for path in files("templates", endings=(ending,))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def test_a_tick_is_kept_from_coming_back_by_its_form() -> None:
    assert found(TICK, ".html") == []


def test_a_table_needs_no_words_for_being_one() -> None:
    assert found(TABLE_ROLE, ".html") == []


def test_no_style_is_used_that_the_checker_does_not_know() -> None:
    assert found(UNKNOWN_STYLE, ".css") == []


def test_no_part_keeps_words_in_the_language_that_was_spoken_first() -> None:
    """A part that is imported is made once; what it sets outside its macros stays as it was."""
    parts = [
        path
        for path in files("templates", endings=(".html",))
        if "{% macro" in (text := path.read_text("utf-8")) and not text.startswith("{% extends")
    ]

    kept = [
        shown(path, number)
        for path in parts
        for number, line in enumerate(MACRO.sub("", path.read_text("utf-8")).splitlines(), 1)
        if WORDS_SET.search(line)
    ]

    assert kept == []
