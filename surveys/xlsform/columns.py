"""Headings of an XLSForm's columns, one for each language, and the words under them."""

import re
from collections.abc import Iterable

from babel import Locale, UnknownLocaleError

from surveys.words import Words
from surveys.xlsform.sheets import Row

ENGLISH = "en"
_IN_LANGUAGE = re.compile(r"(?P<what>[a-z_:]+?)::(?P<named>[^(]*)(\((?P<code>[A-Za-z-]+)\))?\s*")


def heading(what: str, language: str) -> str:
    """Return the heading of a column, as in label::Welsh (cy)."""
    try:
        name = Locale.parse(language, sep="-").get_display_name("en") or language
    except (UnknownLocaleError, ValueError):
        name = language
    return f"{what}::{name} ({language})".replace("\u2019", "'")


def languages_of(rows: Iterable[Row], default: str) -> dict[str, str]:
    """Return what each heading with a language stands for: its code, by the heading's own words.

    `label::English (en)` says its code; `label::French` is looked up; what is neither counts
    as the default language.
    """
    found: dict[str, str] = {}
    for row in rows:
        for title in row.cells:
            match = _IN_LANGUAGE.fullmatch(title)
            if match and title not in found:
                code = match["code"] or _code_of(match["named"].strip()) or default
                found[title] = code
    return found


def words_in(row: Row, what: str, languages: dict[str, str], default: str) -> Words:
    """Return the words under a heading and under its headings in other languages."""
    entries: dict[str, str] = {}
    if row.get(what):
        entries[default] = row.cells[what]
    for title, code in languages.items():
        if title.startswith(f"{what}::") and row.get(title):
            entries.setdefault(code, row.cells[title])
    return Words(tuple(entries.items()))


def put_words(what: str, words: Words) -> dict[str, str]:
    """Return a cell for each language of the words, by its heading."""
    return {heading(what, language): text for language, text in words.entries}


def default_language(settings: Row | None) -> str:
    """Return the language that headings without one stand for."""
    named = settings.get("default_language") if settings else ""
    match = re.search(r"\(([A-Za-z-]+)\)", named)
    return match[1] if match else _code_of(named) or ENGLISH


def _code_of(named: str) -> str:
    wanted = named.strip().lower()
    if not wanted:
        return ""
    for code, name in Locale.parse("en").languages.items():
        if name.lower() == wanted and "_" not in code:
            return str(code)
    return ""
