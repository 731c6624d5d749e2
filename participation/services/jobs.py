"""Work rows: asked for once, held by one worker at a time, tried again when it fails."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from participation.core.clock import hour_of
from participation.models import Job
from participation.models.upsert import insert_unless_there

LEASE = timedelta(minutes=5)
MOST_TRIES = 12
LONGEST_PAUSE = timedelta(hours=1)
NEVER_GIVES_UP = frozenset({"tell-safeguarding", "tell-contact", "watch"})
"""A look that gave up would also stand in the way of every later one: they have one name."""
TELLS = frozenset(
    {
        "tell-member",
        "tell-in-writing",
        "remind-of-promise",
        "tell-rung",
        "tell-body",
        "tell-homework",
    }
)
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
    """Return the next due piece of work, held for five minutes, or None."""
    job = session.scalar(
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
    if job is None:
        return None
    job.leased_until = now + LEASE
    job.tries += 1
    return Leased(job.id, job.council_id, job.kind, job.subject)


def finish(session: Session, job_id: UUID) -> None:
    """Take the finished work off the list."""
    job = session.get(Job, job_id)
    if job is not None:
        session.delete(job)


def put_back(session: Session, job_id: UUID, now: datetime) -> None:
    """Put failed work back for later, longer each time; after twelve tries it stays for a person.

    A row that gave up is kept, so that `doctor` and the administrator see it. Mail is tried
    for two weeks; safeguarding mail and the hourly look never give up.
    """
    job = session.get(Job, job_id)
    if job is None:
        return
    job.leased_until = None
    most = MOST_TRIES_TO_TELL if job.kind in TELLS else MOST_TRIES
    job.gave_up = job.tries >= most and job.kind not in NEVER_GIVES_UP
    job.run_after = now + min(timedelta(seconds=2 ** min(job.tries, MOST_TRIES)), LONGEST_PAUSE)
