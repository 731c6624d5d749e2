"""Promises with a date: reminded of once, on working days; late is told and cannot be hidden."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from participation.core.errors import BadInput, Refused
from participation.domain.policy import Role
from participation.domain.promise_clock import PromiseState
from participation.domain.responses import Reply, ResponseKind
from participation.models import Job
from participation.services import notices, promises, responses
from participation.services.standings import Standing, standing_asks
from tests.factories import a_council, a_sent_ask, an_account

TOLD_ON = date(2026, 3, 11)
DUE = date(2026, 4, 2)
WILL = Reply(ResponseKind.WILL, "We will mend it.", DUE)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.fixture
def session(database):
    with database.writing() as session:
        yield session


@pytest.fixture
def council(session):
    return a_council(session)


@pytest.fixture
def member(session, council):
    return an_account(session, council, Role.MEMBER)


@pytest.fixture
def officer(session, council):
    return an_account(session, council, Role.OFFICER)


@pytest.fixture
def promise(session, council, member, officer):
    met = TOLD_ON - timedelta(days=1)
    ask = a_sent_ask(session, council, officer, met, noon(TOLD_ON))
    return answered(session, council, member, officer, ask.id, WILL, TOLD_ON)


def answered(session, council, member, officer, ask_id, reply, day, publish=True):
    given = responses.record_response(session, council, member, ask_id, reply, noon(day))
    if publish:
        plain = "They said yes."
        responses.publish_response(session, council, officer, given.id, plain, noon(day))
    return given


def reminded(session) -> list[str]:
    rows = session.scalars(select(Job).where(Job.kind == promises.REMIND)).all()
    return [row.subject.split(":")[1] for row in rows]


def test_each_reminder_is_asked_for_once_whoever_looks_and_how_often(session, council, promise):
    for days in range(40):
        for _ in range(3):
            promises.plan_reminders(session, council, noon(TOLD_ON + timedelta(days=days)))

    assert sorted(set(reminded(session))) == [
        "on-the-day-0",
        "still-late-1",
        "still-late-2",
        "week-before-0",
    ]
    assert len(reminded(session)) == 2 + 2 * 2  # the officer hears of the late ones too


def test_after_an_outage_only_the_newest_is_sent(session, council, promise):
    saturday = promises.plan_reminders(session, council, noon(DUE + timedelta(days=30)))
    promises.plan_reminders(session, council, noon(DUE + timedelta(days=33)))

    assert saturday == []  # nobody works then
    assert set(reminded(session)) == {"still-late-4"}


def test_a_promise_made_known_late_is_not_reminded_of_for_days_before(session, council, promise):
    planned = promises.plan_reminders(session, council, noon(TOLD_ON))

    assert planned == []


def test_a_draft_of_a_new_answer_neither_stops_the_clock_nor_hides_that_it_is_late(
    session, council, member, officer, promise
):
    late = DUE + timedelta(days=11)
    moved = Reply(ResponseKind.WILL, "Later.", late + timedelta(days=30))
    answered(session, council, member, officer, promise.ask_id, moved, late, publish=False)

    (ask,) = standing_asks(session, council, late)
    planned = promises.plan_reminders(session, council, noon(late))

    assert (ask.standing, ask.days) == (Standing.LATE, 11)
    assert [one.name for one in planned] == ["still-late-1"]


def test_a_published_change_moves_the_promise_and_keeps_both_dates(
    session, council, member, officer, promise
):
    late = DUE + timedelta(days=9)
    due = late + timedelta(days=30)
    moved = Reply(ResponseKind.WILL, "Later.", due)
    answered(session, council, member, officer, promise.ask_id, moved, late)

    (found,) = promises.open_promises(session, council)

    assert (found.dates.first_due, found.dates.due) == (DUE, due)
    assert found.dates.state(late) is PromiseState.MOVED


def test_why_it_is_late_is_kept_and_it_stays_late(session, council, member, promise):
    day = noon(DUE + timedelta(days=1))

    promises.give_reason(session, council, member, promise.id, " The builders left. ", day)

    (found,) = promises.open_promises(session, council)
    assert found.dates.reason == "The builders left."
    assert found.dates.state(day.date()) is PromiseState.LATE_BECAUSE


def test_a_reason_needs_words_and_a_promise_that_is_late(session, council, member, promise):
    with pytest.raises(Refused, match="not late"):
        promises.give_reason(session, council, member, promise.id, "Because.", noon(DUE))
    with pytest.raises(BadInput, match="sentence"):
        promises.give_reason(
            session, council, member, promise.id, " ", noon(DUE + timedelta(days=1))
        )


def test_a_promise_that_was_kept_is_forgotten_by_the_clock(
    session, council, member, officer, promise
):
    did = Reply(ResponseKind.DID, "Mended.", shown_by="The new router.")
    answered(session, council, member, officer, promise.ask_id, did, DUE)
    waited = notices.promise_mail(session, promise.id, member.id, "https://staff.example", DUE)

    assert promises.open_promises(session, council) == []
    assert waited is None


def test_the_mail_says_what_was_asked_and_told_and_how_late_it_is(
    session, council, member, promise
):
    where = "https://staff.example"

    before = notices.promise_mail(session, promise.id, member.id, where, DUE)
    late = notices.promise_mail(session, promise.id, member.id, where, DUE + timedelta(days=2))
    gone = notices.promise_mail(session, UUID(int=0), member.id, where, DUE)

    assert before is not None and "by 2 April 2026" in before.plain
    assert late is not None and "2 days late" in late.plain
    assert f"{where}/asks/{promise.ask_id}" in late.plain
    assert gone is None


def test_once_the_one_who_promised_has_left_every_member_is_told(
    session, council, member, officer, promise
):
    other = an_account(session, council, Role.MEMBER, "other")
    member.active = False

    promises.plan_reminders(session, council, noon(DUE))

    subjects = session.scalars(select(Job.subject).where(Job.kind == promises.REMIND)).all()
    assert [UUID(subject.split(":")[2]) for subject in subjects] == [other.id]
