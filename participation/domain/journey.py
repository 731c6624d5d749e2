"""The seven steps of one piece of feedback, as its receipt shows them."""

from dataclasses import dataclass
from enum import StrEnum

from participation.core.speech import marked, said
from participation.core.types import Week


class Step(StrEnum):
    """The one walk that everything follows."""

    SAID = "said"
    HEARD = "heard"
    THEMED = "themed"
    TAKEN = "taken"
    ANSWERED = "answered"
    TOLD = "told"
    CHECKED = "checked"


STEP_SENTENCES = {
    Step.SAID: marked("You said it"),
    Step.HEARD: marked("A person read it"),
    Step.THEMED: marked("It joined what others said"),
    Step.TAKEN: marked("It went to the meeting"),
    Step.ANSWERED: marked("They answered"),
    Step.TOLD: marked("The answer is here for you"),
    Step.CHECKED: marked("We asked if it helped"),
}

STEP_WORDS = {
    Step.SAID: marked("said"),
    Step.HEARD: marked("heard"),
    Step.THEMED: marked("themed"),
    Step.TAKEN: marked("taken"),
    Step.ANSWERED: marked("answered"),
    Step.TOLD: marked("told"),
    Step.CHECKED: marked("checked"),
}


@dataclass(frozen=True)
class Stone:
    """One step on the path; filled only when it has really happened."""

    step: Step
    filled: bool
    week: Week | None

    @property
    def sentence(self) -> str:
        """Return the step in a young person's words."""
        return said(STEP_SENTENCES[self.step])

    @property
    def word(self) -> str:
        """Return the one word of the step."""
        return said(STEP_WORDS[self.step])


@dataclass(frozen=True)
class Passed:
    """When each step happened, where it has."""

    said: Week
    heard: Week | None = None
    themed: Week | None = None
    taken: Week | None = None
    answered: Week | None = None
    told: Week | None = None
    checked: Week | None = None


def path(passed: Passed) -> tuple[Stone, ...]:
    """Return the seven stones in order.

    A later step can happen before an earlier one is done for this very submission (its
    consultation may go to a meeting while one text waits); each stone tells only its own.
    """
    weeks = [getattr(passed, step.value) for step in Step]
    return tuple(
        Stone(step, week is not None, week) for step, week in zip(Step, weeks, strict=True)
    )
