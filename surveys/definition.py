"""A survey as it is written, published and asked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from surveys.codes import Ages, Code, HeadingName, Name, Positive
from surveys.conditions import Condition
from surveys.kinds import WAYS, Kind, Way
from surveys.options import Option
from surveys.tables import Place, keyed, read_table, write_table
from surveys.words import NO_WORDS, Words

__all__ = ["Kind", "Option", "Question", "Survey", "Words"]


@dataclass(frozen=True)
class Question:
    """One question; figures are compared by its name, so the name never changes."""

    name: Name
    kind: Kind
    asks: Words
    hint: Words = NO_WORDS
    required: bool = False
    promise: Code | None = None
    lenses: tuple[HeadingName, ...] = ()
    show_if: Condition | None = None
    own_options: tuple[Option, ...] = keyed("option", ())

    @property
    def way(self) -> Way:
        """What its kind offers and how it is answered."""
        return WAYS[self.kind]

    @property
    def options(self) -> tuple[Option, ...]:
        """What can be picked, in order; empty when the answer is written."""
        return self.own_options if self.way.own_options else self.way.fixed

    @property
    def written(self) -> bool:
        """Whether it is answered in the young person's own words."""
        return self.way.written

    @property
    def may_skip(self) -> bool:
        """Whether "I don't want to say" is an answer."""
        return not self.required

    def words_for(self, code: str, language: str) -> str:
        """Return the words of the option with this code, or the code when there is none."""
        found = (option.words.to(language) for option in self.options if option.code == code)
        return next(found, code)


@dataclass(frozen=True)
class Survey:
    """A questionnaire: an unchanging text once it is published."""

    name: Code
    title: Words
    about: Words
    minutes: Positive
    ages: Ages
    questions: tuple[Question, ...] = keyed("question", ())

    @cached_property
    def by_name(self) -> Mapping[str, Question]:
        """Each question under its name."""
        return {question.name: question for question in self.questions}

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it was written in, main one first."""
        return self.title.languages

    def to_json(self) -> str:
        """Return the survey as text that `from_json` reads back to an equal survey."""
        return json.dumps(write_table(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Survey":
        """Return the survey written by `to_json`; raises BadFile for anything else."""
        place = Place("the published survey")
        try:
            table = json.loads(text)
        except ValueError as fault:
            raise place.bad("this is not JSON; publish the survey again") from fault
        return read_table(cls, table, place)
