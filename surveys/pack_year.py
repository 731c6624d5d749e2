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
    """A survey open to some groups; a negative `closes_weeks_ago` is still to come."""

    name: Code
    title: Plain
    survey: Code
    groups: SomeCodes
    opens_weeks_ago: int
    closes_weeks_ago: int


@dataclass(frozen=True)
class MadeUpSubmission:
    """One young person's answers, and what the officer decides about each written one.

    `themes` holds the codes for each written answer, none when it fits no theme; `flag`
    names those that go to the safeguarding lead; `unread` says nobody has read them yet.
    """

    weeks_ago: NotNegative
    answers: Mapping[Name, Answer]
    show: tuple[Name, ...] = ()
    themes: Mapping[Name, tuple[Code, ...]] = field(default_factory=dict)
    flag: tuple[Name, ...] = ()
    unread: bool = False


@dataclass(frozen=True)
class YearPart:
    """One consultation of the year with all that was sent to it."""

    consultation: MadeUpConsultation
    submissions: tuple[MadeUpSubmission, ...] = keyed("submission", ())


@dataclass(frozen=True)
class MadeUpResponse:
    """A board's answer, in its words and in plain ones, and what young people said of it."""

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


@dataclass(frozen=True)
class MadeUpAsk:
    """One thing that the board must answer; no response means none yet."""

    code: Code
    consultation: Code
    words: Plain
    theme: Code | None = None
    promise: Code | None = None
    response: MadeUpResponse | None = None


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
class Year:
    """A whole made-up year: consultations in the order of their files, meetings as written."""

    parts: tuple[YearPart, ...]
    meetings: tuple[MadeUpMeeting, ...]
    dealt: Dealt = Dealt()
