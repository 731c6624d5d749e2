"""Turns a raw reply to a question into a clean answer, or says kindly what to do."""

from collections.abc import Sequence

from participation.core.errors import BadInput
from participation.core.speech import said as _
from participation.core.speech import spoken
from surveys.answers import LEFT_OUT, Answer
from surveys.definition import Question
from surveys.options import OTHER, SKIP, SKIP_WORDS, SOMETHING_ELSE
from surveys.reading import is_blank, is_skip, other_words, write
from surveys.sentences import CAN_SKIP, NEEDED, PICKED_AND_WROTE

__all__ = ["SKIP", "SKIP_WORDS", "answer_in_words", "clean", "picks_in_words"]


def clean(
    question: Question, raw: str | Sequence[str], words: str = "", language: str = "en"
) -> Answer:
    """Return the clean answer to what was posted or typed.

    `raw` is a code, a text, or several of them; SKIP leaves the question out. `words` say what
    "something else" is, or what a drawing says that somebody typed up from paper. Raises
    BadInput with a sentence for the young person.
    """
    values = (raw,) if isinstance(raw, str) else tuple(raw)
    if question.way.informs:
        return LEFT_OUT
    if is_skip(values):
        return _left_out(question)
    if question.way.draws and words.strip():
        return write(question.terms(language), (words,))
    other = other_words(words) if question.something_else else ""
    if is_blank(values):
        return Answer((OTHER,), other) if other else _nothing(question)
    if other and question.way.several:
        values = (*values, OTHER)
    answer = question.way.read(question.terms(language), values)
    return _with_words(question, answer, other, language) if other else answer


def _left_out(question: Question) -> Answer:
    if question.required:
        raise _needed(question)
    return LEFT_OUT


def _nothing(question: Question) -> Answer:
    """An empty box says nothing to add; no pick at all is more likely a slip of the thumb."""
    if question.way.typed:
        return _left_out(question)
    if question.required:
        raise _needed(question)
    raise BadInput(_(CAN_SKIP, choice=SKIP_WORDS.to(spoken())))


def _needed(question: Question) -> BadInput:
    return BadInput(f"{_(NEEDED)} {_(question.way.needs)}")


def _with_words(question: Question, answer: Answer, other: str, language: str) -> Answer:
    if OTHER in answer.values:
        return Answer(answer.values, other)
    raise BadInput(_(PICKED_AND_WROTE, other=SOMETHING_ELSE.words.to(language)))


def answer_in_words(question: Question, answer: Answer, language: str) -> str:
    """Return the answer as a person reads it: the words picked, or the text as written."""
    if answer.left_out:
        return SKIP_WORDS.to(language)
    picks = picks_in_words(question, answer, language)
    return ": ".join(part for part in (picks, answer.text) if part)


def picks_in_words(question: Question, answer: Answer, language: str) -> str:
    """Return what was picked as a person reads it, without what was written."""
    return question.way.say(question.terms(language), answer.values)
