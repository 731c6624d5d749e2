"""What a children in care council says together: a verdict a promise, what matters most, words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from participation.core.errors import BadInput
from participation.core.speech import marked

LEAST_SIGNED = 3
"""Fewer than three who sign could be told from one another."""
MOST_THEMES = 5
LONGEST_WORDS = 1500
LONGEST_LINE = 200


class PledgeVerdict(StrEnum):
    """What the body says of a promise."""

    KEPT = "kept"
    PARTLY = "partly"
    NOT_KEPT = "not-kept"
    CANNOT_TELL = "cannot-tell"


PLEDGE_WORDS = {
    PledgeVerdict.KEPT: marked("They keep it"),
    PledgeVerdict.PARTLY: marked("They keep some of it"),
    PledgeVerdict.NOT_KEPT: marked("They don't keep it"),
    PledgeVerdict.CANNOT_TELL: marked("We can't tell"),
}


@dataclass(frozen=True)
class OfPromise:
    """The body's verdict on one promise, which stands in its short words."""

    promise: str
    verdict: PledgeVerdict


@dataclass(frozen=True)
class SaidTogether:
    """A statement as it is published: by which body, signed by how many, on which day."""

    body: str
    words: str
    wanted: str
    verdicts: tuple[OfPromise, ...]
    themes: tuple[str, ...]
    signed: int
    there: int
    signed_on: date


@dataclass(frozen=True)
class Agreed:
    """What was agreed, as it is entered; verdicts by the code of their promise."""

    words: str
    wanted: str
    verdicts: dict[str, PledgeVerdict]
    themes: tuple[str, ...]

    def checked(self) -> "Agreed":
        """Return it tidied; raises BadInput for no words, or too many."""
        words, wanted = self.words.strip(), " ".join(self.wanted.split())
        themes = tuple(theme for line in self.themes if (theme := " ".join(line.split())))
        if not words:
            raise BadInput("Write what was agreed, in their words.", "words")
        if len(words) > LONGEST_WORDS:
            raise BadInput(f"Use at most {LONGEST_WORDS} characters.", "words")
        if len(wanted) > LONGEST_LINE:
            raise BadInput(f"Use at most {LONGEST_LINE} characters.", "wanted")
        if len(themes) > MOST_THEMES or any(len(theme) > LONGEST_LINE for theme in themes):
            raise BadInput(f"Name at most {MOST_THEMES} things, each on one line.", "theme-1")
        if len(set(themes)) < len(themes):
            raise BadInput("Each thing stands in the list once.", "theme-1")
        return Agreed(words, wanted, self.verdicts, themes)


def check_signed(there: int, signed: int) -> None:
    """Raise BadInput unless enough signed: three or more, and more than half of who was there."""
    if signed > there:
        raise BadInput("More signed than were there. Check both numbers.", "signed")
    if signed < LEAST_SIGNED:
        raise BadInput(
            f"At least {LEAST_SIGNED} must sign, so that nobody speaks alone for all.", "signed"
        )
    if signed * 2 <= there:
        raise BadInput("More than half of those who were there must sign.", "signed")
