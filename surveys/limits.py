"""How far an answer may go, and what a reply is read against."""

from dataclasses import dataclass

from surveys.codes import Month, NotNegative, Positive
from surveys.options import Option

LONGEST_TEXT = 5000
LONGEST_LINE = 200


@dataclass(frozen=True)
class Limits:
    """How far an answer may go.

    `least` to `most` is for a number, and `most` alone is how many may be picked. `earliest`
    to `latest` is for a month. `longest` is in letters and spaces. `bands` are the smallest
    numbers of the lines in which numbers, or years, are counted.
    """

    least: NotNegative | None = None
    most: NotNegative | None = None
    whole: bool = True
    earliest: Month | None = None
    latest: Month | None = None
    longest: Positive | None = None
    bands: tuple[NotNegative, ...] = ()

    @property
    def set(self) -> frozenset[str]:
        """The names of the limits that are set."""
        return frozenset(name for name in LIMITS if getattr(self, name) != getattr(NO_LIMITS, name))


NO_LIMITS = Limits()
LIMITS = tuple(Limits.__dataclass_fields__)


@dataclass(frozen=True)
class Terms:
    """What a reply is read against: what can be picked, how far it may go, in which language."""

    options: tuple[Option, ...] = ()
    limits: Limits = NO_LIMITS
    language: str = "en"
