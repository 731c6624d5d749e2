"""What is said to young people anywhere, gathered from the sources and the templates."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from babel.messages.extract import extract

from tests.house.sources import ROOT

ONE = frozenset({"_", "said", "marked"})
COUNTED = frozenset({"counted", "form_for"})
IN_TEMPLATES = {"_": None, "gettext": None, "ngettext": (1, 2)}
PYTHON = ("participation", "bots", "surveys")
TEMPLATES = ROOT / "templates" / "young"


@dataclass
class Message:
    """One text with its plural, if it has one, and the files it stands in."""

    text: str
    plural: str = ""
    places: set[str] = field(default_factory=set)


@cache
def messages() -> dict[str, Message]:
    """Return every message by its English text, in the order of the files they stand in."""
    found: dict[str, Message] = {}
    for place, text, plural in _each():
        message = found.setdefault(text, Message(text))
        message.plural = message.plural or plural
        message.places.add(place)
    return found


def _each() -> Iterator[tuple[str, str, str]]:
    for path in sorted(TEMPLATES.rglob("*.html")):
        place = path.relative_to(ROOT).as_posix()
        with path.open("rb") as file:
            for _line, text, _comments, _context in extract("jinja2", file, IN_TEMPLATES):
                one, many = text if isinstance(text, tuple) else (text, "")
                yield place, str(one), str(many)
    for root in PYTHON:
        for path in sorted((ROOT / root).rglob("*.py")):
            place = path.relative_to(ROOT).as_posix()
            for one, many in _in_python(path):
                yield place, one, many


def _in_python(path: Path) -> Iterator[tuple[str, str]]:
    source = path.read_text("utf-8")
    if "speech import" not in source and path.name != "speech.py":
        return
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
        if node.func.id in ONE and texts:
            yield str(texts[0]), ""
        elif node.func.id in COUNTED and len(texts) > 1:
            yield str(texts[0]), str(texts[1])
