"""Nobody left alone: every flagged item reaches a person and is decided, whatever goes down."""

import random
from collections import Counter
from pathlib import Path

import pytest

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.domain.policy import Role
from participation.models import Account, Alert, Answer, Council, Flag, FlagStep, Reading
from participation.services.theming import SuggesterShelf
from participation.worker.bench import Bench
from tests.factories import a_consultation, a_council, an_account
from tests.journeys.ninety_days import BEGINS, Days, Post, Wavering

LEAVES, COMES = 60, 63


@pytest.mark.slow
def test_every_flagged_item_is_alerted_once_and_decided(
    database_url: str, keys: KeyFolder, clock: SetClock, tmp_path: Path
) -> None:
    chance = random.Random(90)
    database = Wavering(database_url)
    post = Post(database, chance)
    bench = Bench(
        database, keys.reading(), SuggesterShelf(tmp_path), post, clock, "http://staff.example"
    )
    with database.writing() as session:
        council = a_council(session)
        officer = an_account(session, council)
        lead = an_account(session, council, Role.SAFEGUARDING)
        deputy = an_account(session, council, Role.DEPUTY)
        a_consultation(session, council, BEGINS, days=100)
    away = {lead.email: range(20, 34), deputy.email: range(25, 28)}
    days = Days(bench, database, post, clock, council, chance, away)
    new_lead = pass_days(days, officer, lead, deputy)
    database.down = post.shut = False
    days.work()

    with database.reading() as session:
        unread = session.query(Answer).filter(Answer.reading == Reading.UNREAD).count()
        states = Counter(flag.state for flag in session.query(Flag))
        alerted = {alert.flag_id for alert in session.query(Alert) if alert.flag_id}
        flag_ids = {flag.id for flag in session.query(Flag)}
        deciders = {step.lead_id for step in session.query(FlagStep)}
        asked = session.query(Alert).count()
    database.close()
    assert days.said > 30
    # The last hours' own may still wait.
    assert unread <= 3
    assert sum(states.values()) - states["decided"] <= 1
    assert alerted == flag_ids
    assert deciders == {account.id for account in (lead, deputy, new_lead)}
    # A mail that had to be sent again bears the same mark, so that it arrives as one.
    marks = {mark for _, mark in post.sent}
    assert len(marks) <= asked
    assert all(len({to for to, other in post.sent if other == mark}) == 1 for mark in marks)


def pass_days(days: Days, officer: Account, lead: Account, deputy: Account) -> Account:
    """Let the days pass, and return who came in the place of the lead who left."""
    people = [lead, deputy]
    for moment in days.moments():
        days.pass_hour(moment, officer, people)
        if days.database.down:
            continue
        if days.day == LEAVES and lead in people:
            people.remove(lead)
            with days.database.writing() as session:
                session.get_one(Account, lead.id).active = False
        if days.day == COMES and len(people) == 1:
            with days.database.writing() as session:
                council = session.get_one(Council, days.council.id)
                people.insert(0, an_account(session, council, Role.SAFEGUARDING, "new-lead"))
    return people[0]
