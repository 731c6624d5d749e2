"""The action plan: entered by the officer, kept up at each meeting, shown in the report."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.core.errors import BadInput, NotFound
from participation.domain.action_plan import (
    ActionLine,
    ActionPlan,
    MilestoneLine,
    Progress,
    Sum,
    summed,
)
from participation.domain.exempt_item import ExemptItem
from participation.models import Account, Action, Ask, Council, Milestone, Theme
from participation.services.audit import note
from participation.services.councils import pack_of
from participation.services.exempt_items import exempt_actions, exempt_asks
from participation.services.responses import ask_of
from surveys.packs import headings_of, lenses_of

LONGEST_WORDS = 500
LONGEST_NAME = 120


@dataclass(frozen=True)
class NewAction:
    """An action as the officer writes it; `ask_id` is the ask that it follows, if one."""

    words: str
    promise: str
    owner: str
    partner: str
    due_on: date
    ask_id: UUID | None = None


@dataclass(frozen=True)
class PlanLine:
    """An action with its key and those of its milestones, for whoever keeps the plan.

    One that is kept from the public, or whose ask is, is not open.
    """

    action_id: UUID
    line: ActionLine
    is_open: bool
    milestone_ids: tuple[UUID, ...]


def plan_of(session: Session, council: Council) -> list[PlanLine]:
    """Return every action, those still to do first, the earliest date first."""
    rows = session.scalars(
        select(Action).where(Action.council_id == council.id).order_by(Action.due_on)
    ).all()
    steps: dict[UUID, list[Milestone]] = {}
    for step in session.scalars(
        select(Milestone).where(Milestone.council_id == council.id).order_by(Milestone.due_on)
    ):
        steps.setdefault(step.action_id, []).append(step)
    asks, actions = exempt_asks(session, council), exempt_actions(session, council)
    found = []
    for row in rows:
        ask = None if row.ask_id is None else session.get(Ask, row.ask_id)
        neutral = asks[ask.id].title if ask is not None and ask.id in asks else ""
        line = _line(session, council, row, steps.get(row.id, []), ask, neutral)
        found.append(replace(line, is_open=row.id not in actions))
    ended = (Progress.DONE, Progress.STOPPED)
    return sorted(found, key=lambda one: one.line.progress in ended)


def _line(
    session: Session, council: Council, row: Action, steps: list[Milestone], ask: Ask | None,
    neutral: str,
) -> PlanLine:  # fmt: skip
    pack = pack_of(council)
    shorts = {promise.code: promise.short for promise in pack.pledge.promises}
    theme = None if ask is None or neutral else _theme_of(session, ask)
    line = ActionLine(
        words=row.words,
        ask=neutral or ("" if ask is None else ask.words),
        promise=shorts.get(row.promise, ""),
        headings=() if theme is None else headings_of(pack, theme.lenses.split()),
        owner=row.owner,
        partner=row.partner,
        due_on=row.due_on,
        first_due_on=row.first_due_on,
        progress=Progress(row.progress),
        evidence=row.evidence,
        milestones=tuple(MilestoneLine(one.words, one.due_on, one.done_on) for one in steps),
    )
    return PlanLine(row.id, line, True, tuple(one.id for one in steps))


def _theme_of(session: Session, ask: Ask) -> Theme | None:
    return None if ask.theme_id is None else session.get(Theme, ask.theme_id)


def plan_sums(
    council: Council, lines: list[PlanLine], today: date
) -> tuple[tuple[Sum, ...], tuple[Sum, ...]]:
    """Return how far the plan is by promise, and by the headings of the council's lenses."""
    promises, headings = _sides_of(council)
    actions = [one.line for one in lines]
    return summed(actions, promises, today), summed(actions, headings, today)


def _sides_of(council: Council) -> tuple[tuple[str, ...], tuple[str, ...]]:
    pack = pack_of(council)
    names = [name for lens in lenses_of(pack) for name in lens.names()]
    shorts = tuple(promise.short for promise in pack.pledge.promises)
    return shorts, tuple(headings_of(pack, names))


