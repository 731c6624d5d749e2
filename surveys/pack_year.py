"""A year of made-up life for a made-up council; weeks are counted back from the day it is built."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from surveys.answers import Answer
from surveys.codes import Code, Name, NotNegative, Plain
from surveys.pack_board import AtLeastOne
from surveys.tables import keyed

Verdicts = Mapping[Literal["helped", "a-bit", "not-really", "not-what-we-meant"], NotNegative]
SomeCodes = Annotated[tuple[Code, ...], AtLeastOne]


@dataclass(frozen=True)
class MadeUpConsultation:
    """A survey open to some groups; a negative `closes_weeks_ago` is still to come.

    `read_again_by` is the ambassador who reads again what may be shown of it.
    """

    name: Code
    title: Plain
    survey: Code
    groups: SomeCodes
    opens_weeks_ago: int
    closes_weeks_ago: int
    read_again_by: str = ""


@dataclass(frozen=True)
class MadeUpSubmission:
    """One young person's answers, and what the officer decides about each written one.

    `themes` holds the codes for each written answer, none when it fits no theme; `flag`
    names those that go to the safeguarding lead; `unread` says nobody has read them yet. `again`
    holds the themes that an ambassador gave instead; where it is silent they gave the same.
    """

    weeks_ago: NotNegative
    answers: Mapping[Name, Answer]
    show: tuple[Name, ...] = ()
    themes: Mapping[Name, tuple[Code, ...]] = field(default_factory=dict)
    flag: tuple[Name, ...] = ()
    unread: bool = False
    again: Mapping[Name, tuple[Code, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class YearPart:
    """One consultation of the year with all that was sent to it."""

    consultation: MadeUpConsultation
    submissions: tuple[MadeUpSubmission, ...] = keyed("submission", ())


@dataclass(frozen=True)
class MadeUpSight:
    """Whether young people found what was said to be done when they went to look."""

    seen: bool
    weeks_ago: NotNegative
    words: str = ""


@dataclass(frozen=True)
class MadeUpResponse:
    """A board's answer, in its words and in plain ones, and what young people said of it.

    `checked_weeks_ago` is when ambassadors found its plain words clear, before it was published.
    """

    kind: Literal["did", "will", "looking", "asked", "cannot"]
    words: Plain
    plain: Plain
    author: Plain
    answered_weeks_ago: NotNegative
    published_weeks_ago: NotNegative | None = None
    due_weeks_ago: int | None = None
    shown_by: str = ""
    decider: str = ""
    challenge: str = ""
    verdicts: Verdicts = field(default_factory=dict)
    open_taps: Verdicts = field(default_factory=dict)
    checked_weeks_ago: NotNegative | None = None
    sight: MadeUpSight | None = None


@dataclass(frozen=True)
class MadeUpExemption:
    """What the public learns of an ask instead, on which paragraph; signed before it went out."""

    title: Plain
    paragraph: NotNegative
    reason: Plain


@dataclass(frozen=True)
class MadeUpAsk:
    """One thing that the board must answer; no response means none yet."""

    code: Code
    consultation: Code
    words: Plain
    theme: Code | None = None
    promise: Code | None = None
    response: MadeUpResponse | None = None
    exempt: MadeUpExemption | None = None


@dataclass(frozen=True)
class MadeUpStatement:
    """What young people's body said together for a meeting; verdicts by the code of a promise."""

    weeks_ago: NotNegative
    published_weeks_ago: NotNegative
    words: Plain
    wanted: str
    themes: tuple[Plain, ...]
    verdicts: Mapping[Code, Literal["kept", "partly", "not-kept", "cannot-tell"]]
    there: NotNegative
    signed: NotNegative


@dataclass(frozen=True)
class MadeUpMeeting:
    """A meeting of the forward plan; negative weeks are still to come.

    `totals` are the codes of bands, and `learnt` is what was learnt from them.
    """

    code: Code
    board: Code
    weeks_ago: int
    focus: str
    framing: str = ""
    takes: tuple[Code, ...] = ()
    state: Literal["held", "planned"] = "held"
    asks: tuple[MadeUpAsk, ...] = keyed("ask", ())
    totals: Mapping[Literal["complaints", "compliments", "lessons"], Plain] = field(
        default_factory=dict
    )
    learnt: str = ""
    together: MadeUpStatement | None = None


@dataclass(frozen=True)
class Meetings:
    """The file of a year's meetings."""

    meetings: tuple[MadeUpMeeting, ...] = keyed("meeting", ())


@dataclass(frozen=True)
class MadeUpReturn:
    """What one of those whom a card asks returned, and what was told of it, if it was."""

    who: Code
    words: Plain
    weeks_ago: NotNegative
    plain: str = ""
    told_weeks_ago: NotNegative | None = None


@dataclass(frozen=True)
class MadeUpCard:
    """A challenge card: put to the board for a meeting, or cleared and not put yet."""

    weeks_ago: NotNegative
    words: Plain
    to: SomeCodes
    due: Code | None = None
    put_weeks_ago: NotNegative = 0
    end: Literal["open", "changed", "cannot"] = "open"
    plain: str = ""
    ended_weeks_ago: NotNegative = 0
    returns: tuple[MadeUpReturn, ...] = keyed("return", ())


@dataclass(frozen=True)
class Dealt:
    """The file of a year's challenge cards; `takers` says whose account answers for whom."""

    takers: Mapping[Code, Code] = field(default_factory=dict)
    cards: tuple[MadeUpCard, ...] = keyed("card", ())


@dataclass(frozen=True)
class MadeUpMilestone:
    """A step on the way of an action; without a week of its own it is not passed yet."""

    words: Plain
    due_weeks_ago: int
    passed_weeks_ago: NotNegative | None = None


@dataclass(frozen=True)
class MadeUpAction:
    """An action of the plan, put on it `weeks_ago`, and what was last reported of it."""

    weeks_ago: NotNegative
    ask: Code
    words: Plain
    owner: Plain
    due_weeks_ago: int
    partner: str = ""
    progress: Literal["not-begun", "under-way", "done", "stopped"] = "not-begun"
    evidence: str = ""
    reported_weeks_ago: NotNegative = 0
    milestones: tuple[MadeUpMilestone, ...] = keyed("milestone", ())


@dataclass(frozen=True)
class Plan:
    """The file of a year's action plan."""

    actions: tuple[MadeUpAction, ...] = keyed("action", ())


@dataclass(frozen=True)
class Year:
    """A whole made-up year: consultations in the order of their files, meetings as written."""

    parts: tuple[YearPart, ...]
    meetings: tuple[MadeUpMeeting, ...]
    dealt: Dealt = Dealt()
    plan: Plan = Plan()
