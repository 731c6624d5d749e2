"""A paper before it is drawn: sections in order, each a list of plain blocks.

HTML, PDF and Word draw the same blocks, so the words of a paper stand in one place.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from participation.domain.disclosure.released import ReleasedTable
from participation.domain.journey import Step

STEPS = tuple(step.value for step in Step)


class Tone(StrEnum):
    """How loudly a paragraph speaks."""

    LEAD = "lead"
    PLAIN = "plain"
    QUIET = "quiet"


@dataclass(frozen=True)
class Heading:
    """A heading inside a section: level 2 for a consultation or answer, 3 for a theme."""

    level: int
    words: str
    kind: str = field(default="heading", init=False)


@dataclass(frozen=True)
class Words:
    """A paragraph."""

    words: str
    tone: Tone = Tone.PLAIN
    kind: str = field(default="words", init=False)


@dataclass(frozen=True)
class Points:
    """A list of short lines."""

    lines: tuple[str, ...]
    kind: str = field(default="points", init=False)


@dataclass(frozen=True)
class Detail:
    """A name and the words that belong to it."""

    label: str
    words: str


@dataclass(frozen=True)
class Entries:
    """A list of names, each with its words."""

    lines: tuple[Detail, ...]
    kind: str = field(default="entries", init=False)


@dataclass(frozen=True)
class Stones:
    """The path of seven stones; a stone is filled only when its step has happened."""

    filled: int
    words: str
    small: bool = False
    kind: str = field(default="stones", init=False)

    @property
    def steps(self) -> tuple[str, ...]:
        """Return the seven words of the path."""
        return STEPS

    @property
    def spoken(self) -> str:
        """Return the path for someone who cannot see it."""
        done, still = STEPS[: self.filled], STEPS[self.filled :]
        ahead = f" Still to come: {', '.join(still)}." if still else ""
        return f"Step {self.filled} of {len(STEPS)}. Done: {', '.join(done)}.{ahead}"


@dataclass(frozen=True)
class FigureLine:
    """One line of a table, in words; an empty share is not shown."""

    label: str
    figure: str
    share: str


@dataclass(frozen=True)
class Figures:
    """A released table in words; `chart` is the same table when it is to be drawn too."""

    title: str
    label: str
    lines: tuple[FigureLine, ...]
    chart: ReleasedTable | None = None
    kind: str = field(default="figures", init=False)

    @property
    def has_shares(self) -> bool:
        """Return whether any line has a share to show."""
        return any(line.share for line in self.lines)


@dataclass(frozen=True)
class Grid:
    """A table of words: its title, the heads of its columns, and rows as long as these."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: str = field(default="grid", init=False)


@dataclass(frozen=True)
class NoFigures:
    """Where a table would stand: its title, and why it is not shown."""

    title: str
    reason: str
    kind: str = field(default="no_figures", init=False)


@dataclass(frozen=True)
class Quotation:
    """A young person's cleared words, with nothing beside them."""

    words: str
    kind: str = field(default="quotation", init=False)


@dataclass(frozen=True)
class Statement:
    """What young people agreed together, published as theirs."""

    words: str
    by: str
    kind: str = field(default="statement", init=False)


@dataclass(frozen=True)
class AskEntry:
    """One ask under its number, and what it is about; there is room to answer if it is open."""

    number: int
    words: str
    about: str
    is_open: bool = True


@dataclass(frozen=True)
class Asks:
    """The asks as a numbered list, with the five answers to choose from."""

    entries: tuple[AskEntry, ...]
    answers: tuple[str, ...]
    kind: str = field(default="asks", init=False)


@dataclass(frozen=True)
class Mark:
    """A state in a word, with the sentence that explains it."""

    word: str
    sentence: str
    good: bool
    kind: str = field(default="mark", init=False)


@dataclass(frozen=True)
class Reply:
    """What a board answered: the first words, then the answer."""

    headline: str
    words: str
    told: str
    kind: str = field(default="reply", init=False)


Block = (
    Heading
    | Words
    | Points
    | Entries
    | Stones
    | Figures
    | Grid
    | NoFigures
    | Quotation
    | Statement
    | Asks
    | Mark
    | Reply
)


@dataclass(frozen=True)
class Section:
    """One part of a paper under its heading of level 1; one set apart stands in a box.

    After one with a page of its own the paper goes on overleaf.
    """

    title: str
    blocks: tuple[Block, ...]
    set_apart: bool = False
    own_page: bool = False


@dataclass(frozen=True)
class Paper:
    """A whole paper, ready to be drawn in any form."""

    title: str
    subject: str
    council: str
    details: tuple[Detail, ...]
    sections: tuple[Section, ...]
