"""A row of work names nobody's answer: it would tie the answer to the hour of the row."""

import re
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from participation.domain.policy import Role
from participation.models import Base, Consultation, Council, Job
from participation.models.mixing import MIXED
from participation.services import flags, reading, rounds, withdrawals
from tests.factories import a_consultation, a_council, an_account, say

KEY = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")


def keys_of_the_answer_side(session) -> set[UUID]:
    return {
        key
        for name in MIXED
        for key in session.scalars(select(next(iter(Base.metadata.tables[name].primary_key))))
        if isinstance(key, UUID)
    }


def test_no_row_of_work_names_a_row_of_the_answer_side(database, keys, clock):
    with database.writing() as session:
        council = a_council(session)
        officer = an_account(session, council)
        for role in (Role.SAFEGUARDING, Role.DEPUTY):
            an_account(session, council, role)
        a_consultation(session, council, clock.now().date())
    receipts = []
    for text in ("he hurts me at night", "the wifi is slow", "somebody hits me"):
        with database.writing() as session:
            consultation = session.scalars(select(Consultation)).one()
            said = say(session, keys, consultation, clock.now(), text=text)
            receipts.append(str(said.receipt))
    clock.moment += timedelta(hours=3)
    with database.writing() as session:
        council = session.scalars(select(Council)).one()
        rounds.look_round(session, council, clock.now())
        unread = reading.next_unread(session, council, keys.reading())
        args = (session, council, officer, keys.reading(), unread.answer_id)
        flags.flag(*args, clock.now())
        withdrawals.take_back(session, keys.young(), receipts[1], clock.now())

    with database.reading() as session:
        jobs = session.scalars(select(Job)).all()
        words = " ".join(f"{job.subject} {job.unique_key}" for job in jobs)
        kinds = {job.kind for job in jobs}
        answer_side = keys_of_the_answer_side(session)

    assert kinds >= {"suggest", "tell-safeguarding", "mix", "refit"}
    assert {job.run_after.minute for job in jobs} == {0}
    assert len(answer_side) > 10
    assert {UUID(key) for key in KEY.findall(words)} & answer_side == set()
