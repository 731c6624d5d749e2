"""Versions of one survey for other ages: the questions they share compare by their names."""

from collections.abc import Sequence

from surveys.definition import Question, Survey


def differences(one: Survey, other: Survey) -> tuple[tuple[str, str], ...]:
    """Return each question that both ask and that does not compare, with what differs.

    Words, hints and order may be written for an age; kind, answers and what is rated may not.
    """
    return tuple(
        (question.name, what)
        for question in one.questions
        if question.name in other.by_name
        and (what := _what_differs(question, other.by_name[question.name]))
    )


def core_of(family: Sequence[Survey]) -> tuple[str, ...]:
    """Return the names of the questions that every version asks, in the order of the first."""
    first, *others = family
    names = (question.name for question in first.questions if not question.way.informs)
    return tuple(name for name in names if all(name in other.by_name for other in others))


def _what_differs(one: Question, other: Question) -> str:
    if one.kind is not other.kind:
        return "another kind"
    if {option.code for option in one.options} != {option.code for option in other.options}:
        return "other answers"
    if (one.promise, one.rates) != (other.promise, other.rates):
        return "another subject"
    if (one.limits.least, one.limits.most) != (other.limits.least, other.limits.most):
        return "other limits"
    return ""
