"""What may be swapped, each a Protocol with few methods."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the present moment in UTC, aware of its zone."""
        ...


@dataclass(frozen=True)
class Mail:
    """A message to one person who signs in; never holds a young person's words.

    `mark` tells two messages of the same words apart, and is the same when one is tried again.
    """

    to: str
    subject: str
    plain: str
    html: str
    mark: str = ""


class Mailer(Protocol):
    """Sends mail."""

    def send(self, mail: Mail) -> None:
        """Send one message; raises OSError when the line is down, to be tried again."""
        ...


@dataclass(frozen=True)
class ThemeExample:
    """A text that people gave these themes; an empty tuple says it has none.

    `submission` is any mark that texts of one submission share, so that three texts of one
    young person are not taken for three people; it is never kept. Without one, each
    different text counts as a submission of its own. `question` names what was asked, if
    anything was. `drawn` says that chance chose it to be decided about: only such texts are
    measured on, for what the machine itself picked out says nothing of the rest.
    """

    text: str
    themes: tuple[str, ...]
    submission: str = ""
    question: str = ""
    drawn: bool = True


@dataclass(frozen=True)
class ThemeSuggestion:
    """A theme proposed for a text, with a score from 0 to 1 and real phrases of that text.

    `likely` says that on this council's own decisions nine in ten such proposals were right.
    """

    theme: str
    score: float
    phrases: tuple[str, ...]
    likely: bool = False


@dataclass(frozen=True)
class ThemeLook:
    """What was proposed for a text, best first, and from 0 to 1 how much doubt was left.

    No proposal is an answer too: the text fits no theme.
    """

    suggestions: tuple[ThemeSuggestion, ...]
    doubt: float


class Suggester(Protocol):
    """Proposes themes; a person decides."""

    def look(self, texts: Sequence[str], questions: Sequence[str]) -> list[ThemeLook | None]:
        """Return what is proposed for each text; `questions` name what each one answers.

        None stands for a text of which nothing is known: no word at all, or none that anybody
        used before.
        """
        ...


class Tone(Protocol):
    """Hints at the tone of a text; never used to hide, rank or raise an alarm."""

    def read(self, text: str) -> str:
        """Return "warm", "plain" or "sad", a hint that an officer may overrule."""
        ...
