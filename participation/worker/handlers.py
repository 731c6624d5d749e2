"""What each kind of work does: job rows in, services called, network only after commit."""

from uuid import UUID

from sqlalchemy import select

from participation.core.clock import day_of
from participation.core.errors import NotSetUp
from participation.core.marks import Mark
from participation.core.ports import Suggester
from participation.domain.retention import Kind
from participation.models import Council
from participation.models.mixing import mix
from participation.models.rewriting import rewrite
from participation.services import (
    codebook_merging,
    contacts,
    ideas,
    ladder,
    messages,
    promises,
    retention,
    rounds,
    routing,
    suggesting,
    theming,
    tones,
    withdrawals,
)
from participation.services.exemption_mail import plan_exempt_reminders
from participation.services.jobs import Leased, ask_for
from participation.services.written_reminders import plan_written_reminders
from participation.worker.bench import Bench, Handler
from participation.worker.mails import MAILS

NOT_MIXED = frozenset({Kind.AUDIT, Kind.WORK, Kind.ACCOUNTS})
"""What stands in tables that the mix leaves as they are."""
MOST_LOOKS = 10
"""Times that up to 500 answers are looked at before other work has its turn: a few seconds."""


def suggest(bench: Bench, job: Leased) -> None:
    """Propose themes for whatever waits in the job's council, learning first if it is time."""
    with bench.database.reading() as session:
        council = session.get_one(Council, job.council_id)
        is_behind = bench.shelf.is_behind(session, council)
        if not is_behind and not suggesting.anything_waits(session, council):
            return
    try:
        suggester = None if is_behind else bench.shelf.take(job.council_id)
    except NotSetUp:
        suggester = None
    if suggester is None:
        suggester = _learn(bench, job.council_id)
    for _ in range(MOST_LOOKS):
        if not _look_once(bench, job.council_id, suggester):
            return
    # The rest waits its turn: an alert must not wait for a hundred thousand suggestions.
    with bench.database.writing() as session:
        ask_for(session, job.council_id, "suggest", job.subject, bench.clock.now())


def _learn(bench: Bench, council_id: UUID) -> Suggester:
    """Fit anew between two transactions, for it takes seconds, and have all looked at again."""
    with bench.database.reading() as session:
        council = session.get_one(Council, council_id)
        lessons = theming.lessons_of(session, council)
        heard = tones.tone_decisions(session, council)
        loose = ideas.loose_answers(session, council)
    suggester = bench.shelf.learn(council_id, lessons)
    tones.learn(bench.shelf, council_id, heard)
    ideas.group(bench.shelf, council_id, loose)
    with bench.database.writing() as session:
        suggesting.look_again(session, session.get_one(Council, council_id))
    return suggester


def _look_once(bench: Bench, council_id: UUID, suggester: Suggester) -> bool:
    with bench.database.reading() as session:
        council = session.get_one(Council, council_id)
        waiting = suggesting.waiting(session, council, bench.keys)
    if waiting:
        looked = suggesting.look_at(suggester, waiting)
        with bench.database.writing() as session:
            council = session.get_one(Council, council_id)
            suggesting.store_looks(session, council, bench.keys, looked)
    return len(waiting) == suggesting.AT_ONCE


def watch(bench: Bench, job: Leased) -> None:
    """Have everyone told whom an item has waited for too long, or a promise is due."""
    with bench.database.writing() as session:
        council = session.get_one(Council, job.council_id)
        rounds.look_round(session, council, bench.clock.now())
        promises.plan_reminders(session, council, bench.clock.now())
        ladder.climb(session, council, bench.clock.now())
        plan_exempt_reminders(session, council, bench.clock.now())
        plan_written_reminders(session, council, bench.clock.now())
        routing.route_sent(session, council, bench.clock.now())


def tidy(bench: Bench, job: Leased) -> None:
    """Delete what is past its time, and take the safeguarding key from whoever has left.

    The mix comes after it, for copies of what is deleted stay in the files until then.
    """
    now = bench.clock.now()
    with bench.database.writing() as session:
        council = session.get_one(Council, job.council_id)
        contacts.forget_left(session, council, now)
        messages.forget_past(session, day_of(now))
        suggesting.forget_glances(session, council)
        codebook_merging.forget_carried(session, council, now)
        forgotten = retention.forget_past(session, council, now)
        backup_days = retention.longest_days(session, Kind.WITHDRAWALS)
        ask_for(session, job.council_id, "mix", str(day_of(now)), now)
        if any(one.kind in NOT_MIXED for one in forgotten):
            ask_for(session, job.council_id, "rewrite", str(day_of(now)), now)
        councils = frozenset(session.scalars(select(Council.id)))
    bench.shelf.forget_others(councils)
    bench.database.forget_log()
    if bench.withdrawn is not None:
        bench.withdrawn.forget(day_of(now), backup_days)


def refit(bench: Bench, job: Leased) -> None:
    """Fit the council's suggester anew, so that it has learnt nothing from what is gone."""
    _learn(bench, job.council_id)
    with bench.database.writing() as session:
        ask_for(session, job.council_id, "suggest", str(job.council_id), bench.clock.now())


def group_ideas(bench: Bench, job: Leased) -> None:
    """Group what fits no theme, between two transactions, for it takes seconds."""
    with bench.database.reading() as session:
        loose = ideas.loose_answers(session, session.get_one(Council, job.council_id))
    ideas.group(bench.shelf, job.council_id, loose)


def mix_tables(bench: Bench, _job: Leased) -> None:
    """Finish what was withdrawn, and rewrite the answer-side tables in random order."""
    with bench.database.writing() as session:
        withdrawals.finish_all(session)
    mix(bench.database)
    if bench.marks is not None:
        bench.marks.set("mix", Mark(day_of(bench.clock.now())))


def rewrite_tables(bench: Bench, _job: Leased) -> None:
    """Write anew the tables that the mix leaves as they are, after rows of theirs were deleted."""
    rewrite(bench.database)


HANDLERS: dict[str, Handler] = {
    **MAILS,
    "suggest": suggest,
    "watch": watch,
    "tidy": tidy,
    "refit": refit,
    ideas.KIND: group_ideas,
    "mix": mix_tables,
    "rewrite": rewrite_tables,
}
