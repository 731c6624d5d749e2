"""The questions that one young person is asked, given the answers so far."""

from dataclasses import dataclass

from surveys.answers import Answer
from surveys.definition import Question, Survey
from surveys.state import State


@dataclass(frozen=True)
class Route:
    """The questions that the answers call for, in order, and their names."""

    survey: Survey
    asked: tuple[Question, ...]
    names: tuple[str, ...]

    @classmethod
    def of(cls, survey: Survey, state: State) -> "Route":
        """Return the route in this state; an answer off the route counts for nothing."""
        if survey.asks_all:
            return cls(survey, survey.questions, survey.names)
        told: dict[str, Answer] = {}
        asked = []
        for question in survey.questions:
            if question.show_if is None or question.show_if.holds(told):
                asked.append(question)
                if question.name in state.answers:
                    told[question.name] = state.answers[question.name]
        return cls(survey, tuple(asked), tuple(question.name for question in asked))

    def after(self, name: str) -> str | None:
        """Return the next question in order, None after the last."""
        place = self.names.index(name) + 1
        return self.names[place] if place < len(self.names) else None

    def before(self, name: str) -> str:
        """Return the question before this one, the first one staying where it is."""
        return self.names[max(self.names.index(name) - 1, 0)]

    def unanswered(self, state: State, after: str | None = None) -> str | None:
        """Return the first question without an answer, looking onward from one and then around."""
        here = 0 if after is None else self.names.index(after) + 1
        around = self.names[here:] + self.names[:here]
        return next((name for name in around if name not in state.answers), None)

    def settled(self, state: State) -> State:
        """Return the state at a step that can be shown: on the route, no check with a gap."""
        if state.place in self.names:
            return state
        return state.at(self.unanswered(state), changing=True)
