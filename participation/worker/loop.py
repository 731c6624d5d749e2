"""The worker: takes one piece of work at a time until it is told to stop."""

import logging
from datetime import date, datetime
from threading import Event

from sqlalchemy import select

from participation.core.clock import HERE, day_of, hour_of
from participation.models import Council
from participation.services import jobs
from participation.worker.bench import Bench
from participation.worker.handlers import HANDLERS

log = logging.getLogger("participation.worker")

PAUSE_SECONDS = 1.0
TIDY_HOUR = 2
"""Tidying is asked for once a night, when nobody writes."""


def run(bench: Bench, stop: Event) -> None:
    """Work until told to stop; a failed piece is put back and the next is taken."""
    tidied_on: date | None = None
    watched_at: datetime | None = None
    while not stop.is_set():
        tidied_on = ask_for_tidying(bench, tidied_on)
        watched_at = ask_for_watch(bench, watched_at)
        if not work_once(bench):
            bench.database.forget_log()
            stop.wait(PAUSE_SECONDS)


def work_once(bench: Bench) -> bool:
    """Do the next due piece of work and return whether there was one."""
    with bench.database.writing() as session:
        job = jobs.lease_next(session, bench.clock.now())
    if job is None:
        return False
    try:
        HANDLERS[job.kind](bench, job)
    except Exception as error:
        # The kind of the error only: its text could hold what somebody wrote.
        log.warning(
            "work %s failed with %s; it will be tried again", job.kind, type(error).__name__
        )
        with bench.database.writing() as session:
            jobs.put_back(session, job.id, bench.clock.now())
        return True
    with bench.database.writing() as session:
        jobs.finish(session, job.id)
    return True


def work_all(bench: Bench, most: int = 1000) -> int:
    """Do everything that is due now and return how many pieces that were."""
    done = 0
    while done < most and work_once(bench):
        done += 1
    return done


def ask_for_watch(bench: Bench, watched_at: datetime | None) -> datetime:
    """Ask once an hour for a look at what waits for the safeguarding leads; return the hour."""
    hour = hour_of(bench.clock.now())
    if watched_at == hour:
        return hour
    with bench.database.writing() as session:
        for council_id in session.scalars(select(Council.id)):
            jobs.ask_for(session, council_id, "watch", str(council_id), hour)
    return hour


def ask_for_tidying(bench: Bench, tidied_on: date | None) -> date | None:
    """Ask for the night's tidying, which asks for the mix; return the day of asking."""
    now = bench.clock.now()
    if now.astimezone(HERE).hour < TIDY_HOUR or tidied_on == day_of(now):
        return tidied_on
    with bench.database.writing() as session:
        for council_id in session.scalars(select(Council.id)):
            jobs.ask_for(session, council_id, "tidy", f"{council_id}:{day_of(now)}", now)
    return day_of(now)
