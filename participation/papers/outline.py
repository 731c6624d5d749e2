"""A digest laid out as a paper: its title block, then its sections in order."""

from collections.abc import Callable

from participation.domain.digest import ReleasedDigest
from participation.papers.action_plan import action_plan
from participation.papers.answers import what_came_back, what_we_ask
from participation.papers.blocks import Detail, Heading, Paper, Points, Section
from participation.papers.cards import homework
from participation.papers.exempt import exempt_list, status_of
from participation.papers.findings import what_they_said
from participation.papers.layout import laid_out, purpose
from participation.papers.minute import in_one_minute
from participation.papers.phrases import opened, subject_of, when_answered, when_met
from participation.papers.since import due_and_late, pledge, what_changed
from participation.papers.together import said_together
from participation.papers.topics import what_to_talk_about
from participation.papers.totals import told_totals

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


def opening(digest: ReleasedDigest) -> Section:
    """Return why this comes to the board."""
    return Section("Purpose", purpose(digest))


def reading_guide(digest: ReleasedDigest) -> Section:
    """Return how the figures are to be read, and why they are made so."""
    return Section("How to read the figures", (Points(READING_GUIDE),))


SectionMaker = Callable[[ReleasedDigest], Section]

SECTIONS: tuple[SectionMaker, ...] = (
    in_one_minute,
    opening,
    what_changed,
    pledge,
    what_they_said,
    what_we_ask,
    due_and_late,
    what_to_talk_about,
    what_came_back,
    homework,
    told_totals,
    exempt_list,
    action_plan,
    reading_guide,
)


def sections_of(digest: ReleasedDigest) -> tuple[Section, ...]:
    """Return the sections in the board's own order, or in ours for a board that set none.

    The short list always stands first, and how to read the figures last.
    """
    if not digest.report.parts:
        made = (make(digest) for make in SECTIONS)
        return tuple(section for section in made if section.blocks)
    guide = reading_guide(digest)
    headings = {part.part: part.heading for part in digest.report.parts}
    title = headings.get("appendices")
    last = Section(title, (Heading(2, guide.title), *guide.blocks)) if title else guide
    own = {"cards": homework, "figures": told_totals}
    not_there = (make for part, make in own.items() if part not in headings)
    made = (make(digest) for make in (what_to_talk_about, *not_there, action_plan, exempt_list))
    more = [part for part in made if part.blocks]
    return (in_one_minute(digest), *laid_out(digest), *more, last)


def paper_of(digest: ReleasedDigest) -> Paper:
    """Return the digest as a paper."""
    occasion = digest.occasion
    details = (
        Detail("Council", occasion.council),
        Detail("For", occasion.board),
        Detail("Meeting", when_met(occasion)),
        Detail("Answered", opened(when_answered(occasion))),
        Detail("From", occasion.young_body),
        Detail("Focus", occasion.focus),
        Detail("Status", status_of(digest)),
    )
    return Paper(
        title="What young people say",
        subject=subject_of(digest),
        council=occasion.council,
        details=tuple(detail for detail in details if detail.words),
        sections=(*said_together(digest), *sections_of(digest)),
    )
