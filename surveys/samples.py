"""A reply that fits a question, for surveys that are tried out."""

from surveys.definition import Question
from surveys.kinds import Field
from surveys.limits import LONGEST_LINE, LONGEST_TEXT


def sample(question: Question, text: str, pick: int = 0) -> tuple[str, ...]:
    """Return a reply to the question: this text, or the option in this place, or the nearest."""
    match question.way.field:
        case Field.LINE:
            return (text[: question.limits.longest or LONGEST_LINE],)
        case Field.BOX:
            return (text[: question.limits.longest or LONGEST_TEXT],)
        case Field.NUMBER:
            return (str(question.limits.least),)
        case Field.MONTH:
            return (question.limits.earliest or "",)
        case Field.NOTHING | Field.DRAWING:
            return ()
        case _:
            return (question.options[min(pick, len(question.options) - 1)].code,)
