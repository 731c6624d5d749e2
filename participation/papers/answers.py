"""The two halves of a conversation with a board: what is asked of it, what it answered."""

from collections.abc import Iterator

from participation.domain.digest import ReleasedDigest, ReturningAnswer
from participation.domain.disclosure.released import ReleasedTable
from participation.domain.responses import long_date
from participation.papers.blocks import (
    AskEntry,
    Asks,
    Block,
    Heading,
    Mark,
    Reply,
    Section,
    Stones,
    Tone,
    Words,
)
from participation.papers.exempt import exempt_mark
from participation.papers.findings import figures
from participation.papers.phrases import about, board_of, days, open_to_all

TOLD = 6
CHECKED = 7
FIVE_ANSWERS = (
    "Did: shown by",
    "Will, by",
    "Looking, until",
    "Asked: who, by when",
    "Can’t, because",
)


def what_we_ask(digest: ReleasedDigest) -> Section:
    """Return the asks as a numbered list with room for an answer."""
    title = f"What we ask of {board_of(digest)}"
    if not digest.asks:
        return Section(title, (Words("There are no asks at this meeting."),))
    lead = Words("Each ask needs one of the five answers. Young people will read it.", Tone.QUIET)
    one = digest.report.promise
    entries = tuple(
        AskEntry(
            ask.number, ask.words, about(ask, one), is_open=not (digest.is_public and ask.exempt)
        )
        for ask in digest.asks
    )
    return Section(title, (lead, Asks(entries, FIVE_ANSWERS)))


def what_came_back(digest: ReleasedDigest) -> Section:
    """Return every published answer with what young people say of it."""
    blocks = [block for answer in digest.returning for block in answer_blocks(answer)]
    empty = Words(f"No answer{open_to_all(digest)} comes back to this meeting.")
    return Section("Answers that come back", tuple(blocks) or (empty,))


def answer_blocks(answer: ReturningAnswer) -> Iterator[Block]:
    """Yield one returning answer: its path, its state, its words, its verdicts."""
    yield Heading(2, answer.ask)
    yield from exempt_mark(answer.exempt)
    yield path_of(answer)
    yield standing(answer)
    if answer.days_late:
        yield Mark("Late", f"This is {days(answer.days_late)} late.", good=False)
    told = f"Told to young people on {long_date(answer.published_on)}."
    yield Reply(answer.headline, answer.answer, told)
    yield figures(answer.verdicts, "Verdict")


def path_of(answer: ReturningAnswer) -> Stones:
    """Return the path of an answer; its last stone is filled once verdicts can be shown."""
    if isinstance(answer.verdicts, ReleasedTable):
        return Stones(CHECKED, "Checked: young people have said what they think of the answer.")
    return Stones(TOLD, "Told to young people. What they think of it cannot be shown yet.")


def standing(answer: ReturningAnswer) -> Mark:
    """Return whether the answer is resolved: only when young people say that it helped."""
    if answer.resolved:
        return Mark("Helped", "Young people say that this helped.", good=True)
    return Mark("Unresolved", "It stays open until young people say that it helped.", good=False)