def add_action(
    session: Session, council: Council, account: Account, new: NewAction, now: datetime
) -> Action:
    """Return the action, put on the plan as not begun; the same sent twice in a day is put once.

    Raises BadInput for words or an owner that are missing or too long, or a day that is past;
    NotFound for an ask or a promise that is not the council's.
    """
    words, owner, partner = new.words.strip(), new.owner.strip(), new.partner.strip()
    if not words or len(words) > LONGEST_WORDS:
        raise BadInput(f"Write what is done, in at most {LONGEST_WORDS} characters.", "words")
    if not owner or max(len(owner), len(partner)) > LONGEST_NAME:
        raise BadInput("Say which office does it, in a few words.", "owner")
    if new.due_on < day_of(now):
        raise BadInput("That day has passed. Give a day from today on.", "due")
    ask = None if new.ask_id is None else ask_of(session, council, new.ask_id)
    promise = new.promise or ("" if ask is None else ask.promise)
    pack = pack_of(council)
    if promise not in {"", *(one.code for one in pack.pledge.promises)}:
        one, all_of_them = pack.words.promise, pack.words.pledge
        raise NotFound(f"That {one} is not in “{all_of_them}”. Choose one from the list.")
    # Of the same form sent twice at one moment the second waits here, and finds the first.
    its_council = select(Council.id).where(Council.id == council.id)
    session.execute(its_council.with_for_update(key_share=True))
    told = {
        "council_id": council.id, "ask_id": new.ask_id, "promise": promise, "words": words,
        "owner": owner, "partner": partner, "due_on": new.due_on, "first_due_on": new.due_on,
        "progress": Progress.NOT_BEGUN, "changed_on": day_of(now),
    }  # fmt: skip
    before = session.scalar(select(Action).filter_by(**told).limit(1))
    if before is not None:
        return before
    row = Action(**told)
    session.add(row)
    note(session, account, "put an action on the plan", now)
    session.flush()
    return row


def action_of(session: Session, council: Council, action_id: UUID) -> Action:
    """Return the council's action; raises NotFound."""
    row = session.scalar(
        select(Action).where(Action.council_id == council.id, Action.id == action_id)
    )
    if row is None:
        raise NotFound("That action is not on the plan.")
    return row


def report_progress(
    session: Session,
    council: Council,
    account: Account,
    action_id: UUID,
    progress: Progress,
    evidence: str,
    due_on: date,
    now: datetime,
) -> None:
    """Keep how far an action is; both dates stay when it moves.

    Raises BadInput for "done" or "stopped" without what shows it or why.
    """
    row = action_of(session, council, action_id)
    told = evidence.strip()
    if progress in (Progress.DONE, Progress.STOPPED) and not told:
        raise BadInput("Say what shows that it is done, or why it stopped.", "evidence")
    if len(told) > LONGEST_WORDS:
        raise BadInput(f"Use at most {LONGEST_WORDS} characters.", "evidence")
    if due_on != row.due_on and due_on < day_of(now):
        raise BadInput("That day has passed. Give a day from today on.", "due")
    row.progress, row.evidence, row.due_on, row.changed_on = progress, told, due_on, day_of(now)
    note(session, account, "kept up an action of the plan", now)
    session.flush()


def add_milestone(
    session: Session, council: Council, account: Account, action_id: UUID, words: str,
    due_on: date, now: datetime,
) -> Milestone:  # fmt: skip
    """Return the milestone, put on its action; raises BadInput for no words, or for too many."""
    row = action_of(session, council, action_id)
    told = " ".join(words.split())
    if not told or len(told) > LONGEST_NAME:
        raise BadInput(f"Write the milestone in at most {LONGEST_NAME} characters.", "words")
    step = Milestone(council_id=council.id, action_id=row.id, words=told, due_on=due_on)
    session.add(step)
    note(session, account, "put a milestone on the plan", now)
    session.flush()
    return step


def pass_milestone(
    session: Session, council: Council, account: Account, milestone_id: UUID, now: datetime
) -> UUID:
    """Mark a milestone as passed today, and its action as under way; return the action's key."""
    step = session.scalar(
        select(Milestone).where(Milestone.council_id == council.id, Milestone.id == milestone_id)
    )
    if step is None:
        raise NotFound("That milestone is not on the plan.")
    step.done_on = step.done_on or day_of(now)
    row = session.get_one(Action, step.action_id)
    if row.progress == Progress.NOT_BEGUN:
        row.progress = Progress.UNDER_WAY
    note(session, account, "passed a milestone of the plan", now)
    session.flush()
    return row.id


def plan_for_paper(
    session: Session, council: Council, exempt: Mapping[UUID, ExemptItem], today: date
) -> ActionPlan:
    """Return the plan as its members' paper shows it, with what is kept from the public marked."""
    lines = tuple(
        replace(one.line, exempt=exempt.get(one.action_id)) for one in plan_of(session, council)
    )
    return ActionPlan(today, lines, *_sides_of(council))
