"""Walks one young person through one survey: pure, so every door can drive it.

    state, step = begin(survey, "en")
    state, step = advance(survey, state, Given("feel", ("sad",)))

No reply raises. A reply that cannot be used is kept and shown again with a sentence that
says what to do; a reply that was sent twice, or from a page left open, is taken as the
answer to its own question and moves nobody who has gone on.
"""

from dataclasses import replace

from participation.core.errors import BadInput
from surveys.answers import Answer
from surveys.definition import Question, Survey
from surveys.state import Draft, State
from surveys.steps import (
    Answered,
    Ask,
    Back,
    Check,
    Given,
    GoTo,
    Line,
    Reply,
    Send,
    ShowWords,
    Step,
    Unclear,
)
from surveys.validation import SKIP, answer_in_words, clean

__all__ = [
    "SKIP",
    "Answer",
    "Answered",
    "Ask",
    "Back",
    "Check",
    "Given",
    "GoTo",
    "Line",
    "Reply",
    "Send",
    "ShowWords",
    "State",
    "Step",
    "Unclear",
    "advance",
    "answers_to_send",
    "begin",
    "current",
    "visible",
]

NOT_CLEAR = "We didn't get that. You can send your answers, or change one."


def begin(survey: Survey, language: str) -> tuple[State, Step]:
    """Return the state before the first answer, and the first question."""
    state = State(survey.name, language, survey.questions[0].name)
    return state, current(survey, state)


def advance(survey: Survey, state: State, reply: Reply) -> tuple[State, Step]:
    """Return what comes of the reply: the new state, and what to show now."""
    state = _settled(survey, _taken(survey, _settled(survey, state), reply))
    step = current(survey, state)
    if isinstance(reply, Unclear) and isinstance(step, Check):
        step = Check(step.lines, step.language, NOT_CLEAR)
    return state, step


def current(survey: Survey, state: State) -> Step:
    """Return what to show to somebody who comes back to this state."""
    state = _settled(survey, state)
    asked = visible(survey, state)
    if state.place is None:
        return Check(tuple(_line(question, state) for question in asked), state.language)
    question = survey.by_name[state.place]
    draft = state.drafts.get(question.name, Draft((), ""))
    return Ask(
        question,
        state.language,
        number=[other.name for other in asked].index(question.name) + 1,
        of=len(asked),
        given=state.answers.get(question.name),
        raw=draft.raw,
        error=draft.error,
    )


def answers_to_send(survey: Survey, state: State) -> tuple[Answered, ...]:
    """Return the answers in the survey's order, without those left out or hidden by a change."""
    return tuple(
        Answered(
            question.name,
            answer.values,
            answer.text,
            may_show=answer.text is not None and question.name in state.show,
        )
        for question in visible(survey, state)
        if (answer := state.answers.get(question.name)) is not None and not answer.left_out
    )


def visible(survey: Survey, state: State) -> tuple[Question, ...]:
    """Return the questions that the answers so far call for, in order."""
    told: dict[str, Answer] = {}
    asked = []
    for question in survey.questions:
        if question.show_if is None or question.show_if.holds(told):
            asked.append(question)
            if question.name in state.answers:
                told[question.name] = state.answers[question.name]
    return tuple(asked)


def _names(survey: Survey, state: State) -> list[str]:
    return [question.name for question in visible(survey, state)]


def _line(question: Question, state: State) -> Line:
    answer = state.answers[question.name]
    may_show = None if answer.text is None else question.name in state.show
    return Line(question, answer, answer_in_words(question, answer, state.language), may_show)


def _taken(survey: Survey, state: State, reply: Reply) -> State:
    match reply:
        case Given():
            return _given(survey, state, reply)
        case Back():
            return _back(survey, state)
        case GoTo(question=name):
            return state.at(name, changing=True) if name in _names(survey, state) else state
        case ShowWords(questions=names):
            return _shown(survey, state, names)
        case _:
            return state


def _given(survey: Survey, state: State, reply: Given) -> State:
    name = reply.question
    if name not in _names(survey, state):
        return state
    is_current = state.place == name
    try:
        answer = clean(survey.by_name[name], reply.values)
    except BadInput as fault:
        kept = state.with_draft(name, Draft.of(reply.values, fault.message))
        return kept.at(name, changing=state.changing or not is_current)
    if not is_current and state.answers.get(name) == answer:
        return state
    answered = state.with_answer(name, answer)
    if is_current and not state.changing:
        return _next_in_order(survey, answered, name)
    return _next_unanswered(survey, answered, name)


def _next_in_order(survey: Survey, state: State, name: str) -> State:
    names = _names(survey, state)
    later = names[names.index(name) + 1 :]
    return state.at(later[0]) if later else _next_unanswered(survey, state, name)


def _next_unanswered(survey: Survey, state: State, name: str) -> State:
    names = _names(survey, state)
    here = names.index(name) + 1
    waiting = (other for other in names[here:] + names[:here] if other not in state.answers)
    return state.at(next(waiting, None), changing=True)


def _back(survey: Survey, state: State) -> State:
    names = _names(survey, state)
    if state.place is None:
        return state.at(names[-1])
    if state.changing and all(name in state.answers for name in names):
        return state.at(None)
    return state.at(names[max(names.index(state.place) - 1, 0)], changing=state.changing)


def _shown(survey: Survey, state: State, chosen: tuple[str, ...]) -> State:
    words = (name for name in _names(survey, state) if _has_words(state.answers.get(name)))
    return replace(state, show=tuple(name for name in words if name in chosen))


def _has_words(answer: Answer | None) -> bool:
    return answer is not None and answer.text is not None


def _settled(survey: Survey, state: State) -> State:
    """Return the state at a step that can be shown: no hidden question, no check with a gap."""
    names = _names(survey, state)
    if state.place in names:
        return state
    waiting = (name for name in names if name not in state.answers)
    return state.at(next(waiting, None), changing=True)
