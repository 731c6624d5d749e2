"""What a new version of a survey changes, and what of that would spoil its figures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Final

from surveys.definition import Question, Survey
from surveys.families import differences
from surveys.options import Option
from surveys.words import Words

CHANGED: Final[Mapping[str, str]] = {
    "asks": "the words of the question",
    "hint": "the hint",
    "own_options": "the choices",
    "show_if": "when it is asked",
    "required": "whether an answer is needed",
    "low": "the words at 0",
    "high": "the words at 10",
    "picture": "the picture",
    "easy": "the Easy Read words",
    "easy_picture": "the Easy Read picture",
    "mix": "the order of the choices",
    "lenses": "its headings",
}
"""What officers call the parts of a question; the rest are told as "other things"."""
OTHER_THINGS: Final = "other things"
TRANSLATIONS: Final = "its translations"


@dataclass(frozen=True)
class Change:
    """What becomes of one question; `breaks` says why its figures would not hold, if so.

    `was` is what it asked before, when it asks that in other words.
    """

    name: str
    asks: str
    what: str
    breaks: str = ""
    was: str = ""


def changes(before: Survey, after: Survey) -> tuple[Change, ...]:
    """Return what becomes of each question, those of the new version in their order first."""
    differing = dict(differences(before, after))
    found = [
        change
        for question in after.questions
        for change in _of(before.by_name.get(question.name), question, differing)
    ]
    for question in before.questions:
        if question.name not in after.by_name:
            words = question.asks.to("en")
            breaks = "" if question.way.informs else "it is no longer asked"
            found.append(Change(question.name, words, "No longer asked", breaks))
    return tuple(found)


def _of(before: Question | None, after: Question, differing: Mapping[str, str]) -> Iterator[Change]:
    words = after.asks.to("en")
    if before is None:
        yield Change(after.name, words, "New")
    elif after.name in differing:
        what = differing[after.name]
        yield Change(after.name, words, f"Has {what}", f"it has {what}")
    elif before != after:
        parts = [part.name for part in fields(after) if _differs(before, after, part.name)]
        told = dict.fromkeys(_called(before, after, part) for part in parts)
        was = before.asks.to("en")
        what = f"Changed: {', '.join(told)}"
        yield Change(after.name, words, what, was="" if was == words else was)


def _called(before: Question, after: Question, part: str) -> str:
    ours = (_in_english(getattr(question, part)) for question in (before, after))
    same = len(set(ours)) == 1
    return TRANSLATIONS if same else CHANGED.get(part, OTHER_THINGS)


def _in_english(value: object) -> object:
    if isinstance(value, Words):
        return value.to("en")
    if isinstance(value, tuple):
        return tuple(_in_english(each) for each in value)
    return (value.code, value.words.to("en")) if isinstance(value, Option) else value


def _differs(before: Question, after: Question, part: str) -> bool:
    return replace(before, **{part: getattr(after, part)}) != before
