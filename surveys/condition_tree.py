"""The tree that a condition becomes; each node says whether the answers so far fulfil it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from surveys.answers import LEFT_OUT, Answer

Answers = Mapping[str, Answer]


class Node:
    """A rule on the answers so far; its text form reads back as the same rule."""

    def holds(self, answers: Answers) -> bool:
        """Return whether the answers fulfil it."""
        raise NotImplementedError

    def leaves(self) -> Iterator["Leaf"]:
        """Return each rule on one question, in the order they are written."""
        raise NotImplementedError

    def written(self) -> str:
        """Return it as it is written in a file."""
        raise NotImplementedError


@dataclass(frozen=True)
class Leaf(Node):
    """A rule on one earlier question; `codes` are the options it names."""

    question: str
    codes: tuple[str, ...] = ()

    def leaves(self) -> Iterator["Leaf"]:
        """Return this rule alone."""
        yield self

    def chosen(self, answers: Answers) -> tuple[str, ...]:
        """Return the codes that were chosen for the question."""
        return answers.get(self.question, LEFT_OUT).values


@dataclass(frozen=True)
class OneOf(Leaf):
    """Fulfilled when one of the codes was chosen."""

    def holds(self, answers: Answers) -> bool:
        """Return whether one of the codes was chosen."""
        return not set(self.codes).isdisjoint(self.chosen(answers))

    def written(self) -> str:
        """Return it as it is written in a file."""
        return f"{self.question} in [{', '.join(self.codes)}]"


@dataclass(frozen=True)
class Is(Leaf):
    """Fulfilled when the code was chosen."""

    def holds(self, answers: Answers) -> bool:
        """Return whether the code was chosen."""
        return self.codes[0] in self.chosen(answers)

    def written(self) -> str:
        """Return it as it is written in a file."""
        return f"{self.question} is {self.codes[0]}"


@dataclass(frozen=True)
class IsNot(Leaf):
    """Fulfilled when something was chosen, and not the code."""

    def holds(self, answers: Answers) -> bool:
        """Return whether something was chosen, and not the code."""
        chosen = self.chosen(answers)
        return bool(chosen) and self.codes[0] not in chosen

    def written(self) -> str:
        """Return it as it is written in a file."""
        return f"{self.question} is not {self.codes[0]}"


@dataclass(frozen=True)
class AtLeast(Leaf):
    """Fulfilled when a number was given, and it is this or more."""

    def holds(self, answers: Answers) -> bool:
        """Return whether the number that was given is this or more."""
        return any(Decimal(number) >= Decimal(self.codes[0]) for number in self.chosen(answers))

    def written(self) -> str:
        """Return it as it is written in a file."""
        return f"{self.question} at least {self.codes[0]}"


@dataclass(frozen=True)
class AtMost(Leaf):
    """Fulfilled when a number was given, and it is this or less."""

    def holds(self, answers: Answers) -> bool:
        """Return whether the number that was given is this or less."""
        return any(Decimal(number) <= Decimal(self.codes[0]) for number in self.chosen(answers))

    def written(self) -> str:
        """Return it as it is written in a file."""
        return f"{self.question} at most {self.codes[0]}"


@dataclass(frozen=True)
class HasAnswer(Leaf):
    """Fulfilled when the question was answered and not left out."""

    def holds(self, answers: Answers) -> bool:
        """Return whether the question was answered and not left out."""
        return not answers.get(self.question, LEFT_OUT).left_out

    def written(self) -> str:
        """Return it as it is written in a file."""
        return f"{self.question} answered"


@dataclass(frozen=True)
class Not(Node):
    """Fulfilled when the inner condition is not."""

    inner: Node

    def holds(self, answers: Answers) -> bool:
        """Return whether the inner condition does not hold."""
        return not self.inner.holds(answers)

    def leaves(self) -> Iterator[Leaf]:
        """Return the rules of the inner condition."""
        return self.inner.leaves()

    def written(self) -> str:
        """Return it as it is written in a file."""
        return f"not ({self.inner.written()})"


@dataclass(frozen=True)
class AllOf(Node):
    """Fulfilled when every part is."""

    parts: tuple[Node, ...]

    def holds(self, answers: Answers) -> bool:
        """Return whether every part holds."""
        return all(part.holds(answers) for part in self.parts)

    def leaves(self) -> Iterator[Leaf]:
        """Return the rules of every part."""
        return (leaf for part in self.parts for leaf in part.leaves())

    def written(self) -> str:
        """Return it as it is written in a file."""
        return " and ".join(_grouped(part) for part in self.parts)


@dataclass(frozen=True)
class AnyOf(Node):
    """Fulfilled when at least one part is."""

    parts: tuple[Node, ...]

    def holds(self, answers: Answers) -> bool:
        """Return whether at least one part holds."""
        return any(part.holds(answers) for part in self.parts)

    def leaves(self) -> Iterator[Leaf]:
        """Return the rules of every part."""
        return (leaf for part in self.parts for leaf in part.leaves())

    def written(self) -> str:
        """Return it as it is written in a file."""
        return " or ".join(_grouped(part) for part in self.parts)


def _grouped(part: Node) -> str:
    return f"({part.written()})" if isinstance(part, AllOf | AnyOf) else part.written()
