"""Into which lines of a table the answers to a question are counted."""

from collections.abc import Sequence
from decimal import Decimal

from surveys.definition import Question
from surveys.kinds import Field
from surveys.limits import Limits
from surveys.options import Option
from surveys.words import Words

MOST_LINES = 6
"""Numbers that are more than this many are counted in equal bands, no more of them than this."""


def lines_of(question: Question) -> tuple[Option, ...]:
    """Return the lines in which answers are counted; none when they are written.

    A number or a month is counted in bands, so that no rare one stands alone.
    """
    if question.way.field in (Field.NUMBER, Field.MONTH):
        starts = _starts(question)
        ends = [start - 1 for start in starts[1:]]
        ends.append(_span(question)[1])
        last = len(starts) - 1
        return tuple(
            _band(start, end, question.limits.whole or place == last)
            for place, (start, end) in enumerate(zip(starts, ends, strict=True))
        )
    return question.options


def lines_for(question: Question, codes: Sequence[str]) -> tuple[str, ...]:
    """Return the codes of the lines that an answer counts in.

    Of an order, only what came first: it says what matters most.
    """
    if question.way.ordered:
        return tuple(codes[:1])
    if question.way.field not in (Field.NUMBER, Field.MONTH):
        return tuple(codes)
    starts = _starts(question)
    found = (_place(starts, Decimal(code.partition("-")[0])) for code in codes)
    return tuple(str(starts[place]) for place in found)


def _place(starts: Sequence[int], number: Decimal) -> int:
    return max(sum(start <= number for start in starts) - 1, 0)


def _starts(question: Question) -> tuple[int, ...]:
    if question.limits.bands:
        return question.limits.bands
    first, last = _span(question)
    each = -(-(last - first + 1) // MOST_LINES)
    return tuple(range(first, last + 1, each))


def _span(question: Question) -> tuple[int, int]:
    limits: Limits = question.limits
    if limits.earliest is not None and limits.latest is not None:
        return int(limits.earliest[:4]), int(limits.latest[:4])
    return limits.least or 0, limits.most or 0


def _band(start: int, end: int, whole: bool) -> Option:
    if not whole:
        words = f"{start} to under {end + 1}"
    else:
        words = str(start) if start >= end else f"{start} to {end}"
    return Option(str(start), Words.english(words))
