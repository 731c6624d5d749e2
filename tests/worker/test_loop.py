from datetime import timedelta
from pathlib import Path

import pytest

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.domain.policy import Role
from participation.models import Answer, Conversation, Job, Suggestion
from participation.models.database import Database
from participation.services import clearing, conversations, digests, flags, jobs, reading
from participation.services.theming import SuggesterShelf
from participation.worker.bench import Bench
from participation.worker.handlers import HANDLERS
from participation.worker.loop import ask_for_tidying, work_all, work_once
from tests.factories import a_consultation, a_council, a_meeting, an_account, say
from tests.fakes.post import Post


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def bench(
    database: Database, keys: KeyFolder, clock: SetClock, tmp_path: Path, post: Post
) -> Bench:
    shelf = SuggesterShelf(tmp_path / "models")
    return Bench(database, keys.reading(), shelf, post, clock, "http://staff.example")


def test_what_was_sent_gets_suggestions_with_the_texts_own_phrases(
    bench: Bench, keys: KeyFolder
) -> None:
    with bench.database.writing() as session:
        council = a_council(session)
        consultation = a_consultation(session, council, bench.clock.now().date())
        say(
            session, keys, consultation, bench.clock.now(), text="the wifi is too slow for homework"
        )

    work_all(bench)

    with bench.database.reading() as session:
        unread = reading.next_unread(session, council, bench.keys)
        assert session.query(Suggestion).count() > 0
        assert unread.proposals[0].code == "wifi-and-phones"
        assert all(phrase in unread.original for phrase in unread.proposals[0].phrases)
        assert all(b"wifi" not in (answer.reasons or b"") for answer in session.query(Answer))
        assert session.query(Job).count() == 0


def test_each_member_is_told_once_of_a_digest_and_nothing_is_quoted(
    bench: Bench, keys: KeyFolder, post: Post
) -> None:
    now = bench.clock.now()
    with bench.database.writing() as session:
        council = a_council(session)
        officer = an_account(session, council)
        for handle in ("one", "two"):
            an_account(session, council, Role.MEMBER, handle)
        an_account(session, a_council(session, "othershire"), Role.MEMBER)
        consultation = a_consultation(session, council, now.date())
        for _ in range(24):
            say(session, keys, consultation, now, text="words only I would write")
        while unread := reading.next_unread(session, council, bench.keys):
            decision = clearing.Decision(unread.masked, ("money",))
            clearing.clear(session, council, officer, unread.answer_id, decision, now)
        meeting = a_meeting(session, council, now.date() + timedelta(weeks=4))
        digest = digests.build_digest(session, council, officer, meeting, [consultation], now)
        digests.send_digest(session, council, officer, digest, now)
    post.shut = True
    work_all(bench)
    post.shut = False
    bench.clock.moment += timedelta(hours=1)

    work_all(bench)

    assert sorted(mail.to for mail in post.mails) == [
        "one@testshire.example",
        "two@testshire.example",
    ]
    assert all("only I would write" not in mail.plain + mail.html for mail in post.mails)
    assert all(f"/digests/{digest.id}" in mail.plain for mail in post.mails)


def test_an_alert_says_only_that_one_item_needs_review(
    bench: Bench, keys: KeyFolder, post: Post
) -> None:
    now = bench.clock.now()
    with bench.database.writing() as session:
        council = a_council(session)
        officer = an_account(session, council)
        an_account(session, council, Role.SAFEGUARDING)
        consultation = a_consultation(session, council, now.date())
        say(session, keys, consultation, now, text="he hurts me at night")
        unread = reading.next_unread(session, council, bench.keys)
        flags.flag(session, council, officer, bench.keys, unread.answer_id, now)

    work_all(bench)

    assert [mail.to for mail in post.mails] == ["safeguarding-lead@testshire.example"]
    assert "hurts" not in post.mails[0].plain + post.mails[0].html
    assert "Where I live" not in post.mails[0].plain + post.mails[0].html


def test_work_that_is_dropped_half_way_is_taken_up_again(bench: Bench) -> None:
    with bench.database.writing() as session:
        council = a_council(session)
        jobs.ask_for(session, council.id, "tidy", "night", bench.clock.now())
    with bench.database.writing() as session:
        dropped = jobs.lease_next(session, bench.clock.now())
        held = jobs.lease_next(session, bench.clock.now())
    bench.clock.moment += jobs.LEASE + timedelta(seconds=1)

    with bench.database.writing() as session:
        again = jobs.lease_next(session, bench.clock.now())

    assert held is None
    assert again == dropped


def test_work_that_keeps_failing_stays_for_a_person(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("words that must not be logged")

    monkeypatch.setitem(HANDLERS, "tidy", fail)
    with bench.database.writing() as session:
        council = a_council(session)
        jobs.ask_for(session, council.id, "tidy", "night", bench.clock.now())

    for _ in range(jobs.MOST_TRIES + 5):
        work_once(bench)
        bench.clock.moment += timedelta(hours=2)

    with bench.database.writing() as session:
        job = session.query(Job).one()
        assert (job.tries, job.gave_up) == (jobs.MOST_TRIES, True)
        jobs.ask_for(session, job.council_id, "tidy", "night", bench.clock.now())
        assert jobs.lease_next(session, bench.clock.now()) is not None


def test_the_night_forgets_what_is_past_its_time(bench: Bench, keys: KeyFolder) -> None:
    now = bench.clock.now()
    with bench.database.writing() as session:
        council = a_council(session)
        officer = an_account(session, council)
        consultation = a_consultation(session, council, now.date())
        conversations.begin(session, consultation.link, now.date())
        say(session, keys, consultation, now)
        unread = reading.next_unread(session, council, bench.keys)
        decision = clearing.Decision("cleared words", ())
        clearing.clear(session, council, officer, unread.answer_id, decision, now)
    bench.clock.moment += timedelta(days=60)

    ask_for_tidying(bench, None)
    work_all(bench)

    with bench.database.reading() as session:
        answer = session.get(Answer, unread.answer_id)
        assert (answer.cleared, answer.original) == ("cleared words", None)
        assert session.query(Conversation).count() == 0
