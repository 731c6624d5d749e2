"""A board's own report: its parts in the council's order, under the council's headings."""

from collections.abc import Callable, Iterator, Mapping

from participation.domain.digest import ReleasedDigest, ReturningAnswer, ThemeSection
from participation.domain.responses import long_date
from participation.papers.answers import what_came_back, what_we_ask
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
from participation.papers.cards import homework
from participation.papers.findings import what_they_said
from participation.papers.phrases import (
    board_of,
    counted,
    days,
    listed,
    open_to_all,
    opened,
)
from participation.papers.since import decided_in_writing, scoreboard, standing_blocks, what_changed
from participation.papers.totals import told_totals

NOT_WRITTEN = "Nothing is noted."
NOT_YET = "Not cleared yet"

Blocks = Callable[[ReleasedDigest], tuple[Block, ...]]


def purpose(digest: ReleasedDigest) -> tuple[Block, ...]:
    """Return the officer's opening, one paragraph for each that was written."""
    default = f"To bring {board_of(digest)} what young people said, and to ask for answers."
    return paragraphs(digest.framing) or (Words(default),)


def background(digest: ReleasedDigest) -> tuple[Block, ...]:
    """Return the officer's background; nothing when none was written."""
    return paragraphs(digest.report.background)


def paragraphs(written: str) -> tuple[Block, ...]:
    """Return one paragraph for each that was written, an empty line between."""
    return tuple(Words(part.strip()) for part in written.split("\n\n") if part.strip())


def recommendations(digest: ReleasedDigest) -> tuple[Block, ...]:
    """Return what the board is recommended to do with this report."""
    lines = [f"note what young people said in {_titles(digest)}"] if digest.consultations else []
    if digest.asks:
        number = counted(len(digest.asks), "ask")
        each = ", each" if len(digest.asks) > 1 else ""
        lines.insert(0, f"answer the {number} in this report{each} with did, will, looking, "
                     "asked or can’t")  # fmt: skip
    if any(decided_in_writing(digest)):
        lines.append("note what was decided by written procedure since the last meeting")
    open_ones = sum(not answer.resolved for answer in digest.returning)
    if open_ones:
        lines.append(f"look again at {counted(open_ones, 'answer')} that young people have not "
                     "said helped")  # fmt: skip
    if not lines:
        return (Words(f"Nothing{open_to_all(digest)} is recommended to {board_of(digest)}."),)
    return (Words(f"That {board_of(digest)}:"), Points(tuple(lines)))


def _titles(digest: ReleasedDigest) -> str:
    return listed(f"“{part.title}”" for part in digest.consultations)


def from_young_people(digest: ReleasedDigest) -> tuple[Block, ...]:
    """Return what young people agreed to say together; nothing when they agreed on nothing."""
    body = digest.occasion.young_body
    return tuple(Statement(part.statement, body) for part in digest.consultations if part.statement)


def since_last_time(digest: ReleasedDigest) -> tuple[Block, ...]:
    """Return each answer that comes back on one line: what was said, and where it stands."""
    changed = what_changed(digest).blocks
    if not digest.returning:
        nothing = Words(f"No answer{open_to_all(digest)} comes back to this meeting.")
        return (*changed, nothing)
    return (
        *changed,
        Grid(
            "Answers since the last meeting",
            ("Asked", "Answer", "Where it stands"),
            tuple((answer.ask, answer.headline, _state(answer)) for answer in digest.returning),
        ),
    )


def _state(answer: ReturningAnswer) -> str:
    late = f"{days(answer.days_late)} late. " if answer.days_late else ""
    return late + ("It helped." if answer.resolved else "Unresolved.")


def by_promise(digest: ReleasedDigest) -> tuple[Block, ...]:
    """Return the themes under each of the council's promises, with their released figures."""
    themes = (block for promise in digest.report.promises for block in _promise(promise, digest))
    return (*scoreboard(digest), *themes)


def _promise(promise: str, digest: ReleasedDigest) -> Iterator[Block]:
    themes = [
        theme for part in digest.consultations for theme in part.themes if theme.promise == promise
    ]
    yield Heading(2, promise)
    champion = dict(digest.report.champions).get(promise)
    if champion:
        yield Words(f"Who speaks up for this among members: {champion}.", Tone.QUIET)
    if not themes:
        more = " What is kept from the public is not looked at here." if open_to_all(digest) else ""
        yield Words(f"Nobody spoke of this in what comes to this meeting.{more}")
        return
    yield Points(tuple(_line(theme) for theme in themes))


def _line(theme: ThemeSection) -> str:
    if theme.count is None:
        return theme.theme
    return f"{theme.theme}: {theme.count.words}"


def implications(digest: ReleasedDigest) -> tuple[Block, ...]:
    """Return each implication with what the officer wrote; one left empty says so."""
    return tuple(
        Entries(tuple(Detail(line.name, line.words or NOT_WRITTEN) for line in lines))
        for lines in (digest.report.implications,)
        if lines
    )


def clearance(digest: ReleasedDigest) -> tuple[Block, ...]:
    """Return who has cleared the report, and when."""
    rows = tuple(
        (line.name, line.by or NOT_YET, "" if line.on is None else long_date(line.on))
        for line in digest.report.clearances
    )
    return (Grid("Clearances", ("Clearance", "By", "On"), rows),) if rows else ()


def _of(make: Callable[[ReleasedDigest], Section]) -> Blocks:
    return lambda digest: make(digest).blocks


PARTS: Mapping[str, Blocks] = {
    "young-people": from_young_people,
    "purpose": purpose,
    "recommendations": recommendations,
    "background": background,
    "since-last-time": since_last_time,
    "themes": _of(what_they_said),
    "pledge": by_promise,
    "asks": _of(what_we_ask),
    "promises": lambda digest: (*standing_blocks(digest), *what_came_back(digest).blocks),
    "cards": _of(homework),
    "figures": _of(told_totals),
    "implications": implications,
    "clearance": clearance,
}
"""What stands in each part; one that has nothing to say this time is left out."""


def laid_out(digest: ReleasedDigest, parts: Mapping[str, Blocks] = PARTS) -> Iterator[Section]:
    """Yield the parts of the board's report that have something to say, in its order."""
    for part in digest.report.parts:
        blocks = parts[part.part](digest) if part.part in parts else ()
        if blocks:
            yield Section(opened(part.heading), blocks)
