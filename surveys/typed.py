"""What a typed line means, for doors where people type: chat and terminal."""

import re
from contextlib import suppress

from participation.core.errors import BadInput
from participation.core.speech import said as _
from surveys.definition import Survey
from surveys.engine import current
from surveys.options import OTHER, SKIP
from surveys.reading import folded, is_blank, says_skip, understood
from surveys.state import State
from surveys.steps import Ask, Back, Check, Given, GoTo, Line, Reply, Send, ShowWords, Unclear
from surveys.validation import clean

BACK_WORDS = frozenset({"back", "go back"})
SEND_WORDS = frozenset({"send", "send it", "yes", "done"})
"""In English; the words on the button count in every language."""

_NUMBERS = re.compile(r"(?:(change|show|hide) )?((?:\d{1,3}|all|and| )+)")


def typed(survey: Survey, state: State, text: str) -> Reply:
    """Return the reply that the line stands for at this step; never raises.

    At a question: "back", "skip", or an answer. At the check page: "send", "back", "change 2"
    (or just "2"), "show 3", "show all", "hide 3".
    """
    step = current(survey, state)
    said = folded(text)
    if said in BACK_WORDS:
        return Back()
    if isinstance(step, Check):
        return _at_check(step, said)
    if says_skip(text):
        return Given(step.question.name, (SKIP,))
    if step.question.something_else and not is_blank((text,)):
        return _pick_or_words(step, text)
    return Given(step.question.name, (text,))


def _pick_or_words(step: Ask, text: str) -> Given:
    """Return a pick where the line names one, else its words as "something else"."""
    question = step.question
    with suppress(BadInput):
        clean(question, text, language=step.language)
        return Given(question.name, (text,))
    if not question.way.several:
        return Given(question.name, (OTHER,), text)
    named, words = understood(question.terms(step.language), text)
    ticked = step.given.values if step.given is not None else ()
    return Given(question.name, tuple(dict.fromkeys((*ticked, *named, OTHER))), words)


def _at_check(step: Check, said: str) -> Reply:
    if said in SEND_WORDS or said == folded(_("Send my answers")):
        return Send()
    match = _NUMBERS.fullmatch(said)
    verb, numbers = (match.group(1) or "change", match.group(2)) if match else ("", "")
    named = _lines(step, numbers)
    if not named:
        return Unclear()
    if verb == "change":
        return GoTo(named[0].question.name) if len(named) == 1 else Unclear()
    return _showing(step, {line.question.name for line in named}, verb == "show")


def _lines(step: Check, numbers: str) -> list[Line]:
    if "all" in numbers.split():
        return list(step.lines)
    wanted = {int(number) for number in re.findall(r"\d+", numbers)}
    return [line for number, line in enumerate(step.lines, 1) if number in wanted]


def _showing(step: Check, named: set[str], show: bool) -> Reply:
    """Return which words may be shown when the named ones are added, or taken away."""
    before = {line.question.name for line in step.lines if line.may_show}
    after = before | named if show else before - named
    return ShowWords(
        tuple(line.question.name for line in step.lines if line.question.name in after)
    )
