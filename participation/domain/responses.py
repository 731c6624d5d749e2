"""The five answers a board can give, the four verdicts on them, and where each stands."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from participation.core.errors import BadInput
from participation.core.speech import date_in_words, marked, said


class ResponseKind(StrEnum):
    """What a board says to an ask; never silence."""

    DID = "did"
    WILL = "will"
    LOOKING = "looking"
    ASKED = "asked"
    CANNOT = "cannot"


class Verdict(StrEnum):
    """What young people say of a response."""

    HELPED = "helped"
    A_BIT = "a-bit"
    NOT_REALLY = "not-really"
    NOT_WHAT_WE_MEANT = "not-what-we-meant"


VERDICT_WORDS = {
    Verdict.HELPED: marked("It helped"),
    Verdict.A_BIT: marked("A bit"),
    Verdict.NOT_REALLY: marked("Not really"),
    Verdict.NOT_WHAT_WE_MEANT: marked("Not what we meant"),
}


@dataclass(frozen=True)
class Reply:
    """A board's reply to an ask, as it was given.

    `words` is the reply itself, or the reason of a "cannot"; `shown_by` is what shows a
    "did"; `due` is the date of a "will", a "looking" or an "asked"; `decider` is who
    decides an "asked"; `challenge` is how a "cannot" can be challenged.
    """

    kind: ResponseKind
    words: str
    due: date | None = None
    shown_by: str = ""
    decider: str = ""
    challenge: str = ""

    def checked(self, today: date) -> "Reply":
        """Return the reply if it holds all that its kind must; raises BadInput if it does not."""
        if not self.words.strip():
            raise BadInput("Write the answer in a sentence or two.", "words")
        if self.kind is ResponseKind.DID and not self.shown_by.strip():
            raise BadInput("Say what shows that it was done.", "shown_by")
        if self.kind is ResponseKind.ASKED and not self.decider.strip():
            raise BadInput("Say who decides.", "decider")
        if self.kind is ResponseKind.CANNOT and not self.challenge.strip():
            raise BadInput("Say how a young person can challenge this.", "challenge")
        if self.kind in DATED:
            if self.due is None:
                raise BadInput("Give the date by which young people will hear more.", "due")
            if self.due < today:
                raise BadInput("That date has passed. Give a date from today on.", "due")
        return self


DATED = frozenset({ResponseKind.WILL, ResponseKind.LOOKING, ResponseKind.ASKED})


def long_date(day: date) -> str:
    """Return the day as people write it: 12 March 2026."""
    return date_in_words(day)


def headline(kind: ResponseKind, due: date | None, decider: str) -> str:
    """Return the answer's first words on the wall: "Will, by 12 March 2026"."""
    when = long_date(due) if due else ""
    return {
        ResponseKind.DID: said("Did"),
        ResponseKind.WILL: said("Will, by %(day)s", day=when),
        ResponseKind.LOOKING: said("Looking, until %(day)s", day=when),
        ResponseKind.ASKED: said("Asked: %(who)s decides by %(day)s", who=decider, day=when),
        ResponseKind.CANNOT: said("Can't, because"),
    }[kind]


def days_late(kind: ResponseKind, due: date | None, today: date) -> int:
    """Return how many days a promise is past its date; 0 when it is on time or has none."""
    if kind not in DATED or due is None:
        return 0
    return max(0, (today - due).days)
