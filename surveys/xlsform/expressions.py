"""The part of XLSForm's expression language that conditions here can say, both ways.

${feel} = 'sad'                     feel is sad
selected(${good}, 'room')           good is room
(${feel} = 'a' or ${feel} = 'b')    feel in [a, b]
(${feel} != 'a' and ${feel} != '')  feel is not a
${feel} != ''                       feel answered
${many} >= 3, ${many} <= 3          many at least 3, many at most 3
not(...), and, or, parentheses      the same
"""

import re
from collections.abc import Callable, Mapping

from participation.core.errors import BadInput
from surveys.condition_tree import (
    AllOf,
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
from surveys.conditions import Condition
from surveys.definition import Question

DEEPEST = 20
# Spreadsheet programs bend the quotation marks that people type.
_CURLY = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")
_TOKEN = re.compile(
    r"\s*(?:(\$\{\s*[^}]+?\s*\})|('[^']*'|\"[^\"]*\")"
    r"|(!=|>=|<=|=|[(),])|([A-Za-z][\w-]*|\d+))"
)
_SUBSET = (
    "Only these can be used: ${question} = 'choice', selected(${question}, 'choice'), "
    "${question} != '', ${question} >= 3, ${question} <= 3, and, or, not( )."
)
Codes = Callable[[str, str], str]
"""Gives the code of a choice, from the name of its question and what the form calls it."""


def written(condition: Condition, questions: Mapping[str, Question]) -> str:
    """Return the condition as an XLSForm writes it in the column `relevant`."""
    return _written(condition.tree, questions)


def _written(node: Node, questions: Mapping[str, Question]) -> str:
    match node:
        case Leaf():
            return _rule(node, questions[node.question])
        case Not(inner=inner):
            return f"not({_written(inner, questions)})"
        case AllOf(parts=parts):
            return " and ".join(_grouped(part, questions) for part in parts)
        case AnyOf(parts=parts):
            return " or ".join(_grouped(part, questions) for part in parts)
        case _:
            raise BadInput("This condition cannot be written as an XLSForm.")


def _rule(leaf: Leaf, question: Question) -> str:
    asked = f"${{{question.name}}}"
    chosen = [_chosen(question, code) for code in leaf.codes]
    match leaf:
        case Is():
            return chosen[0]
        case IsNot() if question.way.several:
            return f"(not({chosen[0]}) and {asked} != '')"
        case IsNot():
            return f"({asked} != '{leaf.codes[0]}' and {asked} != '')"
        case OneOf():
            return f"({' or '.join(chosen)})"
        case AtLeast():
            return f"{asked} >= {leaf.codes[0]}"
        case AtMost():
            return f"{asked} <= {leaf.codes[0]}"
        case _:
            return f"{asked} != ''"


def _grouped(part: Node, questions: Mapping[str, Question]) -> str:
    text = _written(part, questions)
    return f"({text})" if isinstance(part, AllOf | AnyOf) else text


def _chosen(question: Question, code: str) -> str:
    if question.way.several:
        return f"selected(${{{question.name}}}, '{code}')"
    return f"${{{question.name}}} = '{code}'"


def parsed(text: str, names: Mapping[str, str], codes: Codes) -> Condition:
    """Return the condition that the expression stands for; raises BadInput with the reason.

    `names` gives our name of each earlier question by what the form calls it.
    """
    reader = _Reader(text, names, codes)
    tree = reader.either()
    if reader.next:
        raise reader.beyond()
    return Condition(tree)


class _Reader:
    def __init__(self, text: str, names: Mapping[str, str], codes: Codes) -> None:
        self.text, self.names, self.codes = text, names, codes
        self.tokens = _tokens(text)
        self.place = 0

    @property
    def next(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def beyond(self) -> BadInput:
        return BadInput(f'"{self.text}" is more than can be asked here. {_SUBSET}')

    def take(self, token: str = "") -> str:
        found = self.next
        if not found or (token and found.lower() != token):
            raise self.beyond()
        self.place += 1
        return found

    def took(self, token: str) -> bool:
        if self.next.lower() != token:
            return False
        self.place += 1
        return True

    def either(self, depth: int = 0) -> Node:
        parts = [self.both(depth)]
        while self.took("or"):
            parts.append(self.both(depth))
        return AnyOf(tuple(parts)) if len(parts) > 1 else parts[0]

    def both(self, depth: int) -> Node:
        parts = [self.one(depth)]
        while self.took("and"):
            parts.append(self.one(depth))
        return AllOf(tuple(parts)) if len(parts) > 1 else parts[0]

    def one(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise self.beyond()
        if self.took("not"):
            self.take("(")
            return Not(self._closed(depth))
        if self.took("("):
            return _folded(self._closed(depth))
        if self.took("selected"):
            self.take("(")
            name = self._question()
            self.take(",")
            leaf = Is(name, (self.codes(name, _unquoted(self.take())),))
            self.take(")")
            return leaf
        return self._comparison()

    def _closed(self, depth: int) -> Node:
        inner = self.either(depth + 1)
        self.take(")")
        return inner

    def _comparison(self) -> Node:
        name = self._question()
        sign = self.take()
        value = self.take()
        if sign in (">=", "<=") and value.isdigit():
            return (AtLeast if sign == ">=" else AtMost)(name, (value,))
        if sign not in ("=", "!=") or value[0] not in "'\"":
            raise self.beyond()
        choice = _unquoted(value)
        if not choice:
            return HasAnswer(name) if sign == "!=" else Not(HasAnswer(name))
        leaf = Is(name, (self.codes(name, choice),))
        return leaf if sign == "=" else Not(leaf)

    def _question(self) -> str:
        token = self.take()
        if not token.startswith("${"):
            raise self.beyond()
        called = token[2:-1].strip()
        if called not in self.names:
            raise BadInput(f'there is no earlier question called "{called}".')
        return self.names[called]


def _folded(node: Node) -> Node:
    """Return the short form that our own language has for what stands in parentheses."""
    match node:
        case AnyOf(parts=parts) if all(isinstance(part, Is) for part in parts):
            choices = [part for part in parts if isinstance(part, Is)]
            name = choices[0].question
            if all(choice.question == name for choice in choices):
                return OneOf(name, tuple(choice.codes[0] for choice in choices))
        case AllOf(parts=(Not(inner=Is(question=name, codes=codes)), HasAnswer(question=other))):
            if name == other:
                return IsNot(name, codes)
    return node


def _unquoted(token: str) -> str:
    return token[1:-1] if len(token) > 1 else ""


def _tokens(text: str) -> list[str]:
    text = text.translate(_CURLY)
    tokens: list[str] = []
    place, end = 0, len(text.rstrip())
    while place < end:
        match = _TOKEN.match(text, place)
        if match is None:
            raise BadInput(f'"{text}" is more than can be asked here. {_SUBSET}')
        tokens.append(next(group for group in match.groups() if group))
        place = match.end()
    return tokens
