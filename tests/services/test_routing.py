"""Where an ask goes beside its board: by theme, once, never an exempt one."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.errors import BadInput, NotFound
from participation.domain.policy import Role
from participation.models import Account, Consultation, Council, Digest, Job
from participation.services import bodies, digests, routing, yearly
from participation.services.champions import champion_of
from participation.services.councils import add_shipped_council, pack_of
from participation.services.meetings import plan_meeting
from participation.services.reports import report_of
from participation.services.routing_mail import body_mail
from tests.factories import a_consultation, an_account
from tests.services.test_ladder import noon

SENT = date(2026, 3, 2)


def a_paper(
    session: Session, name: str, board: str
) -> tuple[Council, Account, Consultation, Digest]:
    """Return a shipped council, its officer, what was asked, and a paper of it for the board."""
    council = add_shipped_council(session, name)
    officer = an_account(session, council, Role.OFFICER)
    home = a_consultation(session, council, SENT - timedelta(days=30))
    meeting = plan_meeting(session, council, board, SENT + timedelta(days=8), "")
    digest = digests.build_digest(session, council, officer, meeting, [home], noon(SENT), True)
    return council, officer, home, digest


def test_an_ask_goes_where_the_table_says_once_an_address_is_there(sqlite_database):
    with sqlite_database.writing() as session:
        council = add_shipped_council(session, "leicester")
        officer = an_account(session, council, Role.OFFICER)
        home = a_consultation(session, council, SENT - timedelta(days=30))
        group = plan_meeting(session, council, "executive-group", SENT + timedelta(days=8), "")
        now = noon(SENT)
        digest = digests.build_digest(session, council, officer, group, [home], now, True)
        new = digests.NewAsk(home.id, "leaving-care", "", "Show us the flats first.")
        ask = digests.put_ask(session, council, digest, new)
        with pytest.raises(BadInput, match="Send the digest first"):
            routing.send_on(session, council, officer, ask, "police", now)

        digests.send_digest(session, council, officer, digest, now)

        (housing,) = routing.routes_of(session, council, ask)
        assert (housing.body.code, housing.has_address, housing.told_on) == ("housing", False, None)
        bodies.set_address(session, council, officer, "housing", "homes@council.example", now)
        assert [routing.route_sent(session, council, now) for _ in range(2)] == [1, 0]
        bodies.set_address(session, council, officer, "police", "police@force.example", now)
        routing.send_on(session, council, officer, ask, "police", now)
        with pytest.raises(BadInput, match="already"):
            routing.send_on(session, council, officer, ask, "police", now)
        with pytest.raises(NotFound):
            routing.send_on(session, council, officer, ask, "pope", now)
        jobs = session.scalars(select(Job.subject).where(Job.kind == routing.TELL_BODY)).all()
        mail = body_mail(session, ask.id, "housing")
        assert sorted(jobs) == sorted([f"{ask.id}:housing", f"{ask.id}:police"])
        assert mail.to == "homes@council.example"
        assert "Show us the flats first." in mail.plain
        assert "Corporate Parenting Executive Group answers by 10 March 2026" in mail.plain


def test_a_member_champion_stands_by_an_ask_of_their_topic_and_in_the_paper(sqlite_database):
    with sqlite_database.writing() as session:
        council, _, home, digest = a_paper(session, "hampshire", "board")
        school = digests.NewAsk(home.id, "school-and-learning", "", "Tell us before we move.")
        wifi = digests.NewAsk(home.id, "wifi-and-phones", "", "Mend the wifi.")
        asks = [digests.put_ask(session, council, digest, new) for new in (school, wifi)]

        named = [champion_of(session, council, ask) for ask in asks]
        told = dict(report_of(session, council, digest).champions)

        assert named == ["the member champion for education", ""]
        shorts = {one.code: one.short for one in pack_of(council).pledge.promises}
        assert told[shorts["education"]] == "the member champion for education"
        assert told[shorts["health"]] == "the member champion for health"
        assert shorts["voice"] not in told


def test_the_yearly_paper_begins_with_what_went_to_meetings_in_the_year(sqlite_database):
    with sqlite_database.writing() as session:
        council, _, home, digest = a_paper(session, "hampshire", "board")
        digest.sent_on = SENT
        soon = plan_meeting(session, council, "safeguarding-board", date(2026, 11, 10), "")
        later = plan_meeting(session, council, "safeguarding-board", date(2027, 11, 9), "")
        assert "safeguarding protocol" in yearly.protocol_of(council, soon)
        assert yearly.of_the_year(session, council, soon) == [home.name]
        assert yearly.of_the_year(session, council, later) == []
        assert yearly.of_the_year(session, council, digest.meeting) == []


def test_who_receives_a_paper_next_is_recorded_with_its_day(sqlite_database):
    with sqlite_database.writing() as session:
        council, officer, _, digest = a_paper(session, "cambridgeshire", "committee")
        digest.sent_on = SENT

        with pytest.raises(BadInput):
            routing.pass_on(
                session, council, officer, digest, "Full Council",
                SENT + timedelta(days=2), noon(SENT + timedelta(days=1)),
            )  # fmt: skip
        routing.pass_on(session, council, officer, digest, "Full Council", SENT, noon(SENT))

        (reader,) = routing.next_readers(session, council, digest)
        assert (reader.body, reader.passed_on) == ("Full Council", SENT)
