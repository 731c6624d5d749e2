"""The action plan in a report: what is done about the asks, by whom, and how far it is."""

from collections.abc import Iterator

from participation.domain.action_plan import PROGRESS_WORDS, ActionLine, Sum
from participation.domain.digest import ReleasedDigest
from participation.domain.responses import long_date
from participation.papers.blocks import Block, Grid, Section, Words
from participation.papers.phrases import days


def action_plan(digest: ReleasedDigest) -> Section:
    """Return the plan and how it adds up; no blocks while nothing is on it."""
    return Section("Action plan", tuple(_blocks(digest)))


def _blocks(digest: ReleasedDigest) -> Iterator[Block]:
    plan = digest.plan
    if plan is None or not plan.lines:
        return
    yield Grid(
        "What is being done",
        ("Action", "Who", "By", "How far"),
        tuple(_row(line, digest) for line in plan.lines),
    )
    for title, sums in (("By promise", plan.by_promise), ("By outcome", plan.by_heading)):
        if sums:
            heads = ("Heading", "Actions", "Under way", "Done", "Late")
            yield Grid(title, heads, tuple(_sum(one) for one in sums))
    yield Words("An action is done only once something shows it.")


def _row(line: ActionLine, digest: ReleasedDigest) -> tuple[str, ...]:
    who = f"{line.owner}, with {line.partner}" if line.partner else line.owner
    moved = line.first_due_on != line.due_on
    by = long_date(line.due_on) + (f" (first {long_date(line.first_due_on)})" if moved else "")
    late = line.days_late(digest.plan.on) if digest.plan is not None else 0
    far = [PROGRESS_WORDS[line.progress]]
    if line.milestones:
        far.append(f"{line.passed} of {len(line.milestones)} milestones passed")
    if late:
        far.append(f"{days(late)} late")
    if line.evidence:
        far.append(line.evidence)
    return line.words, who, by, ". ".join(part.rstrip(".") for part in far) + "."


def _sum(one: Sum) -> tuple[str, ...]:
    return one.heading, str(one.actions), str(one.under_way), str(one.done), str(one.late)
