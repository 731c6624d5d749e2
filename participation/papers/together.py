"""Page one of a paper: what young people's own body says together, signed by its members."""

from collections.abc import Iterator

from participation.domain.digest import ReleasedDigest
from participation.domain.responses import long_date
from participation.domain.together import PLEDGE_WORDS, SaidTogether
from participation.papers.blocks import (
    Block,
    Detail,
    Entries,
    Grid,
    Heading,
    Points,
    Section,
    Statement,
    Tone,
    Words,
)
from participation.papers.phrases import days


def said_together(digest: ReleasedDigest) -> Iterator[Section]:
    """Yield the body's own page, where it said anything for this meeting."""
    if digest.together is not None:
        said = digest.together
        yield Section(f"From {said.body}", tuple(_blocks(digest, said)), own_page=True)


def _blocks(digest: ReleasedDigest, said: SaidTogether) -> Iterator[Block]:
    yield Statement(said.words, said.body)
    if said.wanted:
        yield Heading(2, "What we most want answered")
        yield Words(said.wanted, Tone.LEAD)
    if said.themes:
        yield Heading(2, "What matters most to us, the first first")
        yield Points(said.themes)
    if said.verdicts:
        one_of_them = digest.report.promise
        yield Heading(2, f"What we say of each {one_of_them}")
        rows = tuple((one.promise, PLEDGE_WORDS[one.verdict]) for one in said.verdicts)
        yield Grid("", (one_of_them.capitalize(), "What we say"), rows)
    late = [answer for answer in digest.returning if answer.days_late]
    if late:
        yield Heading(2, "What is late")
        yield Entries(
            tuple(Detail(answer.ask, f"{days(answer.days_late)} late") for answer in late)
        )
    yield Words(
        f"Signed by {said.signed} of the {said.there} of us who were there, on "
        f"{long_date(said.signed_on)}. It is what we agreed, not a count of answers.",
        Tone.QUIET,
    )
