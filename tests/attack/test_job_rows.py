"""A row of work names nobody's answer: it would tie the answer to the hour of the row.

Each kind of work that the worker knows is asked for, by what really asks for it.
"""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from participation.core.clock import day_of
from participation.core.sealed import new_nonce
from participation.domain.policy import Role
from participation.domain.responses import Reply, ResponseKind
from participation.models import Account, Ask, Base, Consultation, Council, Job, MeetingState
from participation.services import (
    bodies,
    contacts,
    digests,
    exemptions,
    flags,
    ideas,
    ladder,
    promises,
    reading,
    responses,
    rounds,
    routing,
    withdrawals,
    written_procedure,
)
from participation.services.card_mail import plan_homework_mail
from participation.services.councils import pack_of
from participation.services.exemption_mail import plan_exempt_reminders
from participation.services.jobs import Leased
from participation.services.theming import SuggesterShelf
from participation.services.written_reminders import plan_written_reminders
from participation.worker.bench import Bench
from participation.worker.handlers import HANDLERS
from participation.worker.loop import ask_for_tidying, ask_for_watch
from tests.attack.crowd import NoMail
from tests.factories import a_consultation, a_council, a_meeting, an_account, say

MAY_BE_NAMED = {"council", "consultation", "digest", "account", "ask", "response"}


def names_of_keys(session) -> dict[str, set[str]]:
    """Return each table's keys, as they may be written in a row of work."""
    written: dict[str, set[str]] = {}
    for name, table in Base.metadata.tables.items():
        keys = session.scalars(select(next(iter(table.primary_key)))).all()
        written[name] = {key.hex for key in keys}
    return written


@pytest.fixture
def bench(database, keys, clock, tmp_path) -> Bench:
    return Bench(database, keys.reading(), SuggesterShelf(tmp_path), NoMail(), clock, "")


def people_and_failed_work(session, keys, now) -> tuple[Council, Account, Consultation]:
    """Return a council with its people, asked to reach somebody, and with work long given up."""
    council = a_council(session)
    officer, lead, _, _ = (
        an_account(session, council, role)
        for role in (Role.OFFICER, Role.SAFEGUARDING, Role.DEPUTY, Role.MEMBER)
    )
    contacts.make_key(session, council, {lead.id: "five quiet otters cross"})
    wanted = contacts.Asked("Zaphod", "ring me")
    contacts.ask(session, keys.young(), council, wanted, new_nonce(), now)
    failed = {"kind": "tell-member", "subject": "", "unique_key": "given up"}
    long_ago = now - timedelta(days=900)
    session.add(Job(council_id=council.id, run_after=long_ago, gave_up=True, **failed))
    return council, officer, a_consultation(session, council, now.date())


def say_three(database, keys, clock) -> list[str]:
    receipts = []
    for text in ("he hurts me at night", "the wifi is slow", "somebody hits me"):
        with database.writing() as session:
            consultation = session.scalars(select(Consultation)).one()
            said = say(session, keys, consultation, clock.now(), text=text)
            receipts.append(str(said.receipt))
    return receipts


def meeting_that_fell(session, council, officer, meeting, now) -> None:
    """Have members asked in writing, and an item wait that was proposed to be exempt."""
    later = a_meeting(session, council, day_of(now) + timedelta(weeks=30))
    home = session.scalars(select(Consultation)).one()
    digest = digests.build_digest(session, council, officer, later, [home], now, True)
    an_account(session, council, Role.PROPER_OFFICER)
    kept = exemptions.Proposal(home.id, "A matter", 3, "It would harm somebody.")
    exemptions.propose(session, council, officer, digest, kept, now)
    an_account(session, council, Role.PROPER_OFFICER, "second")
    plan_exempt_reminders(session, council, now + timedelta(weeks=8))
    pack = pack_of(council)
    rule = replace(pack.answers, signed_by=("board-member",), another_person=True)
    council.pack = replace(pack, answers=rule).to_json()
    ask = session.scalars(select(Ask)).first()
    later = Reply(ResponseKind.WILL, "We will, later.", day_of(now))
    responses.record_response(session, council, officer, ask.id, later, now)
    why = (MeetingState.CANCELLED, "It snows.", now, True)
    written_procedure.not_held(session, council, officer, meeting, *why)
    plan_written_reminders(session, council, now + timedelta(weeks=8))


@pytest.fixture
def jobs(database, keys, clock, bench) -> list[Job]:
    """The rows of work as they stand once everybody has done what asks for any."""
    with database.writing() as session:
        council, officer, consultation = people_and_failed_work(session, keys, clock.now())
    receipts = say_three(database, keys, clock)
    clock.moment += timedelta(hours=3)
    now = clock.now()
    with database.writing() as session:
        council = session.merge(council)
        rounds.look_round(session, council, now)
        unread = reading.next_unread(session, council, keys.reading())
        flags.flag(session, council, officer, keys.reading(), unread.answer_id, now)
        withdrawals.take_back(session, keys.young(), receipts[1], now)
        meeting = a_meeting(session, council, now.date() + timedelta(weeks=3))
        taken = [session.merge(consultation)]
        digest = digests.build_digest(session, council, officer, meeting, taken, now, True)
        new = digests.NewAsk(consultation.id, "", "", "Mend the wifi.")
        ask = digests.put_ask(session, council, digest, new)
        digests.put_ask(session, council, digest, replace(new, words="Mend the door."))
        digests.send_digest(session, council, officer, digest, now)
        will = Reply(ResponseKind.WILL, "We will.", now.date())
        given = responses.record_response(session, council, officer, ask.id, will, now)
        responses.publish_response(session, council, officer, given.id, "They said yes.", now)
        promises.plan_reminders(session, council, now)
        plan_homework_mail(session, council, [officer], meeting.meets_on, now)
        ideas.ask_to_group(session, council, now)
        bodies.set_address(session, council, officer, "housing", "homes@a.example", now)
        routing.send_on(session, council, officer, ask, "housing", now)
        ladder.climb(session, council, now + timedelta(weeks=8))
        meeting_that_fell(session, council, officer, meeting, now)
    ask_for_watch(bench, None)
    ask_for_tidying(bench, None)
    HANDLERS["tidy"](bench, Leased(UUID(int=0), council.id, "tidy", ""))
    with database.reading() as session:
        return list(session.scalars(select(Job)).all())


def test_no_row_of_work_of_any_kind_names_a_row_of_the_answer_side(database, jobs):
    words = " ".join(f"{job.subject} {job.unique_key}" for job in jobs)
    with database.reading() as session:
        keys = names_of_keys(session)

    assert {job.kind for job in jobs} == set(HANDLERS)
    assert {job.run_after.minute for job in jobs} == {0}
    assert all(keys[name] for name in ("answer", "flag", "alert", "contact_request", "submission"))
    assert not any(
        key in words.replace("-", "") for name in keys.keys() - MAY_BE_NAMED for key in keys[name]
    )
