"""What a council sets: its words, people, hours, pledge, groups and boards."""

import json
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Annotated, Literal

from participation.core.colours import is_readable
from surveys.codes import Code, Plain, Positive, is_day
from surveys.pack_board import WEEKDAYS, AtLeastOne, Board, ClockTime, Weekday
from surveys.pack_cards import ChallengeCards
from surveys.pack_frames import Lens
from surveys.pack_ladder import FIRST_LADDER, Rung
from surveys.pack_routing import Body, Route
from surveys.tables import Checked, Place, keyed, read_table, write_table
from surveys.worry_words import first_worry_words

Day = Annotated[str, Checked(is_day, "write a day as in 2026-12-29, in quotation marks")]
Brand = Annotated[
    str, Checked(is_readable, "write a colour that text can be read in, as in #4a2c8f")
]
_PNG = b"\x89PNG\r\n\x1a\n"
LARGEST_LOGO = 40_000


def is_png(text: str) -> bool:
    """Return whether the text is a small PNG written in base64."""
    try:
        return len(text) <= LARGEST_LOGO and b64decode(text, validate=True).startswith(_PNG)
    except ValueError:
        return False


SomeWords = Annotated[tuple[Plain, ...], AtLeastOne]


@dataclass(frozen=True)
class CouncilWords:
    """The council's own words for its bodies and its pledge."""

    young_body: Plain
    young_body_short: Plain
    board: Plain
    board_short: Plain
    members: Plain
    pledge: Plain
    promise: Plain

    @property
    def a_promise(self) -> str:
        """Return one promise with its article, as in: an outcome."""
        return f"{'an' if self.promise[0].lower() in 'aeiou' else 'a'} {self.promise}"


@dataclass(frozen=True)
class Reading:
    """Who reads what young people send, and when; `read_within_days` counts working days."""

    readers: SomeWords
    read_within_days: Positive
    hours: Plain
    nobody_reads: Plain


@dataclass(frozen=True)
class HelpWay:
    """A person who can fix something for a young person."""

    name: Plain
    words: Plain
    phone: str = ""
    link: str = ""


@dataclass(frozen=True)
class Help:
    """Whom to call at the council now, and who else can help."""

    council_name: Plain
    council_phone: str
    council_hours: str
    ways: tuple[HelpWay, ...] = keyed("way", ())


@dataclass(frozen=True)
class SafeguardingClock:
    """When a safeguarding contact is there; `closed` adds to the nation's bank holidays."""

    days: Annotated[tuple[Weekday, ...], AtLeastOne] = WEEKDAYS[:5]
    start: ClockTime = keyed("from", "09:00")  # noqa: RUF009 (a field, which is fresh)
    end: ClockTime = keyed("to", "17:00")  # noqa: RUF009
    closed: tuple[Day, ...] = ()
    nation: Literal["england", "wales"] = "england"


@dataclass(frozen=True)
class Safeguarding:
    """What happens when somebody may be in danger; `contacts` are roles, the lead first."""

    hours: Plain
    out_of_hours: Plain
    promise: Plain
    contacts: SomeWords
    worry_words: SomeWords = field(default_factory=first_worry_words)
    clock: SafeguardingClock = SafeguardingClock()


@dataclass(frozen=True)
class Retention:
    """How many days each kind of thing is kept; `domain.retention` says after what.

    The defaults: answers three years, as a plan of action runs; the audit log six, the time in
    which somebody may go to court (Limitation Act 1980); flagged items until whoever wrote is
    surely 25, for nobody knows how old they were.
    """

    unfinished_days: Positive
    original_days: Positive
    answer_days: Positive = 3 * 365
    code_days: Positive = 31
    contact_days: Positive = 365
    safeguarding_days: Positive = 25 * 365
    audit_days: Positive = 6 * 365
    work_days: Positive = 90
    account_days: Positive = 90
    backup_days: Positive = 92


@dataclass(frozen=True)
class ProperOfficer:
    """The officer who signs exemptions."""

    title: Plain


@dataclass(frozen=True)
class Promise:
    """One promise, as young people read it, and in short."""

    code: Code
    words: Plain
    short: Plain


@dataclass(frozen=True)
class Pledge:
    """The council's pledge to its children."""

    title: Plain
    year: Positive
    promises: tuple[Promise, ...] = keyed("promise", ())


@dataclass(frozen=True)
class Group:
    """Young people to whom a consultation may be offered, so often a term and no more."""

    code: Code
    name: Plain
    most_a_term: Positive = 4


@dataclass(frozen=True)
class Logo:
    """The logo of the young people's body, a PNG written in base64, and the card it stands on."""

    png: Annotated[str, Checked(is_png, "choose the logo on the page Look; it is made there")]
    width: Positive
    height: Positive
    ground: Literal["", "white", "ink"] = ""

    @cached_property
    def content(self) -> bytes:
        """The PNG."""
        return b64decode(self.png)

    @cached_property
    def mark(self) -> str:
        """A short name that another logo does not have."""
        return sha256(self.content).hexdigest()[:16]

    @property
    def shown(self) -> tuple[int, int]:
        """How wide and high it is shown: half its points, so that it is sharp on a phone."""
        return max(1, self.width // 2), max(1, self.height // 2)


@dataclass(frozen=True)
class Look:
    """How young people's pages look; without a colour of the council's own they wear ours."""

    brand: Brand = ""
    logo: Logo | None = None


@dataclass(frozen=True)
class AnswerRule:
    """Who approves a board's answer before young people read it.

    `approver` is who signs, in the council's words, and `signed_by` which roles that is. With
    `another_person` nobody signs what they wrote, unless nobody else can. With `minuted` it is
    said where the meeting noted the answer.
    """

    approver: Plain = "a lead officer or a member of the board"
    signed_by: Annotated[tuple[Literal["officer", "board-member"], ...], AtLeastOne] = (
        "officer",
        "board-member",
    )
    another_person: bool = False
    minuted: bool = False


@dataclass(frozen=True)
class CouncilPack:
    """All that one council sets; `theme_promises` says under which promise a theme comes.

    A council without `cards` has no challenge cards, and nothing of them is offered.
    """

    name: Code
    title: Plain
    short: Plain
    codebook: Code
    words: CouncilWords
    reading: Reading
    help: Help
    safeguarding: Safeguarding
    retention: Retention
    proper_officer: ProperOfficer
    pledge: Pledge
    theme_promises: Mapping[Code, Code]
    lenses: tuple[Code, ...] = ()
    surveys: tuple[Code, ...] = ()
    made_up: bool = False
    look: Look = Look()
    answers: AnswerRule = AnswerRule()
    cards: ChallengeCards | None = None
    own_lenses: tuple[Lens, ...] = keyed("lens", ())
    groups: tuple[Group, ...] = keyed("group", ())
    boards: tuple[Board, ...] = keyed("board", ())
    ladder: tuple[Rung, ...] = keyed("rung", FIRST_LADDER)
    bodies: tuple[Body, ...] = keyed("body", ())
    routes: tuple[Route, ...] = keyed("route", ())

    def to_json(self) -> str:
        """Return the pack as text that `from_json` reads back to an equal pack."""
        return json.dumps(write_table(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "CouncilPack":
        """Return the pack written by `to_json`; raises BadFile for anything else."""
        place = Place("the council's pack")
        try:
            table = json.loads(text)
        except ValueError as fault:
            raise place.bad("this is not JSON; load the pack again") from fault
        return read_table(cls, table, place)
