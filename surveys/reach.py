"""Which questions somebody can come to, and where somebody could not go on."""

from collections.abc import Iterator
from itertools import combinations

from surveys.answers import LEFT_OUT, Answer
from surveys.condition_tree import Leaf
from surveys.conditions import Condition
from surveys.definition import Question, Survey
from surveys.kinds import Kind

MOST_STEPS = 20_000
"""How far the search for a way goes; a condition that is harder is taken as reachable."""
MOST_TICKS = 5

FITS_ANYBODY = frozenset({"other", "none", "none-of-these", "dont-know", "not-about-me"})


def unreachable(survey: Survey) -> tuple[Question, ...]:
    """Return the questions that no answers lead to, in order."""
    return tuple(
        question
        for question in survey.questions
        if question.show_if is not None and not _Search(survey, question).found
    )


def dead_ends(survey: Survey) -> tuple[Question, ...]:
    """Return the required questions at which somebody may have nothing true to say."""
    return tuple(question for question in survey.questions if _may_stop(question))


def _may_stop(question: Question) -> bool:
    if not question.required:
        return False
    if question.way.own_options and not question.way.ordered:
        codes = {option.code for option in question.options}
        return codes.isdisjoint(FITS_ANYBODY)
    return question.way.typed or question.way.ordered


class _Search:
    """Looks for answers, in the survey's order, that lead to one question."""

    def __init__(self, survey: Survey, target: Question) -> None:
        self.target = target
        names = _closure(survey, target)
        self.asked = [question for question in survey.questions if question.name in names]
        self.leaves = [
            leaf for question in (*self.asked, target) for leaf in _leaves(question.show_if)
        ]
        self.steps = 0
        self.found = self._from(0, {})

    def _from(self, place: int, told: dict[str, Answer]) -> bool:
        self.steps += 1
        if self.steps > MOST_STEPS:
            return True
        if place == len(self.asked):
            return self.target.show_if is None or self.target.show_if.holds(told)
        question = self.asked[place]
        if question.show_if is not None and not question.show_if.holds(told):
            return self._from(place + 1, told)
        return any(
            self._from(place + 1, {**told, question.name: answer})
            for answer in self._answers(question)
        )

    def _answers(self, question: Question) -> Iterator[Answer]:
        """Yield answers enough to tell apart all that the conditions ask about."""
        if not question.required:
            yield LEFT_OUT
        leaves = [leaf for leaf in self.leaves if leaf.question == question.name]
        if question.way.counts:
            yield from (Answer((number,)) for number in _numbers(question, leaves))
        elif question.options:
            yield from _picks(question, {code for leaf in leaves for code in leaf.codes})
        else:
            yield Answer(text="words")


def _numbers(question: Question, leaves: list[Leaf]) -> Iterator[str]:
    scale = question.kind is Kind.SCALE
    least, most = (0, 10) if scale else (question.limits.least or 0, question.limits.most or 0)
    named = {int(code) for leaf in leaves for code in leaf.codes}
    near = {least, most, *(number + step for number in named for step in (-1, 0, 1))}
    yield from (str(number) for number in sorted(near) if least <= number <= most)


def _picks(question: Question, named: set[str]) -> Iterator[Answer]:
    codes = [option.code for option in question.options]
    unnamed = next((code for code in codes if code not in named), None)
    told_apart = [code for code in codes if code in named]
    if unnamed is not None:
        told_apart.append(unnamed)
    yield from (Answer((code,)) for code in told_apart)
    if question.way.several:
        for many in range(2, min(len(told_apart), MOST_TICKS) + 1):
            yield from (Answer(codes) for codes in combinations(told_apart, many))


def _closure(survey: Survey, target: Question) -> set[str]:
    """Return the names of the questions on which the target hangs, near or far."""
    names: set[str] = set()
    ahead = [leaf.question for leaf in _leaves(target.show_if)]
    while ahead:
        name = ahead.pop()
        if name not in names and name in survey.by_name:
            names.add(name)
            ahead += [leaf.question for leaf in _leaves(survey.by_name[name].show_if)]
    return names


def _leaves(condition: Condition | None) -> tuple[Leaf, ...]:
    return () if condition is None else tuple(condition.leaves())
