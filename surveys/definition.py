"""A survey as it is written, published and asked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from typing import Literal

from surveys.answers import Answer
from surveys.codes import Ages, Code, HeadingName, Name, Positive
from surveys.conditions import Condition
from surveys.kinds import WAYS, Kind, Way
from surveys.limits import NO_LIMITS, Limits, Terms
from surveys.options import OTHER, SOMETHING_ELSE, Option
from surveys.tables import Place, keyed, read_table, write_table
from surveys.words import NO_WORDS, Words

__all__ = ["Kind", "Option", "Question", "Survey", "Words"]


@dataclass(frozen=True)
class Question:
    """One question; figures are compared by its name, so the name never changes.

    `something_else` adds a last choice that can be said in words, and `mix` shows the choices
    to each young person in an order of their own. `rates` is what a rating is
    of, `low` and `high` are the words at the two ends of a scale, and `picture` names a file
    for each language that has its own. `easy` says it in Easy Read, one idea a line, with
    `easy_picture` beside it.
    """

    name: Name
    kind: Kind
    asks: Words
    hint: Words = NO_WORDS
    required: bool = False
    promise: Code | None = None
    lenses: tuple[HeadingName, ...] = ()
    show_if: Condition | None = None
    limits: Limits = NO_LIMITS
    something_else: bool = False
    mix: bool = False
    rates: Literal["", "review", "place"] = ""
    low: Words = NO_WORDS
    high: Words = NO_WORDS
    picture: Words = NO_WORDS
    easy: Words = NO_WORDS
    easy_picture: Words = NO_WORDS
    own_options: tuple[Option, ...] = keyed("option", ())

    @property
    def way(self) -> Way:
        """What its kind offers and how it is answered."""
        return WAYS[self.kind]

    @property
    def options(self) -> tuple[Option, ...]:
        """What can be picked, in order; empty when the answer is typed."""
        if not self.way.own_options:
            return self.way.fixed
        return (*self.own_options, SOMETHING_ELSE) if self.something_else else self.own_options

    def mixed(self, seed: int) -> "Question":
        """Return the question with its choices in the order of one conversation."""
        if not self.mix:
            return self
        first = [option for option in self.own_options if option.code != OTHER]
        last = [option for option in self.own_options if option.code == OTHER]
        first.sort(key=lambda option: sha256(f"{seed}/{self.name}/{option.code}".encode()).digest())
        return replace(self, own_options=(*first, *last))

    def eased(self, language: str) -> "Question":
        """Return the question as Easy Read has it in this language, as it is where it has none."""
        drawn = self.easy_picture if self.easy_picture.languages else self.picture
        if not self.easy.is_in(language):
            return replace(self, picture=drawn)
        return replace(self, asks=self.easy, hint=NO_WORDS, picture=drawn)

    def in_own_order(self, answer: Answer) -> Answer:
        """Return the answer with its codes in the question's own order, whatever was shown."""
        if not self.mix or not answer.values:
            return answer
        codes = (option.code for option in self.options)
        return replace(answer, values=tuple(code for code in codes if code in answer.values))

    def terms(self, language: str) -> Terms:
        """Return what a reply in this language is read against."""
        return Terms(self.options, self.limits, language)

    @property
    def written(self) -> bool:
        """Whether it is answered in the young person's own words."""
        return self.way.written

    def has_words(self, answer: Answer) -> bool:
        """Return whether the answer is read by a person: a text, or a picture to type up."""
        return answer.text is not None or (self.way.draws and not answer.left_out)

    @property
    def may_skip(self) -> bool:
        """Whether "I don't want to say" is an answer."""
        return not self.required and not self.way.informs


@dataclass(frozen=True)
class Survey:
    """A questionnaire: an unchanging text once it is published.

    Surveys of one `family` are versions for other ages; questions of one name compare.
    """

    name: Code
    title: Words
    about: Words
    minutes: Positive
    ages: Ages
    questions: tuple[Question, ...] = keyed("question", ())
    family: Code | None = None

    @cached_property
    def by_name(self) -> Mapping[str, Question]:
        """Each question under its name."""
        return {question.name: question for question in self.questions}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The name of each question, in order."""
        return tuple(question.name for question in self.questions)

    @cached_property
    def asks_all(self) -> bool:
        """Whether every question is asked, whatever is answered."""
        return all(question.show_if is None for question in self.questions)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages in which it or part of it was written, main one first."""
        parts = [self.title, self.about]
        for question in self.questions:
            parts += [question.asks, question.hint, question.low, question.high]
            parts.append(question.easy)
            parts += [option.words for option in question.own_options]
        return tuple(dict.fromkeys(language for words in parts for language in words.languages))

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
