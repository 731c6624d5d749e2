"""The catalogues of messages: one folder a language, read when first spoken.

A folder of `core/languages` is named by its language code and holds `messages.po`. A region
such as fa-AF holds what it says otherwise, and falls back to its language, then to English.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.pofile import read_po

FOLDER = Path(__file__).resolve().parent / "languages"
FILE = "messages.po"
ENGLISH = "en"
ALSO_CALLED = {"prs": "fa-AF"}
"""What phones call a language that has another code here: Dari."""


@dataclass(frozen=True)
class Catalogue:
    """The messages of one language, each with its plural forms."""

    language: str
    own_name: str
    read_by: str
    messages: Mapping[str, tuple[str, ...]]
    form_of: Callable[[int], int]


@cache
def languages() -> tuple[str, ...]:
    """Return the code of every language that pages can be shown in, English first."""
    return (ENGLISH, *sorted(path.parent.name for path in FOLDER.glob(f"*/{FILE}")))


@cache
def catalogue_of(language: str) -> Catalogue:
    """Return the language's own catalogue; an empty one for English and for no language."""
    path = FOLDER / language / FILE
    if language not in languages() or language == ENGLISH:
        return Catalogue(language, "English", "", {}, lambda count: int(count != 1))
    with path.open("rb") as file:
        read = read_po(file, abort_invalid=True)
    # The file's own first lines: "# Cymraeg: ..." and who has read it.
    heading = [line.lstrip("# ") for line in read.header_comment.splitlines()]
    messages = {}
    for message in read:
        forms = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
        key = message.id[0] if isinstance(message.id, (list, tuple)) else message.id
        if key and all(forms):
            messages[str(key)] = tuple(map(str, forms))
    return Catalogue(
        language,
        heading[0].partition(":")[0],
        heading[1],
        messages,
        # gettext's own reader of the rule: it knows sums and comparisons, and runs nothing else.
        c2py(read.plural_expr),
    )


def nearest(language: str) -> tuple[str, ...]:
    """Return the languages to look in, nearest first: fa-AF, then fa, then English."""
    general = language.partition("-")[0]
    return tuple(dict.fromkeys((language, general, ENGLISH)))


def first_offered(wished: Iterable[str], offered: Collection[str]) -> str:
    """Return the first wished language that is offered, its region apart; English without one."""
    for wish in wished:
        general = wish.partition("-")[0].lower()
        for code in (wish, ALSO_CALLED.get(general, general)):
            if code in offered:
                return code
    return ENGLISH


def forms_in(language: str, text: str) -> tuple[Catalogue, tuple[str, ...]] | None:
    """Return the message's forms in the nearest language that has it, or None for English."""
    for each in nearest(language):
        catalogue = catalogue_of(each)
        forms = catalogue.messages.get(text)
        if forms is not None:
            return catalogue, forms
    return None


@cache
def locale_of(language: str) -> Locale:
    """Return what is known of the language's dates and direction."""
    for each in nearest(language):
        try:
            return Locale.parse(each, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale(ENGLISH)


def own_name(language: str) -> str:
    """Return what the language calls itself."""
    return catalogue_of(language).own_name


def english_name(language: str) -> str:
    """Return what the language is called in English, as officers read it."""
    found = Locale(ENGLISH).languages.get(language.replace("-", "_"))
    return str(found or locale_of(language).get_display_name(ENGLISH) or language)
