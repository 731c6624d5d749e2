"""How well the loop runs: days to each step, and shares of asks answered, on time, kept, helped.

Only the council's own doing is counted here: asks, answers and dates. Whether one helped is what
young people's verdicts said as they were released.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from participation.domain.responses import DATED, ResponseKind


@dataclass(frozen=True)
class AnswerStory:
    """One published answer."""

    kind: ResponseKind
    answered_on: date
    published_on: date
    due_on: date | None


@dataclass(frozen=True)
class AskStory:
    """One ask from the words behind it to its last answer, the answers in order.

    `said_by` is the day on which its consultation closed, `sent_on` when it went to the board.
    `checked_on` is when its answer came back with verdicts, None before that.
    """

    theme: str
    promise: str
    said_by: date
    sent_on: date
    met_on: date
    answers: tuple[AnswerStory, ...]
    checked_on: date | None = None
    helped: bool = False


@dataclass(frozen=True)
class Days:
    """How many days it takes to a step: the middle one, the longest, and of how many asks."""

    step: str
    middle: int
    longest: int
    asks: int


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    words: str
    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        """Return the share in whole per cent, None of nothing."""
        return None if not self.whole else round(100 * self.part / self.whole)


@dataclass(frozen=True)
class Row:
    """The asks of one theme or promise: how many were answered, done, and found to help."""

    name: str
    asks: int
    answered: int
    done: int
    helped: int
    middle_days: int | None


STEPS: tuple[tuple[str, Callable[[AskStory], date | None]], ...] = (
    ("taken to a meeting", lambda story: story.sent_on),
    ("answered", lambda story: story.answers[0].answered_on if story.answers else None),
    (
        "told to young people",
        lambda story: story.answers[0].published_on if story.answers else None,
    ),
    ("checked by young people", lambda story: story.checked_on),
)


def days_to_steps(stories: Iterable[AskStory]) -> tuple[Days, ...]:
    """Return how many days pass from the last words of a consultation to each step."""
    stories = list(stories)
    found = []
    for step, reached in STEPS:
        days = [
            max(0, (on - story.said_by).days)
            for story in stories
            if (on := reached(story)) is not None
        ]
        if days:
            found.append(Days(step, round(median(days)), max(days), len(days)))
    return tuple(found)


def shares(stories: Sequence[AskStory], today: date) -> tuple[Share, ...]:
    """Return the shares: answered, on time, kept, helped."""
    met = [story for story in stories if story.met_on <= today]
    promises = [
        (answer, story.answers[place + 1 :])
        for story in stories
        for place, answer in enumerate(story.answers)
        if answer.kind in DATED and answer.due_on is not None
    ]
    due = [one for one in promises if one[0].due_on is not None and _is_due(one, today)]
    will = [one for one in due if one[0].kind is ResponseKind.WILL]
    checked = [story for story in stories if story.checked_on is not None]
    return (
        Share("Asks answered, of those whose meeting was held",
              sum(bool(story.answers) for story in met), len(met)),
        Share("Dates met: young people heard more by the day they were promised",
              sum(_is_on_time(one) for one in due), len(due)),
        Share("Promises kept: “will” that became “did”",
              sum(any(_did(later) for later in rest) for _, rest in will), len(will)),
        Share("Answers that helped, by young people’s verdicts",
              sum(story.helped for story in checked), len(checked)),
    )  # fmt: skip


Promised = tuple[AnswerStory, tuple[AnswerStory, ...]]


def _is_due(promise: Promised, today: date) -> bool:
    answer, later = promise
    return bool(later) or (answer.due_on is not None and answer.due_on < today)


def _is_on_time(promise: Promised) -> bool:
    answer, later = promise
    return bool(later) and answer.due_on is not None and later[0].published_on <= answer.due_on


def _did(answer: AnswerStory) -> bool:
    return answer.kind is ResponseKind.DID


def rows(stories: Sequence[AskStory], name: Callable[[AskStory], str]) -> tuple[Row, ...]:
    """Return a row for each name, most asks first; asks without a name are left out."""
    under: dict[str, list[AskStory]] = {}
    for story in stories:
        if name(story):
            under.setdefault(name(story), []).append(story)
    made = [_row(each, some) for each, some in under.items()]
    return tuple(sorted(made, key=lambda row: (-row.asks, row.name)))


def _row(name: str, stories: Sequence[AskStory]) -> Row:
    told = [
        (story.answers[0].published_on - story.said_by).days for story in stories if story.answers
    ]
    return Row(
        name,
        asks=len(stories),
        answered=sum(bool(story.answers) for story in stories),
        done=sum(bool(story.answers) and _did(story.answers[-1]) for story in stories),
        helped=sum(story.helped for story in stories),
        middle_days=round(median(told)) if told else None,
    )


@dataclass(frozen=True)
class Period:
    """Half a year, as the pledge is looked at over time."""

    year: int
    half: int

    @staticmethod
    def of(day: date) -> "Period":
        """Return the half year that the day is in."""
        return Period(day.year, 1 if day.month <= 6 else 2)

    @property
    def words(self) -> str:
        """Return it in words: "January to June 2026"."""
        return f"{'January to June' if self.half == 1 else 'July to December'} {self.year}"

    def before(self) -> "Period":
        """Return the half year before."""
        return Period(self.year, 1) if self.half == 2 else Period(self.year - 1, 2)


def last_periods(today: date, many: int) -> tuple[Period, ...]:
    """Return so many half years up to today's, the oldest first."""
    found = [Period.of(today)]
    while len(found) < many:
        found.append(found[-1].before())
    return tuple(reversed(found))


@dataclass(frozen=True)
class PledgeCell:
    """One promise in one half year: its asks, how many are done, what young people's body said."""

    asks: int
    done: int
    verdict: str = ""


@dataclass(frozen=True)
class PledgeRow:
    """One promise over the half years."""

    promise: str
    cells: tuple[PledgeCell, ...]
