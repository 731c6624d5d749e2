"""Complaints, compliments and lessons in a paper: bands, and what was learnt."""

from participation.domain.digest import ReleasedDigest
from participation.papers.blocks import Block, Grid, Section, Tone, Words
from participation.papers.exempt import exempt_mark

TITLE = "Complaints, compliments and lessons"
LEAD = "Since the last meeting, as the council counts them. They are told in bands."


def told_totals(digest: ReleasedDigest) -> Section:
    """Return the totals as a table; a section without blocks when none was entered."""
    totals = digest.totals
    rows = tuple(
        (name, total.words)
        for name, total in (
            ("Complaints", totals.complaints),
            ("Compliments", totals.compliments),
            ("Lessons put to use", totals.lessons),
        )
        if total is not None
    )
    blocks: list[Block] = list(exempt_mark(totals.exempt))
    if rows:
        blocks += [Words(LEAD, Tone.QUIET), Grid("How many of each", ("What", "How many"), rows)]
    if totals.learnt:
        blocks.append(Words(f"What was learnt: {totals.learnt}"))
    return Section(TITLE, tuple(blocks))
