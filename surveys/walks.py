"""A walk through a survey that was saved: what was typed, and what it came to."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from surveys.codes import Code
from surveys.definition import Survey
from surveys.steps import Answered
from surveys.tables import Place, read_table, write_table
from surveys.walk import walk


@dataclass(frozen=True)
class Outcome:
    """One answer that the walk sent."""

    question: str
    codes: tuple[str, ...] = ()
    words: str = ""
    may_show: bool = False


@dataclass(frozen=True)
class SavedWalk:
    """What was typed, line by line, and the answers that were sent; none when it broke off."""

    survey: Code
    language: str
    typed: tuple[str, ...]
    sent: tuple[Outcome, ...] = ()
    council: Code | None = None

    def to_json(self) -> str:
        """Return the walk as text that `from_json` reads back to an equal walk."""
        return json.dumps(write_table(self), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str, file: str) -> "SavedWalk":
        """Return the walk written by `to_json`; raises BadFile for anything else."""
        place = Place(file)
        try:
            table = json.loads(text)
        except ValueError as fault:
            raise place.bad("this is not a saved walk; walk the survey again") from fault
        return read_table(cls, table, place)


def replay(survey: Survey, saved: SavedWalk) -> tuple[Outcome, ...]:
    """Return the answers that the same lines come to now."""
    lines = iter(saved.typed)

    def read_line() -> str:
        for line in lines:
            return line
        raise EOFError

    return outcomes(walk(survey, saved.language, read_line, lambda _line: None) or ())


def outcomes(sent: Iterable[Answered]) -> tuple[Outcome, ...]:
    """Return the answers as a saved walk holds them."""
    return tuple(
        Outcome(answer.question, answer.values, answer.text or "", answer.may_show)
        for answer in sent
    )
