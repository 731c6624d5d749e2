from datetime import date

import pytest

from participation.core.clock import SetClock
from participation.core.errors import BadInput, NotFound
from participation.core.keys import KeyFolder
from participation.core.sealed import new_nonce, new_secret
from participation.models import Answer, Conversation, Job, Reading, Submission, Waiting
from participation.models.database import Database
from participation.services import conversations, submissions
from surveys import engine
from tests.factories import a_consultation, a_council, say


def _ready(database: Database, today: date) -> bytes:
    with database.writing() as session:
        link = a_consultation(session, a_council(session), today).link
        secret = conversations.begin(session, link, today).secret
        given = engine.Given("feel", ("sad",))
        conversations.reply(session, secret, given, today)
    return secret


def test_sending_keeps_the_week_and_no_finer_time(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session:
        consultation = a_consultation(session, a_council(session), clock.now().date())
        say(session, keys, consultation, clock.now())

    with database.reading() as session:
        assert session.query(Submission).one().week == "2026-W11"


def test_a_send_that_is_tried_again_shows_the_same_receipt_and_stores_once(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    secret, nonce = _ready(database, clock.now().date()), new_nonce()

    receipts = set()
    for _ in range(3):
        with database.writing() as session:
            sent = submissions.send(session, keys.young(), secret, nonce, clock.now())
            receipts.add(str(sent.receipt))

    with database.reading() as session:
        assert len(receipts) == 1
        assert session.query(Submission).count() == 1
        assert session.query(Conversation).count() == 0


def test_a_second_check_page_cannot_send_again(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    secret = _ready(database, clock.now().date())
    with database.writing() as session:
        submissions.send(session, keys.young(), secret, new_nonce(), clock.now())

    with database.writing() as session, pytest.raises(NotFound):
        submissions.send(session, keys.young(), secret, new_nonce(), clock.now())


def test_an_unknown_secret_stores_nothing(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session, pytest.raises(NotFound):
        submissions.send(session, keys.young(), new_secret(), new_nonce(), clock.now())


def test_nothing_answered_is_not_sent_and_not_lost(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    today = clock.now().date()
    with database.writing() as session:
        link = a_consultation(session, a_council(session), today).link
        secret = conversations.begin(session, link, today).secret

    with pytest.raises(BadInput, match="Answer one question"), database.writing() as session:
        submissions.send(session, keys.young(), secret, new_nonce(), clock.now())

    with database.reading() as session:
        assert conversations.exists(session, secret, today)


def test_words_wait_sealed_for_a_person(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session:
        consultation = a_consultation(session, a_council(session), clock.now().date())
        say(session, keys, consultation, clock.now(), text="My very own words")

    with database.reading() as session:
        written = session.query(Answer).filter(Answer.reading == Reading.UNREAD).all()
        assert written
        assert all(b"My very own" not in (answer.original or b"") for answer in written)
        assert all(answer.cleared is None for answer in written)
        assert session.query(Waiting).count() == len(written)


def test_a_worry_word_is_noticed_without_deciding_anything(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session:
        consultation = a_consultation(session, a_council(session), clock.now().date())
        sent = say(session, keys, consultation, clock.now(), text="he hurts me sometimes")

    with database.reading() as session:
        assert sent.worry
        assert {a.reading for a in session.query(Answer).filter(Answer.worry)} == {"unread"}


def test_the_job_row_names_the_consultation_and_only_the_hour(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    clock.moment = clock.moment.replace(minute=47, second=13)
    with database.writing() as session:
        consultation = a_consultation(session, a_council(session), clock.now().date())
        say(session, keys, consultation, clock.now())

    with database.reading() as session:
        job = session.query(Job).one()
        assert job.subject == str(consultation.id)
        assert (job.run_after.minute, job.run_after.second) == (0, 0)


def test_a_receipt_finds_its_submission_through_slips(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session:
        consultation = a_consultation(session, a_council(session), clock.now().date())
        receipt = str(say(session, keys, consultation, clock.now()).receipt)
    slipped = receipt.upper().replace(" ", " - ")

    with database.reading() as session:
        found = submissions.submission_of_receipt(session, keys.young(), slipped)
        other = submissions.submission_of_receipt(session, keys.young(), "not five words at all")
        assert found is not None
        assert other is None
