"""What is taken to one meeting, ready to be written down: released figures and cleared words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from participation.core.types import ClearedText
from participation.domain.action_plan import ActionPlan
from participation.domain.disclosure.released import (
    Released,
    ReleasedBase,
    ReleasedTable,
    Withheld,
)
from participation.domain.disclosure.totals import BandedTotal
from participation.domain.exempt_item import ExemptItem
from participation.domain.responses import ResponseKind
from participation.domain.since import Before, EarlierAsk, PledgeLine
from participation.domain.together import SaidTogether


@dataclass(frozen=True)
class Occasion:
    """The meeting a digest is for, in the council's own words.

    A meeting that was not held has `instead`, the day on which its asks are answered: at the
    meeting of `instead_at`, or in writing by then where that is empty.
    """

    council: str
    board: str
    young_body: str
    meeting_on: date
    focus: str
    papers_due: date
    instead: date | None = None
    instead_at: str = ""


@dataclass(frozen=True)
class ThemeSection:
    """One theme of a consultation: how many said it, where it belongs, in whose words."""

    theme: str
    description: str
    count: Released | None
    headings: tuple[str, ...]
    quotes: tuple[ClearedText, ...]
    promise: str = ""
    before: Before | None = None


@dataclass(frozen=True)
class ConsultationSection:
    """One consultation in a digest; `withheld` says why figures are missing, if they are."""

    title: str
    asked: str
    base: ReleasedBase | None
    tables: tuple[ReleasedTable | Withheld, ...]
    themes: tuple[ThemeSection, ...]
    withheld: str = ""
    statement: str = ""
    exempt: ExemptItem | None = None
    pledge: tuple[PledgeLine, ...] = ()
    is_new: bool = False


@dataclass(frozen=True)
class AskLine:
    """One thing that the board must answer."""

    number: int
    words: str
    theme: str
    promise: str
    consultation: str
    exempt: ExemptItem | None = None


@dataclass(frozen=True)
class ReturningAnswer:
    """A published answer that comes back with its verdicts, unresolved unless it helped."""

    ask: str
    kind: ResponseKind
    headline: str
    answer: str
    published_on: date
    days_late: int
    verdicts: ReleasedTable | Withheld
    resolved: bool
    exempt: ExemptItem | None = None


@dataclass(frozen=True)
class PartHeading:
    """One part of a board's report, and the heading that the council gives it."""

    part: str
    heading: str


@dataclass(frozen=True)
class Implication:
    """What a report means for one thing, such as money or equality; empty until written."""

    name: str
    words: str


@dataclass(frozen=True)
class ClearanceGiven:
    """One clearance of a report: by whom and when, or nobody yet."""

    name: str
    by: str
    on: date | None


@dataclass(frozen=True)
class Report:
    """How a board's report is laid out, with what the officer writes into it.

    Without parts a report has the order of the service. `promises` are all of the council's,
    in short, in its own order; `pledge` is what it calls them together, `promise` one of them.
    `champions` are members who speak up for one, each with that promise in short before it.
    """

    parts: tuple[PartHeading, ...] = ()
    background: str = ""
    implications: tuple[Implication, ...] = ()
    clearances: tuple[ClearanceGiven, ...] = ()
    promises: tuple[str, ...] = ()
    pledge: str = "The pledge"
    promise: str = "promise"
    champions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class AskedTopic:
    """Something to talk about, and how many want it; None while that is withheld."""

    words: str
    backed_by: Released | None


@dataclass(frozen=True)
class CardReply:
    """Whether one of those whom a card asks returned it, and the answer once it is told."""

    who: str
    returned: bool
    plain: str


@dataclass(frozen=True)
class ChallengeCard:
    """A question to named people: when it is due, what came back, and how it ended if it did."""

    words: str
    due_on: date
    replies: tuple[CardReply, ...]
    changed: str = ""
    cannot: str = ""
    exempt: ExemptItem | None = None

    @property
    def is_done(self) -> bool:
        """Return whether it is finished."""
        return bool(self.changed or self.cannot)


@dataclass(frozen=True)
class ServiceTotals:
    """Complaints, compliments and lessons since the meeting before; None where not entered."""

    complaints: BandedTotal | None = None
    compliments: BandedTotal | None = None
    lessons: BandedTotal | None = None
    learnt: str = ""
    exempt: ExemptItem | None = None


@dataclass(frozen=True)
class ReleasedDigest:
    """All that a paper for one meeting may hold, for its members unless `is_public`."""

    occasion: Occasion
    framing: str
    consultations: tuple[ConsultationSection, ...]
    asks: tuple[AskLine, ...]
    returning: Sequence[ReturningAnswer]
    link: str
    report: Report = Report()
    last_met: date | None = None
    earlier: tuple[EarlierAsk, ...] = ()
    exempt: tuple[ExemptItem, ...] = ()
    is_public: bool = False
    topics: Sequence[AskedTopic] = ()
    together: SaidTogether | None = None
    plan: ActionPlan | None = None
    cards: Sequence[ChallengeCard] = ()
    cards_title: str = ""
    totals: ServiceTotals = ServiceTotals()
