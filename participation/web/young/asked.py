"""One question as its page shows it, with the conversation so far above it."""

from dataclasses import dataclass

from participation.services.conversations import Turn, worrying
from participation.web.young.easing import eased_lines, eased_step
from participation.web.young.speech import said as _
from surveys import engine
from surveys.kinds import Field, Kind
from surveys.limits import LONGEST_TEXT
from surveys.measures import month_names
from surveys.route import Route
from surveys.steps import Ask, Line

WORDS_IN_FULL_BOX = 900
"""What 5,000 letters and spaces hold of English, rounded down."""

MOST_FOLDED = 12
"""How many earlier answers stand above the question; all of them stand on the check page."""

HARD = frozenset({"sad", "very-sad", "not-kept", "very-bad"})
GOOD = frozenset({"happy", "very-happy", "kept", "very-good"})


@dataclass(frozen=True)
class Asked:
    """A question, what was said before it, and what we say to the last of that.

    `worry` says that words not yet sent hold a worry word; `worry_now` that they were the
    last to be given. `names` are the questions of this walk, in order.
    """

    step: Ask
    before: tuple[Line, ...]
    names: tuple[str, ...]
    reply: str
    worry: bool
    worry_now: bool

    @property
    def skippable(self) -> bool:
        """Return whether leaving the question out is offered as a choice of its own."""
        return self.step.question.may_skip and not self.step.question.way.typed

    @property
    def one_box(self) -> bool:
        """Return whether the question is the label of one box."""
        return self.step.question.way.typed and self.step.question.way.field is not Field.MONTH

    @property
    def sheets(self) -> tuple[str, ...]:
        """Return the pieces of style that its page needs."""
        question = self.step.question
        plain = question.way.field in (Field.CARDS, Field.BOX) and not question.way.pictured
        fills = not plain or question.something_else or bool(question.picture.languages)
        faces, pledge = question.kind is Kind.FACES, question.kind is Kind.PLEDGE
        needs = {"drawn": faces or pledge, "faces": faces, "pledge": pledge}
        needs |= {"writing": fills or question.way.typed, "filling": fills, "worry": self.worry}
        return ("ground", "asking", *(name for name, needed in needs.items() if needed))

    @property
    def months(self) -> tuple[str, ...]:
        """Return the names of the months."""
        return month_names(self.step.language)

    @property
    def room(self) -> int:
        """Return for about how many words there is room."""
        longest = self.step.question.limits.longest or LONGEST_TEXT
        return max(longest * WORDS_IN_FULL_BOX // LONGEST_TEXT, 1)


def asked_at(turn: Turn, number: int) -> Asked | None:
    """Return the question of this number, or None while it has not been reached."""
    names = Route.of(turn.survey, turn.state).names
    if not 1 <= number <= len(names):
        return None
    name = names[number - 1]
    step = turn.step
    if not isinstance(step, Ask) or step.question.name != name:
        if name not in turn.state.answers:
            return None
        # Only looked at: the walk itself stays where it is.
        _state, step = engine.advance(turn.survey, turn.state, engine.GoTo(name))
    if not isinstance(step, Ask):
        return None
    before = engine.said_before(turn.survey, turn.state, name, MOST_FOLDED)
    worries = worrying(turn)
    last = before[-1] if before else None
    just_said = number == 1 or (last is not None and last.question.name == names[number - 2])
    return Asked(
        step=eased_step(step),
        before=eased_lines(before, step.language),
        names=names,
        reply=reply_to(last, step.of) if just_said else "",
        worry=bool(worries),
        worry_now=name in worries or (last is not None and last.question.name in worries),
    )


def reply_to(line: Line | None, of: int) -> str:
    """Return the few words that we say to an answer before we ask on."""
    if line is None:
        return _("Hello. There are about %(many)s questions.", many=of)
    if line.answer.left_out:
        return _("That's OK. You don't have to say.")
    said = set(line.answer.values)
    if said & HARD:
        return _("That sounds hard. Thank you for telling us.")
    if said & GOOD and line.question.kind is not Kind.SEVERAL:
        return _("Good to know. Thank you.")
    if line.answer.text is not None:
        return _("Thank you for putting that into words.")
    return _("Got it. Thank you.")
