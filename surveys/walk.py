"""A survey in plain lines of text: walked in a terminal, with nothing kept."""

from collections.abc import Callable

from surveys.definition import Survey
from surveys.engine import advance, answers_to_send, begin
from surveys.kinds import Field
from surveys.steps import Answered, Ask, Check, Line, Send, Step
from surveys.typed import typed
from surveys.validation import answer_in_words

_HOW = {
    Field.BOX: "Type your answer",
    Field.LINE: "Type your answer",
    Field.SCALE: "Type a number from 0 to 10",
    Field.NUMBER: "Type a number",
    Field.MONTH: "Type the month and the year, as in May 2024",
    Field.DRAWING: "A picture is added on the page: press Enter to leave it out here",
    Field.PLACES: "Type the numbers in your order, as in 3, 1, 2",
}


def walk(
    survey: Survey,
    language: str,
    read_line: Callable[[], str],
    write_line: Callable[[str], None],
) -> tuple[Answered, ...] | None:
    """Return the answers that were sent, or None when the input ended first (EOFError)."""
    write_line(survey.title.to(language))
    write_line(survey.about.to(language))
    state, step = begin(survey, language)
    while True:
        for line in step_lines(step):
            write_line(line)
        try:
            reply = typed(survey, state, read_line())
        except EOFError:
            return None
        if isinstance(reply, Send):
            return answers_to_send(survey, state)
        state, step = advance(survey, state, reply)


def step_lines(step: Step) -> tuple[str, ...]:
    """Return the step as lines of text, with what can be typed."""
    return _ask_lines(step) if isinstance(step, Ask) else _check_lines(step)


def _ask_lines(step: Ask) -> tuple[str, ...]:
    question, language = step.question, step.language
    lines = ["", f"{step.number} of {step.of}", question.asks.to(language)]
    lines += [question.hint.to(language)] if question.hint.to(language) else []
    lines += _option_lines(step)
    if step.given is not None:
        lines.append(f"You said: {answer_in_words(question, step.given, language)}")
    lines += [step.error] if step.error else []
    return (*lines, _how_to_answer(step))


def _option_lines(step: Ask) -> list[str]:
    question, language = step.question, step.language
    if question.way.field is Field.SCALE:
        ends = (question.low.to(language), question.high.to(language))
        return [f"  0 {ends[0]} … 10 {ends[1]}"] if any(ends) else []
    return [
        f"  {number}  {option.words.to(language)}"
        for number, option in enumerate(question.options, 1)
    ]


def _how_to_answer(step: Ask) -> str:
    if step.question.way.informs:
        how = "Press Enter to go on"
    else:
        how = _HOW.get(step.question.way.field, "Type the number or the words")
        if step.question.way.several and not step.question.way.ordered:
            how = "Type the numbers, as in 1, 3"
    if step.question.something_else:
        how += ", or something else in your own words"
    skip = ' "skip" if you don\'t want to say.' if step.question.may_skip else ""
    back = ' "back" to go back.' if step.number > 1 else ""
    return f"({how}.{skip}{back})"


def _check_lines(step: Check) -> tuple[str, ...]:
    lines = ["", "Your answers"]
    for number, line in enumerate(step.lines, 1):
        lines.append(f"  {number}  {line.question.asks.to(step.language)}")
        lines.append(f"     {line.words}{_shown(line)}")
    lines += [step.error] if step.error else []
    how = '(Type "send" to send them, "change 2" to change an answer.'
    written = [n for n, line in enumerate(step.lines, 1) if line.may_show is not None]
    if written:
        how += f' "show {written[0]}" lets us show those words to others.'
    return (*lines, how + ")")


def _shown(line: Line) -> str:
    if line.may_show is None:
        return ""
    return "  [we may show these words]" if line.may_show else "  [we won't show these words]"
