"""A digest laid out as a paper: its title block, then its sections in order."""

from collections.abc import Callable, Sequence

from participation.domain.digest import ReleasedDigest
from participation.domain.responses import long_date
from participation.papers.answers import what_came_back, what_we_ask
from participation.papers.blocks import Detail, Paper, Points, Section, Words
from participation.papers.findings import what_they_said
from participation.papers.minute import in_one_minute
from participation.papers.phrases import board_of, subject_of

READING_GUIDE = (
    "“Fewer than 8” stands for any number from none to 7.",
    "Every other figure is to the nearest 5: “about 15” stands for any number from 13 to 17.",
    "Shares are worked out from these rounded figures, so they may not add up to 100%.",
    "How many answered is told once for each consultation, as a range. "
    "A group of fewer than 10 has no figures at all.",
    "This is so that nobody can work out what one young person said, "
    "even by laying two papers side by side.",
    "One young person may speak of several themes. What someone who knows a child answered "
    "for that child is read, and is in no figure.",
    "Words set apart are young people’s own. An officer has read and cleared them, "
    "and the young person chose that they may be shown.",
    "An answer stays unresolved until young people say that it helped.",
)


def purpose(digest: ReleasedDigest) -> Section:
    """Return the officer's opening, one paragraph for each that was written."""
    written = [part.strip() for part in digest.framing.split("\n\n") if part.strip()]
    default = f"To bring {board_of(digest)} what young people said, and to ask for answers."
    return Section("Purpose", tuple(Words(part) for part in written or [default]))


def reading_guide(digest: ReleasedDigest) -> Section:
    """Return how the figures are to be read, and why they are made so."""
    return Section("How to read the figures", (Points(READING_GUIDE),))


SectionMaker = Callable[[ReleasedDigest], Section]

SECTIONS: tuple[SectionMaker, ...] = (
    in_one_minute,
    purpose,
    what_they_said,
    what_we_ask,
    what_came_back,
    reading_guide,
)


def paper_of(digest: ReleasedDigest, order: Sequence[SectionMaker] = SECTIONS) -> Paper:
    """Return the digest as a paper, its sections in the given order."""
    occasion = digest.occasion
    details = (
        Detail("Council", occasion.council),
        Detail("For", occasion.board),
        Detail("Meeting", long_date(occasion.meeting_on)),
        Detail("From", occasion.young_body),
        Detail("Focus", occasion.focus),
    )
    return Paper(
        title="What young people say",
        subject=subject_of(digest),
        council=occasion.council,
        details=tuple(detail for detail in details if detail.words),
        sections=tuple(make(digest) for make in order),
    )
