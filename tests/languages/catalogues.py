"""Catalogues as files: what each lacks, what it has too much, and how it is written."""

import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from participation.core.catalogues import FILE, FOLDER, catalogue_of, languages, nearest
from tests.languages.messages import Message, messages

GAP = re.compile(r"%\((\w+)\)s")
OTHERS = tuple(code for code in languages() if code != "en")
WHOLE = tuple(code for code in OTHERS if "-" not in code)
"""Languages that stand alone; a region says only what differs."""


def path_of(language: str) -> Path:
    return FOLDER / language / FILE


def read(language: str) -> Catalog:
    with path_of(language).open("rb") as file:
        return read_po(file, locale=None, abort_invalid=True)


def missing_in(language: str) -> list[str]:
    """Return the messages that neither the language nor what it falls back to can say."""
    said = {text for code in nearest(language) for text in catalogue_of(code).messages}
    return [text for text in messages() if text not in said]


def left_over_in(language: str) -> list[str]:
    """Return the messages of the catalogue that nobody says any more."""
    return [text for text in catalogue_of(language).messages if text not in messages()]


def wrong_gaps_in(language: str) -> list[str]:
    """Return the messages whose gaps are not those of the English."""
    wrong = []
    for text, forms in catalogue_of(language).messages.items():
        message = messages().get(text)
        if message is None:
            continue
        wanted = set(GAP.findall(text + message.plural))
        # A form for one, two or none may leave its number out: "one minute".
        spare = {"num"} if message.plural else set()
        found = [set(GAP.findall(form)) for form in forms]
        if any(wanted - gaps - spare or gaps - wanted for gaps in found) or any(map(_odd, forms)):
            wrong.append(text)
    return wrong


def bring_up_to_date(language: str) -> None:
    """Write the catalogue anew: new messages empty, those that are gone left out."""
    path = path_of(language)
    heading = path.read_text("utf-8").partition("\n\n")[0]
    kept, forms = catalogue_of(language).messages, read(language).num_plurals
    wanted = [m for m in messages().values() if m.text in kept or "-" not in language]
    entries = [_entry(m, kept.get(m.text, ("",) * (forms if m.plural else 1))) for m in wanted]
    path.write_text("\n\n".join((heading, *entries)) + "\n", "utf-8")


def _entry(message: Message, forms: tuple[str, ...]) -> str:
    lines = [f"#: {place}" for place in sorted(message.places)]
    lines += ["#, python-format"] if "%(" in message.text else []
    lines += [f"msgid {_quoted(message.text)}"]
    if message.plural:
        lines += [f"msgid_plural {_quoted(message.plural)}"]
        lines += [f"msgstr[{place}] {_quoted(form)}" for place, form in enumerate(forms)]
    else:
        lines += [f"msgstr {_quoted(forms[0])}"]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _odd(form: str) -> bool:
    return "%" in GAP.sub("", form)
