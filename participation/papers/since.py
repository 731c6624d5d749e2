"""What a meeting finds changed: told since the last one, due and late, and promise by promise."""

from collections import Counter
from collections.abc import Iterator

from participation.domain.digest import ReleasedDigest, ThemeSection
from participation.domain.disclosure.released import Released, Withheld
from participation.domain.responses import long_date
from participation.domain.since import EarlierAsk, PledgeLine, Stands
from participation.papers.blocks import Block, Grid, Heading, Points, Section, Tone, Words
from participation.papers.phrases import listed, open_to_all

WAITS = (Stands.LATE, Stands.NO_ANSWER)


def what_changed(digest: ReleasedDigest) -> Section:
    """Return what is new since the last meeting; a section without blocks when there was none."""
    in_writing = tuple(decided_in_writing(digest))
    if digest.last_met is None:
        return Section("Since the last meeting", (Points(in_writing),) if in_writing else ())
    lead = Words(f"The last meeting was on {long_date(digest.last_met)}.", Tone.QUIET)
    lines = (*in_writing, *_told(digest), *_new_consultations(digest), *_changed_figures(digest))
    told = (
        Points(lines)
        if lines
        else Words(f"Nothing{open_to_all(digest)} has changed since the last meeting.")
    )
    return Section("Since the last meeting", (lead, told))


def _told(digest: ReleasedDigest) -> Iterator[str]:
    for ask in digest.earlier:
        if ask.is_new and ask.instead_of is None:
            yield f"Young people were told: “{ask.words}” {ask.told}"


def decided_in_writing(digest: ReleasedDigest) -> Iterator[str]:
    """Yield what was decided by written procedure since, for this meeting to note."""
    for ask in digest.earlier:
        if ask.instead_of is not None:
            yield (
                "Decided by written procedure, for the meeting of "
                f"{long_date(ask.instead_of)} was not held: “{ask.words}” {ask.told}"
            )


def _new_consultations(digest: ReleasedDigest) -> Iterator[str]:
    titles = [f"“{part.title}”" for part in digest.consultations if part.is_new]
    if titles:
        yield f"New in this paper: {listed(titles)}."


def _changed_figures(digest: ReleasedDigest) -> Iterator[str]:
    for part in digest.consultations:
        for theme in part.themes:
            if _has_changed(theme) and theme.before is not None:
                yield (
                    f"“{theme.theme}” in “{part.title}”: {_figure(theme.count)} young people, "
                    f"{_figure(theme.before.count)} in the paper of {theme.before.meeting}."
                )


def _has_changed(theme: ThemeSection) -> bool:
    return theme.before is not None and theme.before.count != theme.count


def _figure(count: Released | None) -> str:
    return "no figure" if count is None else count.words


def due_and_late(digest: ReleasedDigest) -> Section:
    """Return the earlier asks that are late, due or without an answer, the most pressing first."""
    order = (*WAITS, Stands.PROMISED)
    waiting = [ask for ask in digest.earlier if ask.stands in WAITS or ask.is_due]
    waiting.sort(key=lambda ask: order.index(ask.stands))
    if not waiting:
        return Section("Answers due and late", ())
    rows = tuple((ask.words, _word(ask), ask.told) for ask in waiting)
    return Section("Answers due and late", (Grid("", ("Asked", "State", "Answer"), rows),))


def _word(ask: EarlierAsk) -> str:
    return "Due" if ask.stands is Stands.PROMISED else ask.stands.value


def scoreboard(digest: ReleasedDigest) -> tuple[Block, ...]:
    """Return the pledge on one table: what young people say of each promise, what was answered."""
    said = [line for part in digest.consultations for line in part.pledge]
    known = {line.promise for line in said} | {ask.promise for ask in digest.earlier}
    promises = [promise for promise in digest.report.promises if promise in known]
    if not promises:
        return ()
    rows = tuple(
        (promise, _said(promise, said), _answered(promise, digest.earlier)) for promise in promises
    )
    one = digest.report.promise
    heads = (one.capitalize(), "Young people say", "Asks and answers so far")
    return (Grid(f"{digest.report.pledge}, {one} by {one}", heads, rows),)


def _said(promise: str, lines: list[PledgeLine]) -> str:
    tables = [line.said for line in lines if line.promise == promise]
    told = [
        "too few to show"
        if isinstance(table, Withheld)
        else "; ".join(f"{row.label}: {row.count.words}" for row in table.rows)
        for table in tables
    ]
    return " · ".join(told) or "No figures this time"


def _answered(promise: str, asks: tuple[EarlierAsk, ...]) -> str:
    many = Counter(ask.stands for ask in asks if ask.promise == promise)
    return "; ".join(f"{stands}: {many[stands]}" for stands in Stands if many[stands]) or "None"


def pledge(digest: ReleasedDigest) -> Section:
    """Return the scoreboard as a section of its own; without blocks when nothing is known."""
    blocks = scoreboard(digest)
    champions = [f"{short}: {who}" for short, who in digest.report.champions]
    if blocks and champions:
        told = f"Who speaks up among members. {'; '.join(champions)}."
        blocks = (*blocks, Words(told, Tone.QUIET))
    return Section(digest.report.pledge, blocks)


def standing_blocks(digest: ReleasedDigest) -> Iterator[Block]:
    """Yield what is due and late under a heading, for a report that has its own sections."""
    section = due_and_late(digest)
    if section.blocks:
        yield Heading(2, section.title)
        yield from section.blocks
