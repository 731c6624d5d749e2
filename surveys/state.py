"""Where a young person is in a survey, and what was said so far; it is text between steps."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from surveys.answers import Answer
from surveys.tables import Place, read_table, write_table


@dataclass(frozen=True)
class Draft:
    """A reply that could not be used: as it was typed, and the sentence that says what to do."""

    raw: tuple[str, ...]
    error: str
    words: str = ""

    @classmethod
    def of(cls, raw: tuple[str, ...], error: str, words: str = "") -> "Draft":
        """Return the draft, with a question mark for what no file could hold (half a letter)."""
        return cls(tuple(_holdable(value) for value in raw), error, _holdable(words))

    @property
    def typed(self) -> str:
        """All that was typed, one line each."""
        return "\n".join((*self.raw, self.words))


@dataclass(frozen=True)
class State:
    """One survey being answered.

    `place` is the question being asked, None at the check page. `show` names the written
    answers whose words may be shown. `changing` says that the walk returns to the check page
    as soon as every question has its answer. Answers to questions that a change has hidden
    are kept, so that changing back loses nothing, and are never sent. `seed` decides in which
    order mixed choices are shown.
    """

    survey: str
    language: str
    place: str | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    show: tuple[str, ...] = ()
    changing: bool = False
    drafts: Mapping[str, Draft] = field(default_factory=dict)
    seed: int = 0

    def at(self, place: str | None, changing: bool = False) -> "State":
        """Return the state moved to a question, or to the check page."""
        return replace(self, place=place, changing=changing and place is not None)

    def with_answer(self, name: str, answer: Answer) -> "State":
        """Return the state with this answer; changed words may not be shown until chosen again."""
        drafts = {key: draft for key, draft in self.drafts.items() if key != name}
        same = self.answers.get(name) == answer
        return replace(
            self,
            answers=MappingProxyType({**self.answers, name: answer}),
            show=self.show if same else tuple(shown for shown in self.show if shown != name),
            drafts=MappingProxyType(drafts),
        )

    def with_draft(self, name: str, draft: Draft) -> "State":
        """Return the state that keeps what was typed for a question."""
        return replace(self, drafts=MappingProxyType({**self.drafts, name: draft}))

    def to_json(self) -> str:
        """Return the state as text that `from_json` reads back to an equal state."""
        return json.dumps(write_table(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "State":
        """Return the state written by `to_json`; raises BadFile for anything else."""
        place = Place("the conversation")
        try:
            table = json.loads(text)
        except ValueError as fault:
            raise place.bad("it cannot be read; start the survey again") from fault
        return read_table(cls, table, place)


def _holdable(value: str) -> str:
    return value.encode(errors="replace").decode()
