"""Walks one young person through one survey: pure, so every door can drive it.

    state, step = begin(survey, "en")
    state, step = advance(survey, state, Given("feel", ("sad",)))

No reply raises. A reply that cannot be used is kept and shown again with a sentence that
says what to do; a reply that was sent twice, or from a page left open, is taken as the
answer to its own question and moves nobody who has gone on.
"""

from dataclasses import replace

from participation.core.errors import BadInput
from participation.core.speech import marked, said, speaking
from surveys.answers import Answer
from surveys.definition import Question, Survey
from surveys.route import Route
from surveys.state import Draft, State
from surveys.steps import (
    Answered,
    Ask,
    Back,
    Check,
    Given,
    GoTo,
    Line,
    NotTaken,
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
    "NotTaken",
    "Reply",
    "Send",
    "ShowWords",
    "State",
    "Step",
    "Unclear",
    "advance",
    "answered_so_far",
    "answers_to_send",
    "begin",
    "current",
    "said_before",
]

NOT_CLEAR = marked("We didn't get that. You can send your answers, or change one.")


def begin(survey: Survey, language: str, seed: int = 0) -> tuple[State, Step]:
    """Return the state before the first answer, and the first question.

    The seed decides in which order this conversation shows mixed choices.
    """
    state = State(survey.name, language, survey.questions[0].name, seed=seed)
    return state, current(survey, state)


def advance(survey: Survey, state: State, reply: Reply) -> tuple[State, Step]:
    """Return what comes of the reply: the new state, and what to show now."""
    route = Route.of(survey, state)
    taken = _taken(route, route.settled(state), reply)
    if taken.answers is not state.answers:
        route = Route.of(survey, taken)
    taken = route.settled(taken)
    step = _step(route, taken)
    if isinstance(reply, Unclear) and isinstance(step, Check):
        with speaking(state.language):
            step = replace(step, error=said(NOT_CLEAR))
    return taken, step


def current(survey: Survey, state: State) -> Step:
    """Return what to show to somebody who comes back to this state."""
    route = Route.of(survey, state)
    return _step(route, route.settled(state))


def answered_so_far(survey: Survey, state: State) -> Check:
    """Return the check page of what has its answer, for somebody who stops before the end."""
    return _check(Route.of(survey, state), state)


def said_before(survey: Survey, state: State, name: str, most: int) -> tuple[Line, ...]:
    """Return the last answers before the question of this name, no more than so many."""
    route = Route.of(survey, state)
    before = route.asked[: route.names.index(name)]
    told = [each for each in before if each.name in state.answers and not each.way.informs]
    return tuple(_line(question, state) for question in told[-most:])


def answers_to_send(survey: Survey, state: State) -> tuple[Answered, ...]:
    """Return the answers in the survey's order, without those left out or hidden by a change."""
    return tuple(
        _answered(question, answer, may_show=question.name in state.show)
        for question in Route.of(survey, state).asked
        if (answer := state.answers.get(question.name)) is not None and not answer.left_out
    )


def _answered(question: Question, answer: Answer, may_show: bool) -> Answered:
    may_show = may_show and question.has_words(answer)
    if question.way.draws and answer.text is None:
        return Answered(question.name, (), None, may_show, drawn=True)
    return Answered(question.name, answer.values, answer.text, may_show)


def _step(route: Route, state: State) -> Step:
    if state.place is None:
        return _check(route, state)
    question = route.survey.by_name[state.place]
    draft = state.drafts.get(question.name, Draft((), ""))
    return Ask(
        question.mixed(state.seed),
        state.language,
        number=route.names.index(question.name) + 1,
        of=len(route.asked),
        given=state.answers.get(question.name),
        raw=draft.raw,
        error=draft.error,
        raw_words=draft.words,
    )


def _check(route: Route, state: State) -> Check:
    told = (question for question in route.asked if question.name in state.answers)
    lines = tuple(_line(question, state) for question in told if not question.way.informs)
    return Check(lines, state.language)


def _line(question: Question, state: State) -> Line:
    answer = state.answers[question.name]
    may_show = question.name in state.show if question.has_words(answer) else None
    return Line(question, answer, answer_in_words(question, answer, state.language), may_show)


def _taken(route: Route, state: State, reply: Reply) -> State:
    match reply:
        case Given():
            return _given(route, state, reply)
        case NotTaken():
            return _not_taken(route, state, Given(reply.question, ()), reply.why)
        case Back():
            return _back(route, state)
        case GoTo(question=name):
            return state.at(name, changing=True) if name in route.names else state
        case ShowWords(questions=names):
            return _shown(route, state, names)
        case _:
            return state


def _given(route: Route, state: State, reply: Given) -> State:
    name = reply.question
    if name not in route.names:
        return state
    question = route.survey.by_name[name]
    is_current = state.place == name
    try:
        with speaking(state.language):
            shown = question.mixed(state.seed)
            answer = clean(shown, reply.values, reply.words, state.language)
    except BadInput as fault:
        return _not_taken(route, state, reply, fault.message)
    answer = question.in_own_order(answer)
    if not is_current and state.answers.get(name) == answer:
        return state
    answered = state.with_answer(name, answer)
    ahead = Route.of(route.survey, answered)
    in_order = ahead.after(name) if is_current and not state.changing else None
    if in_order is not None:
        return answered.at(in_order)
    return answered.at(ahead.unanswered(answered, name), changing=True)


def _not_taken(route: Route, state: State, reply: Given, why: str) -> State:
    name = reply.question
    if name not in route.names:
        return state
    kept = state.with_draft(name, Draft.of(reply.values, why, reply.words))
    return kept.at(name, changing=state.changing or state.place != name)


def _back(route: Route, state: State) -> State:
    if state.place is None:
        return state.at(route.names[-1])
    if state.changing and route.unanswered(state) is None:
        return state.at(None)
    return state.at(route.before(state.place), changing=state.changing)


def _shown(route: Route, state: State, chosen: tuple[str, ...]) -> State:
    words = (
        question.name
        for question in route.asked
        if question.name in state.answers and question.has_words(state.answers[question.name])
    )
    return replace(state, show=tuple(name for name in words if name in chosen))
