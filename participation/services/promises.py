"""Promises with a date: where each stands, who is reminded, and why one is late."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.clock import day_of, is_working_day
from participation.core.errors import BadInput, Refused
from participation.domain.policy import Role
from participation.domain.promise_clock import Occasion, PromiseDates, Reminder, reminders
from participation.domain.responses import DATED, ResponseKind
from participation.models import Account, Council, PromiseTold, Response
from participation.services.audit import note
from participation.services.jobs import ask_for
from participation.services.meetings import nation_of
from participation.services.pauses import refuse_words_of_members
from participation.services.responses import response_of
from participation.services.staff import active_in_role

LONGEST_REASON = 300
REMIND = "remind-of-promise"


@dataclass(frozen=True)
class OpenPromise:
    """A published answer that holds until a date, with its dates."""

    response: Response
    dates: PromiseDates


def open_promises(session: Session, council: Council) -> list[OpenPromise]:
    """Return every promise that still has a date to keep, by its ask's last published answer.

    An answer that is not published yet changes nothing: a draft must not stop the clock.
    """
    rows = session.scalars(
        select(Response)
        .where(Response.council_id == council.id, Response.published_on.is_not(None))
        .order_by(Response.number)
    )
    latest = {response.ask_id: response for response in rows}
    dated = ((response, dates_of(session, response)) for response in latest.values())
    return [OpenPromise(response, dates) for response, dates in dated if dates is not None]


def dates_of(session: Session, response: Response) -> PromiseDates | None:
    """Return the dates of a promise, or None for an answer that has none to keep.

    The first date is that of the earliest answer to the ask that was published with one.
    """
    if ResponseKind(response.kind) not in DATED or response.due_on is None:
        return None
    first = session.scalar(
        select(Response.due_on)
        .where(
            Response.ask_id == response.ask_id,
            Response.published_on.is_not(None),
            Response.due_on.is_not(None),
        )
        .order_by(Response.number)
        .limit(1)
    )
    return PromiseDates(response.due_on, first, response.late_reason)


def give_reason(
    session: Session, council: Council, account: Account, response_id: UUID, why: str, now: datetime
) -> None:
    """Keep why a promise is late: young people read it, and the promise stays late.

    Raises BadInput for no words or too many, Refused for a promise that is on time.
    """
    response = response_of(session, council, response_id)
    dates = dates_of(session, response)
    if dates is None or response.published_on is None or not dates.days_late(day_of(now)):
        raise Refused("That promise is not late. A new date is a new answer to the ask.")
    reason = why.strip()
    if not reason:
        raise BadInput("Say in a sentence why it is late. Young people read it.")
    if len(reason) > LONGEST_REASON:
        raise BadInput(f"Use at most {LONGEST_REASON} characters.")
    if account.role == Role.MEMBER:
        refuse_words_of_members(session, council.id, day_of(now))
    response.late_reason = reason
    note(session, account, "said why a promise is late", now, response.ask.consultation_id)
    session.flush()


def plan_reminders(session: Session, council: Council, now: datetime) -> list[Reminder]:
    """Return the reminders asked for just now, each once for good; none when nobody works.

    After an outage the ones that were missed are marked as told and only the newest is sent:
    three mails about one promise on one morning help nobody.
    """
    if not is_working_day(day_of(now), nation_of(council)):
        return []
    planned = []
    for promise in open_promises(session, council):
        told = set(
            session.scalars(
                select(PromiseTold.name).where(PromiseTold.response_id == promise.response.id)
            )
        )
        due = [one for one in _due(council, promise, day_of(now)) if one.name not in told]
        for one in due:
            session.add(
                PromiseTold(
                    council_id=council.id,
                    response_id=promise.response.id,
                    name=one.name,
                    told_on=day_of(now),
                )
            )
        if due:
            planned.append(due[-1])
            for account_id in _told_of(session, council, promise.response, due[-1]):
                subject = f"{promise.response.id}:{due[-1].name}:{account_id}"
                ask_for(session, council.id, REMIND, subject, now)
    session.flush()
    return planned


def _due(council: Council, promise: OpenPromise, today: date) -> list[Reminder]:
    """Leave out what came before the promise was made known."""
    published = promise.response.published_on
    every = reminders(promise.dates.due, today, nation_of(council))
    return [one for one in every if published is not None and one.on >= published]


def _told_of(
    session: Session, council: Council, response: Response, reminder: Reminder
) -> list[UUID]:
    """Return who is told: whoever answered, or every member once they left; officers when late."""
    author = session.get(Account, response.author_id)
    people = (
        [author.id]
        if author is not None and author.active
        else active_in_role(session, council.id, Role.MEMBER)
    )
    if reminder.occasion is Occasion.STILL_LATE:
        people = [*people, *active_in_role(session, council.id, Role.OFFICER)]
    return list(dict.fromkeys(people))
