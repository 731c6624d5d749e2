"""A meeting that fell: members asked in writing, and the next paper saying what they decided."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from participation.domain.policy import Role
from participation.domain.responses import Reply, ResponseKind
from participation.models import Digest, Job, MeetingState
from participation.papers.html import render_html
from participation.papers.layout import recommendations
from participation.services import digests, responses
from participation.services.councils import add_shipped_council
from participation.services.meeting_changes import plan_ahead
from participation.services.notices import digest_mail
from participation.services.papers import released_digest
from participation.services.reports import give_clearance, report_of
from participation.services.standings import Standing, asks_in_writing, standing_asks
from participation.services.wall import wall
from participation.services.written_mail import written_mail, written_reminder
from participation.services.written_procedure import TELL_IN_WRITING, not_held
from participation.services.written_reminders import REMIND_IN_WRITING, plan_written_reminders
from tests.factories import a_consultation, a_council, a_meeting, a_sent_ask, an_account

TODAY = date(2026, 3, 11)
BY = date(2026, 4, 10)
"""Twenty working days later, Good Friday and Easter Monday left out."""
FELL = (MeetingState.INQUORATE, "Two of seven came.")
WILL = Reply(ResponseKind.WILL, "We will mend it.", TODAY + timedelta(days=60))


@pytest.fixture
def session(sqlite_database):
    with sqlite_database.writing() as session:
        yield session


def asked_in_writing(session):
    return session.scalars(select(Job.subject).where(Job.kind == TELL_IN_WRITING)).all()


def check_reminders(session, council, ask, member):
    """Hold both reminders against the rule: a week before, Good Friday left out, and on the day."""
    asked = []
    for day in (date(2026, 4, 1), date(2026, 4, 3), date(2026, 4, 7), date(2026, 4, 9), BY, BY):
        morning = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
        asked.append(plan_written_reminders(session, council, morning))
    after = datetime(2026, 5, 20, 8, tzinfo=UTC)
    subjects = session.scalars(select(Job.subject).where(Job.kind == REMIND_IN_WRITING)).all()
    said = [
        written_reminder(session, ask.digest_id, member.id, "x", "https://staff.example", day)
        for day in (date(2026, 4, 7), BY, after.date())
    ]
    beginning = f"{ask.digest_id}:{member.id}:"

    assert asked == [0, 0, 1, 0, 1, 0]
    assert sorted(subjects) == [f"{beginning}2026-04-07", f"{beginning}2026-04-10"]
    assert plan_written_reminders(session, council, after) == 0
    assert "are answered in writing by 10 April 2026. One ask waits for" in said[0].plain
    assert "by 10 April 2026, which is today." in said[1].plain
    assert "were to be answered in writing by 10 April 2026." in said[2].plain
    assert said[0].subject == "A reminder: please answer young people in writing by 10 April 2026"


def test_members_are_asked_in_writing_and_the_next_paper_says_what_they_decided(session, clock):
    council = a_council(session)
    officer, member = an_account(session, council), an_account(session, council, Role.MEMBER)
    ask = a_sent_ask(session, council, officer, TODAY - timedelta(days=1), clock.now())
    fell = session.get_one(Digest, ask.digest_id).meeting
    after = a_meeting(session, council, TODAY + timedelta(weeks=8))

    where = not_held(session, council, officer, fell, *FELL, clock.now())

    assert (where.meeting, where.on) == (None, BY)
    assert asked_in_writing(session) == [f"{ask.digest_id}:{member.id}"]
    mail = written_mail(session, ask.digest_id, member.id, "https://staff.example")
    paper = digest_mail(session, ask.digest_id, member.id, "https://staff.example", TODAY)
    assert "10 March 2026, not held\nAnswered in writing by 10 April 2026\n" in paper.plain
    for one in (mail, paper):
        answer = f"https://staff.example/asks/{ask.id}"
        assert f"Answer it, signed in: {answer}\n" in one.plain
        assert f'<a href="{answer}"' in one.html
    assert mail.to == member.email
    assert "Two of seven came. So its one ask is answered in writing, by 10 April" in mail.plain
    assert f"1. {ask.words}" in mail.plain
    assert [one.put.ask.id for one in asks_in_writing(session, council, fell, TODAY)] == [ask.id]
    (card,) = wall(session, council, TODAY)
    assert (card.fell.written_by, card.to_come) == (BY, True)
    (late,) = standing_asks(session, council, BY + timedelta(days=3))
    assert (late.standing, late.days) == (Standing.NO_ANSWER, 3)

    check_reminders(session, council, ask, member)
    given = responses.record_response(session, council, member, ask.id, WILL, clock.now())
    responses.publish_response(session, council, officer, given.id, "We will.", clock.now())
    paper = digests.build_digest(session, council, officer, after, [], clock.now())
    told = released_digest(session, council, paper, "", TODAY)
    decided = "Decided by written procedure, for the meeting of 10 March 2026 was not held"
    assert decided in render_html(told)
    assert "note what was decided by written procedure" in str(recommendations(told))
    assert written_mail(session, ask.digest_id, member.id, "") is None
    assert written_reminder(session, ask.digest_id, member.id, "", "", BY) is None
    given.answered_on = TODAY - timedelta(days=1)
    assert asks_in_writing(session, council, fell, TODAY) == []


def test_an_officer_chooses_writing_and_a_paper_that_was_not_out_asks_when_it_is(session, clock):
    leicester = add_shipped_council(session, "leicester")
    officer = an_account(session, leicester)
    member = an_account(session, leicester, Role.MEMBER)
    forum = plan_ahead(session, leicester, TODAY)[0]
    home = a_consultation(session, leicester, TODAY)
    digest = digests.build_digest(session, leicester, officer, forum, [home], clock.now())
    new = digests.NewAsk(home.id, "", "", "Mend the wifi.")
    digests.put_ask(session, leicester, digest, new)
    fell = (MeetingState.CANCELLED, "No chair.")

    where = not_held(session, leicester, officer, forum, *fell, clock.now(), in_writing=True)

    assert (where.meeting, where.on) == (None, BY)
    assert asked_in_writing(session) == []
    for line in report_of(session, leicester, digest).clearances:
        give_clearance(session, leicester, digest, line.name, "Somebody", TODAY)
    later = clock.now() + timedelta(days=7)
    digests.send_digest(session, leicester, officer, digest, later)
    assert asked_in_writing(session) == [f"{digest.id}:{member.id}"]
    assert session.scalars(select(Job.id).where(Job.kind == "tell-member")).all() == []
    assert forum.written_by == date(2026, 4, 17)
