"""The page of what is overdue: each sees their own part, until it is done."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from participation.domain.policy import Role
from participation.models import Council, Job, Submission
from participation.services import contacts
from participation.services.jobs import ask_for

PASSPHRASE = "five quiet otters cross"


@pytest.fixture
def opened(house):
    """A contact request that the lead has opened, and an unread answer of long ago."""
    with house.database.writing() as session:
        council = session.get_one(Council, house.council.id)
        lead = session.merge(house.people[Role.SAFEGUARDING])
        contacts.make_key(session, council, {lead.id: PASSPHRASE})
        args = (session, house.keys.young(), council, contacts.Asked("Zaphod", "ring me"))
        contacts.ask(*args, b"n" * 16, house.clock.now())
        (line,) = contacts.requests_of(session, council, lead, house.clock.now())
        args = (session, council, lead, house.keys.reading(), line.id, PASSPHRASE, "asked")
        contacts.open_request(*args, house.clock.now())


def test_an_opening_stands_there_until_a_second_person_has_reviewed_it(house, opened):
    deputy = house.visitor(Role.DEPUTY)
    at_first = deputy.page("/overdue")
    house.clock.moment += timedelta(days=5)
    deputy, officer = house.visitor(Role.DEPUTY), house.visitor(Role.OFFICER)
    told, to_officer = deputy.page("/overdue"), officer.page("/overdue")
    with house.database.writing() as session:
        council = session.get_one(Council, house.council.id)
        by = session.merge(house.people[Role.DEPUTY])
        (line,) = contacts.requests_of(session, council, by, house.clock.now())
        contacts.review(session, council, by, line.openings[0].id, house.clock.now())

    assert "no second person has reviewed" not in at_first
    assert "no second person has reviewed" in told
    assert "no second person has reviewed" not in to_officer
    assert "no second person has reviewed" not in deputy.page("/overdue")


def test_words_kept_too_long_because_nobody_read_them_are_told_to_the_officer(house):
    house.say("the wifi is slow")
    with house.database.writing() as session:
        session.execute(update(Submission).values(week="2025-W01"))

    told = house.visitor(Role.OFFICER).page("/overdue")

    assert "kept longer than your council keeps one" in told
    assert "Nothing is deleted unread." in told
    assert "kept longer" not in house.visitor(Role.DEPUTY).page("/overdue")


def test_mail_that_was_refused_is_told_to_the_officer_until_it_has_gone(house):
    officer = house.visitor(Role.OFFICER)
    with house.database.writing() as session:
        ask_for(session, house.council.id, "tell-member", "a paper", house.clock.now())
    waiting = officer.page("/overdue")
    with house.database.writing() as session:
        session.query(Job).update({Job.tries: 1})

    refused = officer.page("/overdue")

    assert "has refused" not in waiting
    assert "mail that the mail server has refused" in refused
    assert "has refused" not in house.visitor(Role.MEMBER).page("/overdue")
