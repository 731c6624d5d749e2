"""The ladder: each rung told once of what is late, and the pause before an election."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from participation.core.errors import BadInput, NotFound, Refused
from participation.domain.policy import Role
from participation.domain.responses import Reply, ResponseKind
from participation.models import Job
from participation.services import bodies, ladder, pauses, responses
from participation.services.ladder_mail import ladder_words, rung_mail
from participation.services.one_page import one_page
from tests.factories import a_council, a_sent_ask, an_account

MET = date(2026, 3, 10)
WHERE = "https://staff.example"


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.fixture
def session(sqlite_database):
    with sqlite_database.writing() as session:
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
def ask(session, council, member, officer):
    return a_sent_ask(session, council, officer, MET, noon(MET - timedelta(days=8)))


def climbed(session, council, *days) -> list[str]:
    """Return whom two looks on each of these days told."""
    told = []
    for day in (*days, *days):
        told += ladder.climb(session, council, noon(MET + timedelta(days=day)))
    return [rung.code for _, rung in told]


def test_an_unanswered_ask_climbs_every_rung_once_on_working_days(session, council, ask):
    assert climbed(session, council, 0, 1, 2, 3, 4, 5, 13, 14, 27, 28, 56, 70) == [
        "owner", "chair", "director", "scrutiny", "full-council",
    ]  # fmt: skip

    (one,) = ladder.climbs(session, council, MET + timedelta(days=70)).values()
    assert one.next is None
    assert all(step.on.weekday() < 5 for step in one.steps)


def test_at_half_past_midnight_in_summer_it_is_the_new_day(session, council, member, officer, ask):
    due, now = date(2026, 6, 17), datetime(2026, 6, 16, 23, 30, tzinfo=UTC)
    will = Reply(ResponseKind.WILL, "We will.", due)

    given = responses.record_response(session, council, officer, ask.id, will, now)
    responses.publish_response(session, council, officer, given.id, "They said so.", now)
    told_by_then = ladder.climb(session, council, now + timedelta(hours=23))
    told = ladder.climb(session, council, now + timedelta(days=1))

    assert given.answered_on == given.published_on == due
    assert (told_by_then, [rung.code for _, rung in told]) == ([], ["owner"])


def test_whoever_was_not_told_while_nothing_ran_is_told_on_the_next_working_day(
    session, council, ask
):
    saturday = MET + timedelta(days=18)

    (one,) = ladder.climbs(session, council, saturday).values()

    assert one.next.rung.code == "owner"
    assert one.next.on == saturday + timedelta(days=2)


def test_a_promise_with_a_new_date_climbs_anew_and_a_kept_one_no_more(
    session, council, member, officer, ask
):
    def answer(reply, day):
        given = responses.record_response(session, council, officer, ask.id, reply, noon(day))
        responses.publish_response(session, council, officer, given.id, "They said so.", noon(day))

    due = MET + timedelta(days=10)
    answer(Reply(ResponseKind.WILL, "We will.", due), MET)
    assert climbed(session, council, 10, 11, 12, 13) == ["owner", "chair"]
    later = MET + timedelta(days=15)
    answer(Reply(ResponseKind.WILL, "Later.", later + timedelta(days=5)), later)
    assert ladder.climbs(session, council, later) == {}
    assert climbed(session, council, 20, 21) == ["owner"]
    answer(Reply(ResponseKind.DID, "Done.", shown_by="A router."), later + timedelta(days=9))

    assert climbed(session, council, 24, 90) == []


def test_a_rung_is_written_to_at_its_address_else_officers_pass_it_on(
    session, council, member, officer, ask
):
    now = noon(MET + timedelta(days=3))
    bodies.set_address(session, council, officer, "chair", " Chair@Testshire.example ", now)
    ladder.climb(session, council, noon(MET + timedelta(days=15)))

    jobs = session.scalars(select(Job.subject).where(Job.kind == ladder.TELL_RUNG)).all()
    mails = {
        subject.split(":")[1]: rung_mail(
            session, ask.id, *subject.split(":")[1:], WHERE, MET + timedelta(days=15)
        )
        for subject in jobs
    }
    assert {rung: mail.to for rung, mail in mails.items()} == {
        "owner": member.email,
        "chair": "chair@testshire.example",
        "director": officer.email,
    }
    assert "Mend the wifi." in mails["chair"].plain
    assert WHERE not in mails["chair"].plain
    assert "No address is set for the director" in mails["director"].plain


def test_an_address_needs_a_body_and_an_at(session, council, officer):
    two = "a@b.example, c@d.example"
    with pytest.raises(NotFound):
        bodies.set_address(session, council, officer, "pope", "a@b.example", noon(MET))
    with pytest.raises(BadInput):
        bodies.set_address(session, council, officer, "chair", two, noon(MET))


def test_the_chair_s_page_says_who_was_told_and_who_is_next(session, council, member, ask):
    day = MET + timedelta(days=3)
    ladder.climb(session, council, noon(day))

    (one,) = ladder.climbs(session, council, day).values()
    (line,) = one_page(session, council, day).parts[1].lines

    assert ladder_words(one) == line.ladder
    assert "Next: the director of children's services, on 24 March 2026." in line.ladder


def test_in_a_pause_a_councillor_s_signed_answer_waits_and_its_ask_does_not_climb(
    session, council, member, officer, ask
):
    pauses.set_pause(session, council, officer, MET, MET + timedelta(days=40), noon(MET))
    before = climbed(session, council, 1)
    reply = Reply(ResponseKind.WILL, "We will.", MET + timedelta(days=50))
    args = (session, council, member, ask.id, reply, noon(MET + timedelta(days=2)))
    theirs = responses.record_response(*args)
    with pytest.raises(Refused, match="19 April 2026"):
        responses.publish_response(session, council, officer, theirs.id, "Yes.", noon(MET))
    line = one_page(session, council, MET + timedelta(days=3)).parts[1].lines[0]

    while_held = climbed(session, council, 3, 14, 34, 40)
    after = climbed(session, council, 41, 43)

    assert (before, while_held, after) == (["owner"], [], ["owner", "chair"])
    assert line.ladder == (
        "Answered and signed. It can be told after 19 April 2026, when the pause before an "
        "election is over; nobody is written to until then."
    )
    assert pauses.paused_until(session, council.id, MET + timedelta(days=40)) is not None
    assert pauses.paused_until(session, council.id, MET + timedelta(days=41)) is None


def test_an_answer_that_nobody_signed_or_an_officer_gave_climbs_in_a_pause(
    session, council, member, officer, ask
):
    pauses.set_pause(session, council, officer, MET, MET + timedelta(days=40), noon(MET))
    reply = Reply(ResponseKind.WILL, "We will.", MET + timedelta(days=50))
    given = responses.record_response(session, council, member, ask.id, reply, noon(MET))
    given.signed_on = given.signed_by_id = None
    unsigned = climbed(session, council, 1)
    reply = Reply(ResponseKind.WILL, "We shall.", MET + timedelta(days=50))
    responses.record_response(session, council, officer, ask.id, reply, noon(MET))

    by_an_officer = climbed(session, council, 3)

    assert (unsigned, by_an_officer) == (["owner"], ["chair"])


def test_a_pause_that_is_ended_early_held_until_the_day_before(
    session, council, member, officer, ask
):
    pause = pauses.set_pause(session, council, officer, MET, MET + timedelta(days=40), noon(MET))
    reply = Reply(ResponseKind.WILL, "We will.", MET + timedelta(days=50))
    responses.record_response(session, council, member, ask.id, reply, noon(MET))

    pauses.end_pause(session, council, officer, pause.id, noon(MET + timedelta(days=10)))

    assert pauses.paused_until(session, council.id, MET + timedelta(days=10)) is None
    assert climbed(session, council, 10) == ["owner"]
    assert climbed(session, council, 13) == ["chair"]


@pytest.mark.parametrize(("begins", "ends"), [(-1, 5), (5, 4), (0, 56), (3, 9)])
def test_a_pause_is_no_way_to_stay_silent(session, council, officer, begins, ends):
    pauses.set_pause(
        session, council, officer, MET + timedelta(days=8), MET + timedelta(days=20), noon(MET)
    )

    with pytest.raises(BadInput):
        pauses.set_pause(
            session, council, officer,
            MET + timedelta(days=begins), MET + timedelta(days=ends), noon(MET),
        )  # fmt: skip
