"""Work rows: asked for once, held by one worker at a time, tried again when it fails.

Mail that reminds goes on the council's working days alone, whenever it was asked for or put
back: nobody is to find on a Sunday that they are late. What is new goes at once on any day: a
paper, an ask that comes to a body, homework, what waits to be signed. So does all that is about
a young person's safety.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from participation.core.clock import day_of, hour_of, is_working_day, start_of, working_days_after
from participation.models import Council, Job
from participation.models.upsert import insert_unless_there
from participation.services.meetings import nation_of

LEASE = timedelta(minutes=5)
MOST_TRIES = 12
LONGEST_PAUSE = timedelta(hours=1)
NEVER_GIVES_UP = frozenset({"tell-safeguarding", "tell-contact", "tell-rung", "watch"})
"""A look that gave up would also stand in the way of every later one: they have one name."""
REMINDS = frozenset(
    {
        "remind-of-promise",
        "tell-rung",
        "remind-of-homework",
        "remind-of-exempt",
        "remind-in-writing",
    }
)
"""What waits for a working day: a rung is told of lateness, which a weekend more makes no worse."""
NEWS = frozenset(
    {"tell-member", "tell-in-writing", "tell-body", "tell-homework", "tell-exempt", "tell-to-sign"}
)
TELLS = REMINDS | NEWS
MOST_TRIES_TO_TELL = MOST_TRIES + 24 * 14
"""A mail server may be away for days; with a try an hour, mail waits for two weeks."""


@dataclass(frozen=True)
class Leased:
    """A piece of work that this worker holds."""

    id: UUID
    council_id: UUID
    kind: str
    subject: str


def ask_for(session: Session, council_id: UUID, kind: str, subject: str, now: datetime) -> None:
    """Ask for the work unless the same work already waits.

    Work that is being done may have read its rows already, so a second row is asked for
    then. The hour is all that is kept of when: a finer time would tell when someone sent.
    """
    unique_key = f"{kind}:{subject}"
    held = session.scalar(
        select(Job.id).where(Job.unique_key == unique_key, Job.leased_until.is_not(None))
    )
    insert_unless_there(
        session,
        Job,
        id=uuid4(),
        council_id=council_id,
        kind=kind,
        subject=subject,
        unique_key=unique_key if held is None else f"{unique_key}:again",
        run_after=hour_of(now),
        tries=0,
        gave_up=False,
    )


def lease_next(session: Session, now: datetime) -> Leased | None:
    """Return the next due piece of work, held for five minutes, or None.

    A reminder that is due on a day when nobody works is put off to the next one, untried.
    """
    while (job := _next_due(session, now)) is not None:
        free_until = _free_until(session, job, now)
        if free_until is None:
            job.leased_until = now + LEASE
            job.tries += 1
            return Leased(job.id, job.council_id, job.kind, job.subject)
        job.leased_until, job.run_after = None, free_until
        session.flush()
    return None


def _free_until(session: Session, job: Job, now: datetime) -> datetime | None:
    """Return when the next working day begins, or None for work that may be done now."""
    if job.kind not in REMINDS:
        return None
    today, nation = day_of(now), nation_of(session.get_one(Council, job.council_id))
    if is_working_day(today, nation):
        return None
    return start_of(working_days_after(today, 1, nation))


def _next_due(session: Session, now: datetime) -> Job | None:
    return session.scalar(
        select(Job)
        .where(
            Job.run_after <= now,
            Job.gave_up.is_(False),
            or_(Job.leased_until.is_(None), Job.leased_until < now),
        )
        .order_by(Job.run_after)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def finish(session: Session, job_id: UUID) -> None:
    """Take the finished work off the list."""
    job = session.get(Job, job_id)
    if job is not None:
        session.delete(job)


def put_back(session: Session, job_id: UUID, now: datetime) -> None:
    """Put failed work back for later, longer each time; after twelve tries it stays for a person.

    A row that gave up is kept, so that `doctor` and the administrator see it, under a name that
    does not stand in the way of the same work when it is asked for again. Mail is tried for two
    weeks; safeguarding mail, the ladder's and the hourly look never give up.
    """
    job = session.get(Job, job_id)
    if job is None:
        return
    job.leased_until = None
    most = MOST_TRIES_TO_TELL if job.kind in TELLS else MOST_TRIES
    job.gave_up = job.tries >= most and job.kind not in NEVER_GIVES_UP
    if job.gave_up:
        job.unique_key = f"{job.unique_key}:{job.id}"
    job.run_after = now + min(timedelta(seconds=2 ** min(job.tries, MOST_TRIES)), LONGEST_PAUSE)


def unsent_mails(session: Session, council_id: UUID) -> int:
    """Return how many mails the server has refused at least once and that have not gone since."""
    many = session.scalar(
        select(func.count(Job.id)).where(
            Job.council_id == council_id,
            Job.kind.in_(TELLS | NEVER_GIVES_UP - {"watch"}),
            Job.tries > 0,
            Job.leased_until.is_(None),
        )
    )
    return many or 0
