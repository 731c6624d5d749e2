"""What a typed line means, for doors where people type: chat and terminal."""

import re

from surveys.definition import Survey
from surveys.engine import current
from surveys.options import SKIP
from surveys.reading import folded, says_skip
from surveys.state import State
from surveys.steps import Back, Check, Given, GoTo, Line, Reply, Send, ShowWords, Unclear

BACK_WORDS = frozenset({"back", "go back"})
SEND_WORDS = frozenset({"send", "send it", "yes", "done"})

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
    return Given(step.question.name, (text,))


def _at_check(step: Check, said: str) -> Reply:
    if said in SEND_WORDS:
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
