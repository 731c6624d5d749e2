"""The action plan in a report: what is done about the asks, by whom, and how far it is."""

from collections.abc import Iterator
from datetime import date

from participation.domain.action_plan import PROGRESS_WORDS, ActionLine, Sum
from participation.domain.digest import ReleasedDigest
from participation.domain.responses import long_date
from participation.papers.blocks import (
    Block,
    Detail,
    Entries,
    Heading,
    Points,
    Section,
    Tone,
    Words,
)
from participation.papers.phrases import counted, days


def action_plan(digest: ReleasedDigest) -> Section:
    """Return the plan and how it adds up; no blocks while nothing is on it."""
    return Section("Action plan", tuple(_blocks(digest)))


def _blocks(digest: ReleasedDigest) -> Iterator[Block]:
    plan = digest.plan
    if plan is None or not plan.lines:
        return
    yield Entries(
        tuple(Detail(line.words.rstrip("."), _told(line, plan.on)) for line in plan.lines)
    )
    by_promise = f"By {digest.report.promise}"
    for title, sums in ((by_promise, plan.by_promise), ("By report heading", plan.by_heading)):
        if sums:
            yield Heading(2, title)
            yield Points(tuple(_sum(one) for one in sums))
    yield Words("An action is done only once something shows it.", Tone.QUIET)


def _told(line: ActionLine, on: date) -> str:
    who = f"{line.owner}, with {line.partner}" if line.partner else line.owner
    by = f"by {long_date(line.due_on)}"
    if line.first_due_on != line.due_on:
        by += f" (first {long_date(line.first_due_on)})"
    far = [f"{who}, {by}", PROGRESS_WORDS[line.progress]]
    if line.milestones:
        passed = "milestone passed" if len(line.milestones) == 1 else "milestones passed"
        far.append(f"{line.passed} of {len(line.milestones)} {passed}")
    if line.days_late(on):
        far.append(f"{days(line.days_late(on))} late")
    if line.evidence:
        far.append(line.evidence)
    if line.exempt is not None:
        far.insert(0, f"{line.exempt.label}: not for publication")
    return ". ".join(part.rstrip(".") for part in far) + "."


def _sum(one: Sum) -> str:
    parts = [counted(one.actions, "action")]
    named = (("under way", one.under_way), ("done", one.done), ("late", one.late))
    parts += [f"{many} {word}" for word, many in named if many]
    return f"{one.heading}: {', '.join(parts)}"
