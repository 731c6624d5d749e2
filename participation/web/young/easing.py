"""Easy Read: the easy words of a question and the picture beside them, for whoever wished so."""

from collections.abc import Iterable
from dataclasses import replace

from participation.web.young.comforting import Wish, worn
from surveys.steps import Ask, Line
from surveys.words import Words


def eased_step(step: Ask) -> Ask:
    """Return the step in the words that its reader wished for, with room between the ideas."""
    if not worn().has(Wish.EASY):
        return step
    question = step.question.eased(step.language)
    apart = tuple(
        (language, text.replace("\n", "\n\n")) for language, text in question.asks.entries
    )
    return replace(step, question=replace(question, asks=Words(apart)))


def eased_lines(lines: Iterable[Line], language: str) -> tuple[Line, ...]:
    """Return what was said, each question in the words that its reader wished for."""
    if not worn().has(Wish.EASY):
        return tuple(lines)
    return tuple(replace(line, question=line.question.eased(language)) for line in lines)
