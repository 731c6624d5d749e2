"""The ladder: who has been told that a promise is late or an ask unanswered, and who is next.

A rung is reached once for good; it is told when its mail has gone, which may be days later.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from participation.core.clock import Nation, day_of, is_working_day, working_days_after
from participation.domain.policy import Role
from participation.domain.promise_clock import Rung, rungs_reached
from participation.models import Account, Ask, Council, Job, Response, RungTold
from participation.services.bodies import addresses_of
from participation.services.councils import pack_of
from participation.services.exempt_items import open_words
from participation.services.jobs import ask_for
from participation.services.meeting_changes import answered_at
from participation.services.meetings import nation_of
from participation.services.pauses import held_until
from participation.services.promises import open_promises
from participation.services.responses import asks_of, last_published
from participation.services.staff import active_in_role
from surveys.pack_ladder import OWNER

TELL_RUNG = "tell-rung"
BY_ADDRESS = "address"


@dataclass(frozen=True)
class Step:
    """One rung as it stands for an ask: reached on a day, or to be reached on one.

    `told_on` is the day on which its mail went, None until it has.
    """

    rung: Rung
    on: date
    is_reached: bool
    told_on: date | None = None


@dataclass(frozen=True)
class Climb:
    """An ask that is late `since` a day, with all steps of its ladder, the first one first.

    `words` are the ask as anybody may read it.
    """

    ask: Ask
    words: str
    since: date
    steps: tuple[Step, ...]

    @property
    def unsent(self) -> tuple[Step, ...]:
        """Return whose mail has not gone yet, though their turn has come."""
        return tuple(step for step in self.steps if step.is_reached and step.told_on is None)

    @property
    def next(self) -> Step | None:
        """Return who is told next, or None at the top."""
        return next((step for step in self.steps if not step.is_reached), None)


def ladder_of(council: Council) -> tuple[Rung, ...]:
    """Return the council's ladder, from whoever promised to the top."""
    return tuple(Rung(rung.who, rung.after_days, rung.code) for rung in pack_of(council).ladder)


def climbs(session: Session, council: Council, today: date) -> dict[UUID, Climb]:
    """Return how far each late or unanswered ask has climbed, by the key of the ask."""
    rows = session.scalars(select(RungTold).where(RungTold.council_id == council.id))
    reached = {(row.ask_id, row.since, row.rung): row for row in rows}
    ladder, nation = ladder_of(council), nation_of(council)
    return {
        ask.id: Climb(
            ask, open_words(session, ask), since, _steps(ask, since, ladder, reached, nation, today)
        )
        for ask, since in _late(session, council, today)
    }


def _steps(
    ask: Ask,
    since: date,
    ladder: Sequence[Rung],
    reached: dict[tuple[UUID, date, str], RungTold],
    nation: Nation,
    today: date,
) -> tuple[Step, ...]:
    soonest = next_working_day(today, 0, nation)

    def step(rung: Rung) -> Step:
        row = reached.get((ask.id, since, rung.code))
        if row is not None:
            return Step(rung, row.reached_on, True, row.told_on)
        return Step(rung, max(soonest, next_working_day(since, rung.after_days, nation)), False)

    return tuple(step(rung) for rung in ladder)


def next_working_day(since: date, days: int, nation: Nation) -> date:
    """Return the first working day that many days later."""
    return working_days_after(since + timedelta(days=days - 1), 1, nation)


def _late(session: Session, council: Council, today: date) -> list[tuple[Ask, date]]:
    """Return what climbs: promises past their date, and asks past their meeting unanswered.

    While a pause before an election keeps a signed answer from being told, its ask does not
    climb: nobody it comes to could do more. It begins anew once the pause is over.
    """
    promises = {promise.response.ask_id: promise for promise in open_promises(session, council)}
    found = []
    for put in asks_of(session, council):
        promise = promises.get(put.ask.id)
        if promise is not None:
            since = promise.dates.due
        elif last_published(session, put.ask.id) is None:
            since = answered_at(put.meeting).on
        else:
            continue
        held = held_until(session, put.response, today)
        since = since if held is None else max(since, held)
        if since < today:
            found.append((put.ask, since))
    return found


def held_back(session: Session, council: Council, today: date) -> dict[UUID, date]:
    """Return until when a pause keeps an ask's signed answer from being told, by the ask's key."""
    found = {
        put.ask.id: held_until(session, put.response, today) for put in asks_of(session, council)
    }
    return {key: until for key, until in found.items() if until is not None and until >= today}


def climb(session: Session, council: Council, now: datetime) -> list[tuple[Ask, Rung]]:
    """Return which rungs were reached just now, each once for good, and have them written to.

    Nobody is written to on a day when nobody works: it waits for the next one. A rung whose
    mail has not gone and waits nowhere, as when its address was taken off, is written to anew.
    """
    today = day_of(now)
    if not is_working_day(today, nation_of(council)):
        return []
    ladder, addresses, reached = ladder_of(council), addresses_of(session, council), []
    waiting = _waiting(session, council)
    for ask_id, one in climbs(session, council, today).items():
        due = {rung.code for rung in rungs_reached(ladder, (today - one.since).days)}
        for step in one.steps:
            if step.told_on is not None or step.rung.code not in due:
                continue
            if not step.is_reached:
                session.add(_reached(council, one, step.rung, today))
                reached.append((one.ask, step.rung))
            for to in _written_to(session, council, one.ask, step.rung, addresses):
                subject = f"{ask_id}:{step.rung.code}:{to}"
                if subject not in waiting:
                    ask_for(session, council.id, TELL_RUNG, subject, now)
    session.flush()
    return reached


def _reached(council: Council, one: Climb, rung: Rung, today: date) -> RungTold:
    return RungTold(
        council_id=council.id,
        ask_id=one.ask.id,
        rung=rung.code,
        since=one.since,
        reached_on=today,
        told_on=None,
    )


def _waiting(session: Session, council: Council) -> frozenset[str]:
    """Return which mails are still to go, or are just being sent."""
    return frozenset(
        session.scalars(
            select(Job.subject).where(Job.council_id == council.id, Job.kind == TELL_RUNG)
        )
    )


def note_told(session: Session, ask_id: UUID, rung: str, today: date) -> None:
    """Note that a mail to the rung has gone; only the first one counts."""
    these = (RungTold.ask_id == ask_id, RungTold.rung == rung)
    newest = select(func.max(RungTold.since)).where(*these).scalar_subquery()
    row = session.scalar(select(RungTold).where(*these, RungTold.since == newest))
    if row is not None and row.told_on is None:
        row.told_on = today


def _written_to(
    session: Session, council: Council, ask: Ask, rung: Rung, addresses: dict[str, str]
) -> list[str]:
    """Return who gets the mail of a rung; officers pass it on where no address is set."""
    if rung.code != OWNER:
        if rung.code in addresses:
            return [BY_ADDRESS]
        return [str(key) for key in active_in_role(session, council.id, Role.OFFICER)]
    given: Response | None = last_published(session, ask.id)
    author = None if given is None else session.get(Account, given.author_id)
    if author is not None and author.active:
        return [str(author.id)]
    return [str(key) for key in active_in_role(session, council.id, Role.MEMBER)]
