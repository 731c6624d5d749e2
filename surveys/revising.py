"""What a new version of a survey changes, and what of that would spoil its figures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Final

from surveys.definition import Question, Survey
from surveys.families import differences

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


@dataclass(frozen=True)
class Change:
    """What becomes of one question; `breaks` says why its figures would not hold, if so."""

    name: str
    asks: str
    what: str
    breaks: str = ""


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
        told = dict.fromkeys(CHANGED.get(part, OTHER_THINGS) for part in parts)
        yield Change(after.name, words, f"Changed: {', '.join(told)}")


def _differs(before: Question, after: Question, part: str) -> bool:
    return replace(before, **{part: getattr(after, part)}) != before
