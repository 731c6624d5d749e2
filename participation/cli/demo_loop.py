"""Once round the loop with the service's own functions, timed step by step."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from participation.cli.bench import bench_on
from participation.cli.digest import write_papers
from participation.cli.ground import Ground
from participation.core.clock import day_of
from participation.domain.receipts import unlock
from participation.domain.responses import Reply, ResponseKind, Verdict
from participation.models import Account, Council
from participation.services import (
    clearing,
    consultations,
    digests,
    journeys,
    made_up_council,
    meetings,
    papers,
    reactions,
    reading,
    responses,
    staff,
)
from participation.services.submissions import Sent
from participation.worker.loop import work_all

Timing = tuple[str, float]
TEXT = "Please keep the library bus. It is the one place with a computer that works."


def go_round(ground: Ground, out: Path) -> list[Timing]:
    """Walk one answer through all seven steps, write the papers, and return the seconds."""
    timings: list[Timing] = []

    @contextmanager
    def step(name: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        timings.append((name, time.perf_counter() - started))

    with step("said: one conversation, sent"):
        sent = _say(ground)
    with step("themed: suggestions for what waits"):
        work_all(bench_on(ground))
    with step("heard: the queue read to its end"):
        _read_all(ground)
    with step("taken: the next digest built and sent"):
        digest_id = _take(ground)
    with step("answered and told: one ask, published"):
        response_id = _answer(ground, digest_id)
    with step("checked: a verdict on the receipt"):
        _check(ground, sent, response_id)
    with step("papers: HTML, PDF and Word"):
        _write(ground, digest_id, out)
    return timings


def _people(ground: Ground) -> tuple[UUID, UUID, UUID]:
    with ground.database.reading() as session:
        council = ground.council(session, made_up_council.NAME)
        officer = staff.account_of(session, council, "officer")
        member = staff.account_of(session, council, "lead-member")
        return council.id, officer.id, member.id


def _say(ground: Ground) -> Sent:
    with ground.database.writing() as session:
        council = ground.council(session, made_up_council.NAME)
        consultation = made_up_council.open_now(session, council, ground.clock.now())
        sent = made_up_council.send_one(
            session, ground.keys.young(), consultation, TEXT, ground.clock.now()
        )
    ground.database.forget_log()
    return sent


def _read_all(ground: Ground) -> None:
    council_id, officer_id, _ = _people(ground)
    keys = ground.keys.reading()
    while True:
        with ground.database.writing() as session:
            council = session.get_one(Council, council_id)
            unread = reading.next_unread(session, council, keys)
            if unread is None:
                return
            best = tuple(proposal.code for proposal in unread.proposals[:1])
            officer = session.get_one(Account, officer_id)
            clearing.clear(
                session,
                council,
                officer,
                unread.answer_id,
                clearing.Decision(unread.masked, best),
                ground.clock.now(),
            )


def _take(ground: Ground) -> UUID:
    council_id, officer_id, _ = _people(ground)
    now = ground.clock.now()
    with ground.database.writing() as session:
        council = session.get_one(Council, council_id)
        officer = session.get_one(Account, officer_id)
        planned = next(
            line.meeting for line in meetings.forward_plan(session, council) if line.digest is None
        )
        # The newest: what stands open all year comes after it, and nobody has answered that yet.
        taken = consultations.open_consultations(session, council, day_of(now))[:1]
        digest = digests.build_digest(session, council, officer, planned, taken, now)
        digests.set_framing(session, digest, "What young people said since the last meeting.")
        ask = digests.NewAsk(
            taken[0].id, "school-and-learning", "", "Keep the library bus running on Thursdays."
        )
        digests.put_ask(session, council, digest, ask)
        digests.send_digest(session, council, officer, digest, now)
        return digest.id


def _answer(ground: Ground, digest_id: UUID) -> UUID:
    council_id, officer_id, member_id = _people(ground)
    now = ground.clock.now()
    with ground.database.writing() as session:
        council = session.get_one(Council, council_id)
        digest = digests.digest_of(session, council, digest_id)
        ask = digests.asks_on(session, digest)[0]
        reply = Reply(
            ResponseKind.WILL,
            "The route is kept, and its stop moves next to the college.",
            due=day_of(now) + timedelta(weeks=8),
        )
        member = session.get_one(Account, member_id)
        given = responses.record_response(session, council, member, ask.id, reply, now)
        officer = session.get_one(Account, officer_id)
        plain = "The library bus stays. From spring it stops next to the college."
        responses.publish_response(session, council, officer, given.id, plain, now)
        return given.id


def _check(ground: Ground, sent: Sent, response_id: UUID) -> None:
    unlocked = unlock(ground.keys.young().pepper, sent.receipt)
    with ground.database.writing() as session:
        reactions.react(session, unlocked, response_id, Verdict.HELPED)
    with ground.database.reading() as session:
        today = day_of(ground.clock.now())
        found = journeys.journey_with(session, unlocked, today)
    assert found is not None and response_id in found.verdicts  # noqa: S101 (the loop is whole)


def _write(ground: Ground, digest_id: UUID, out: Path) -> None:
    with ground.database.reading() as session:
        council = ground.council(session, made_up_council.NAME)
        digest = digests.digest_of(session, council, digest_id)
        link = f"{ground.settings.staff_address}/digests/{digest_id}"
        released = papers.released_digest(
            session, council, digest, link, day_of(ground.clock.now())
        )
    write_papers(released, out)
