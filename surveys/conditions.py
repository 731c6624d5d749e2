"""The small language that says when a question is asked: `feel in [sad, very-sad]`.

    NAME in [a, b]     one of these was chosen
    NAME is a          this was chosen
    NAME is not a      something was chosen, and not this
    NAME at least 7    the number that was given is this or more
    NAME at most 3     the number that was given is this or less
    NAME answered      it was answered, and not left out

Joined by `and`, `or`, `not (...)` and parentheses; `and` binds closer than `or`. A question
that was left out, or was never asked, fulfils none of the six; only `not (...)` turns
that round.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from participation.core.errors import BadInput
from surveys.codes import RESERVED
from surveys.condition_tree import (
    AllOf,
    Answers,
    AnyOf,
    AtLeast,
    AtMost,
    HasAnswer,
    Is,
    IsNot,
    Leaf,
    Node,
    Not,
    OneOf,
)
from surveys.tables import Place, ReadsItself

LONGEST = 500
DEEPEST = 20

_TOKEN = re.compile(r"\s*([a-z0-9][a-z0-9-]*|[\[\](),])")
_EXAMPLE = "Write it as in: feel in [sad, very-sad]"


@dataclass(frozen=True)
class Condition(ReadsItself):
    """When a question is asked; its text form reads back as the same condition."""

    tree: Node

    def holds(self, answers: Answers) -> bool:
        """Return whether the answers so far fulfil it."""
        return self.tree.holds(answers)

    def leaves(self) -> Iterator[Leaf]:
        """Return each rule on one question, in the order they are written."""
        return self.tree.leaves()

    def written(self) -> str:
        """Return it as it is written in a file."""
        return self.tree.written()

    @classmethod
    def read_from(cls, value: object, place: Place) -> "Condition":
        """Return the condition written in this text; raises BadFile."""
        if not isinstance(value, str):
            raise place.bad('write a condition in quotes, as in "feel in [sad, very-sad]"')
        try:
            return parse(value)
        except BadInput as fault:
            raise place.bad(fault.message) from fault

    def plain(self) -> object:
        """Return the text that `read_from` reads back."""
        return self.written()


def parse(text: str) -> Condition:
    """Return the condition; raises BadInput saying what to write instead."""
    if len(text) > LONGEST or text.count("(") > DEEPEST:
        raise BadInput("This condition is too long. Ask it of fewer questions.")
    reader = _Reader(text)
    tree = reader.either()
    if reader.next is not None:
        raise reader.expected("and, or, or the end")
    return Condition(tree)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.place = 0

    @property
    def next(self) -> str | None:
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def expected(self, what: str) -> BadInput:
        found = f'found "{self.next}"' if self.next is not None else "the condition ends"
        return BadInput(f"Expected {what}, but {found}, in: {self.text}. {_EXAMPLE}")

    def took(self, token: str) -> bool:
        if self.next != token:
            return False
        self.place += 1
        return True

    def must_take(self, token: str) -> None:
        if not self.took(token):
            raise self.expected(f'"{token}"')

    def word(self, what: str) -> str:
        word = self.next
        if word is None or word in RESERVED or word in "[](),":
            raise self.expected(what)
        self.place += 1
        return word

    def either(self) -> Node:
        parts = [self.both()]
        while self.took("or"):
            parts.append(self.both())
        return AnyOf(tuple(parts)) if len(parts) > 1 else parts[0]

    def both(self) -> Node:
        parts = [self.one()]
        while self.took("and"):
            parts.append(self.one())
        return AllOf(tuple(parts)) if len(parts) > 1 else parts[0]

    def one(self) -> Node:
        if self.took("not"):
            self.must_take("(")
            return Not(self.closed())
        if self.took("("):
            return self.closed()
        return self.leaf(self.word("the name of a question"))

    def closed(self) -> Node:
        inner = self.either()
        self.must_take(")")
        return inner

    def leaf(self, question: str) -> Node:
        if self.took("answered"):
            return HasAnswer(question)
        if self.took("in"):
            return OneOf(question, self.codes())
        if self.took("is"):
            negated = self.took("not")
            code = (self.word("an answer's code"),)
            return IsNot(question, code) if negated else Is(question, code)
        if self.took("at"):
            return self.bound(question)
        raise self.expected(f"in, is, is not, at least, at most or answered after {question}")

    def bound(self, question: str) -> Node:
        least = self.took("least")
        if not least:
            self.must_take("most")
        number = self.word("a number")
        if not number.isascii() or not number.isdecimal():
            self.place -= 1
            raise self.expected("a whole number")
        return AtLeast(question, (number,)) if least else AtMost(question, (number,))

    def codes(self) -> tuple[str, ...]:
        self.must_take("[")
        codes = [self.word("an answer's code")]
        while self.took(","):
            codes.append(self.word("an answer's code"))
        self.must_take("]")
        return tuple(codes)


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    place = 0
    while place < len(text.rstrip()):
        match = _TOKEN.match(text, place)
        if match is None:
            rest = text[place:].strip()
            raise BadInput(f'"{rest[0]}" cannot be read in: {text}. {_EXAMPLE}')
        tokens.append(match.group(1))
        place = match.end()
    return tokens
