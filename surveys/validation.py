"""Turns a raw reply to a question into a clean answer, or says kindly what to do."""

from collections.abc import Sequence

from participation.core.errors import BadInput
from participation.core.speech import said as _
from surveys.answers import LEFT_OUT, Answer
from surveys.definition import Question
from surveys.options import SKIP, SKIP_WORDS
from surveys.reading import is_blank, is_skip

__all__ = ["SKIP", "SKIP_WORDS", "answer_in_words", "clean"]


def clean(question: Question, raw: str | Sequence[str]) -> Answer:
    """Return the clean answer to what was posted or typed.

    `raw` is a code, a text, or several of them; SKIP leaves the question out. Raises
    BadInput with a sentence for the young person.
    """
    values = (raw,) if isinstance(raw, str) else tuple(raw)
    if is_skip(values):
        return _left_out(question)
    if is_blank(values):
        return _nothing(question)
    return question.way.read(question.options, values)


def _left_out(question: Question) -> Answer:
    if question.required:
        raise BadInput(f"{_('We need an answer here.')} {_(question.way.needs)}")
    return LEFT_OUT


def _nothing(question: Question) -> Answer:
    """An empty box says nothing to add; no pick at all is more likely a slip of the thumb."""
    if question.written:
        return _left_out(question)
    if question.required:
        raise BadInput(f"{_('We need an answer here.')} {_(question.way.needs)}")
    choice = _("I don't want to say")
    raise BadInput(_('We need an answer here. You can pick "%(choice)s".', choice=choice))


def answer_in_words(question: Question, answer: Answer, language: str) -> str:
    """Return the answer as a person reads it: the words picked, or the text as written."""
    if answer.text is not None:
        return answer.text
    if answer.left_out:
        return SKIP_WORDS.to(language)
    return _(", ").join(question.words_for(code, language) for code in answer.values)
