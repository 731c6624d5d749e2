"""Mail on its day: reminders when people work, what is new at once, what was refused later on."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.core.ports import Mail
from participation.domain.policy import Role
from participation.models import Account, Council, Job, RungTold
from participation.models.database import Database
from participation.services import bodies, digests, exemption_mail, exemptions, jobs, ladder
from participation.services.exemptions import Proposal
from participation.services.ladder_mail import ladder_words
from participation.services.overdue import Late, LateLine, late_lines
from participation.services.theming import SuggesterShelf
from participation.worker.bench import Bench
from participation.worker.handlers import HANDLERS
from participation.worker.loop import work_all
from participation.worker.mailer import message_of
from tests.factories import a_consultation, a_council, a_meeting, a_sent_ask, an_account
from tests.fakes.post import Post

MET = date(2026, 3, 10)
SATURDAY = date(2026, 4, 4)
"""Easter Monday comes after it."""


@pytest.fixture
def bench(sqlite_database: Database, keys: KeyFolder, clock: SetClock, tmp_path: Path) -> Bench:
    shelf = SuggesterShelf(tmp_path)
    return Bench(sqlite_database, keys.reading(), shelf, Post(), clock, "https://staff.example")


def work_on(bench: Bench, council: Council, day: date) -> list[Mail]:
    """Return what was mailed on a day on which the worker looks round and works."""
    bench.clock.set_day(day)
    bench.mailer.mails.clear()
    with bench.database.writing() as session:
        ladder.climb(session, council, bench.clock.now())
        exemption_mail.plan_exempt_reminders(session, council, bench.clock.now())
    work_all(bench)
    return list(bench.mailer.mails)


def climbing(bench: Bench, council: Council, day: date) -> tuple[str, tuple[LateLine, ...]]:
    with bench.database.reading() as session:
        (one,) = ladder.climbs(session, council, day).values()
        late = late_lines(session, council, bench.clock.now())
        return ladder_words(one), tuple(line for line in late if line.what is Late.MAILS)


def test_a_rung_whose_mail_does_not_go_is_tried_until_it_does_and_only_then_told(
    bench: Bench,
) -> None:
    bench.clock.set_day(MET - timedelta(days=8))
    with bench.database.writing() as session:
        council = a_council(session)
        officer, member = an_account(session, council), an_account(session, council, Role.MEMBER)
        a_sent_ask(session, council, officer, MET, bench.clock.now())
    work_all(bench)
    bench.mailer.shut = True
    work_on(bench, council, MET + timedelta(days=1))
    with bench.database.writing() as session:
        session.query(Job).update({Job.tries: 10 * jobs.MOST_TRIES_TO_TELL})
    work_on(bench, council, MET + timedelta(days=3))
    refused = climbing(bench, council, MET + timedelta(days=3))
    for address, days in (("chair@c.example", 6), ("", 7)):
        # Set while the officers' mail waits, and taken off before any mail goes.
        with bench.database.writing() as session:
            bodies.set_address(session, council, officer, "chair", address, bench.clock.now())
        bench.mailer.shut = days == 6
        came = work_on(bench, council, MET + timedelta(days=days))

    again = work_on(bench, council, MET + timedelta(days=8))

    assert "Told so far" not in refused[0]
    assert "has not gone yet, and is tried until it does: " in refused[0]
    assert refused[1] == (LateLine(Late.MAILS, 2),)
    assert sorted(mail.to for mail in came) == sorted([member.email, officer.email])
    assert again == []
    words, unsent = climbing(bench, council, MET + timedelta(days=8))
    assert ("has not gone" in words, unsent) == (False, ())
    with bench.database.reading() as session:
        told = {row.rung: (row.reached_on, row.told_on) for row in session.query(RungTold)}
    assert told == {
        "owner": (MET + timedelta(days=1), MET + timedelta(days=7)),
        "chair": (MET + timedelta(days=3), MET + timedelta(days=7)),
    }


def test_a_reminder_waits_for_a_working_day_and_what_is_new_goes_at_once(bench: Bench) -> None:
    def done_on(moment: datetime) -> set[str]:
        with bench.database.writing() as session:
            while (job := jobs.lease_next(session, moment)) is not None:
                taken.add(job.kind)
                jobs.finish(session, job.id)
        return taken

    taken: set[str] = set()
    with bench.database.writing() as session:
        council = a_council(session)
        asked_at = datetime(2026, 4, 4, 9, tzinfo=UTC)
        for kind in HANDLERS:
            jobs.ask_for(session, council.id, kind, "about", asked_at)

    on_saturday = set(done_on(asked_at))
    late_on_monday = set(done_on(datetime(2026, 4, 6, 22, 59, tzinfo=UTC)))
    on_tuesday = set(done_on(datetime(2026, 4, 6, 23, 30, tzinfo=UTC)))  # 00:30 in summer time

    assert on_saturday == late_on_monday == set(HANDLERS) - jobs.REMINDS
    assert {"tell-safeguarding", "tell-contact", "tell-member"} <= on_saturday
    assert on_tuesday == set(HANDLERS)


def two_proposals(bench: Bench) -> tuple[Council, Account, list[UUID]]:
    """Return a council, its proper officer and the keys of two items that wait for them."""
    with bench.database.writing() as session:
        council, now = a_council(session), bench.clock.now()
        officer = an_account(session, council)
        decider = an_account(session, council, Role.PROPER_OFFICER)
        home = a_consultation(session, council, MET)
        meeting = a_meeting(session, council, date(2026, 5, 20))
        args = (session, council, officer, meeting, [home], now)
        digest = digests.build_digest(*args, although_unread=True)
        found = []
        for words in ("Mend the roof of Elm Lodge.", "Pay what Oak Ltd asks."):
            new = digests.NewAsk(home.id, "", "", words)
            ask = digests.put_ask(session, council, digest, new)
            kept = Proposal(ask.id, "A private matter", 3, "It would harm somebody.")
            found.append(exemptions.propose(session, council, officer, digest, kept, now).id)
    return council, decider, found


def test_the_proper_officer_is_told_at_once_and_reminded_until_all_is_decided(
    bench: Bench,
) -> None:
    bench.clock.set_day(SATURDAY)
    council, decider, items = two_proposals(bench)

    (at_once,) = work_on(bench, council, SATURDAY)
    on_tuesday = work_on(bench, council, date(2026, 4, 7))
    bench.mailer.shut = True
    for day in (8, 10):
        work_on(bench, council, date(2026, 4, day))
    bench.mailer.shut = False
    (refused,) = work_on(bench, council, date(2026, 4, 13))
    with bench.database.writing() as session:
        for item in items:
            exemptions.decide(session, council, decider, item, True, "", bench.clock.now())
    decided = work_on(bench, council, date(2026, 4, 20))

    assert at_once.to == decider.email
    assert at_once.plain.startswith("2 items wait for you to decide whether the public may read")
    assert "20 May 2026" in at_once.plain
    assert "https://staff.example/exempt" in at_once.plain
    told = (at_once.subject + at_once.plain + at_once.html).lower()
    assert not any(word in told for word in ("roof", "elm", "oak", "private", "harm", "paragraph"))
    assert on_tuesday == decided == []
    assert message_of(refused, "a@b")["Message-ID"] != message_of(at_once, "a@b")["Message-ID"]
