"""Two people in the same moment: one takes words back, the other has just cleared them."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlalchemy import text

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.models import Answer, Submission
from participation.models.database import Database
from participation.services import clearing, reading, withdrawals
from participation.services.theming import SuggesterShelf
from participation.worker.bench import Bench
from participation.worker.loop import work_all
from participation.worker.mailer import NoMailer
from tests.factories import a_consultation, a_council, an_account, say

WORDS = "zanzibar marmalade lighthouse"


def wait_until_one_waits(database: Database) -> None:
    """Wait until one transaction waits for a row that another has changed."""
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    for _ in range(500):
        with database.reading() as session:
            if session.scalar(waiting):
                return
        time.sleep(0.02)
    raise AssertionError("nobody waits for anybody")


def test_words_that_were_cleared_while_they_were_taken_back_are_gone_after_the_next_work(
    postgresql_database: Database, keys: KeyFolder, clock: SetClock, tmp_path: Path
) -> None:
    database, now = postgresql_database, clock.now()
    with database.writing() as session:
        council = a_council(session)
        officer = an_account(session, council)
        consultation = a_consultation(session, council, now.date())
        receipt = str(say(session, keys, consultation, now, text=WORDS).receipt)

    def take_back() -> None:
        with database.writing() as session:
            withdrawals.take_back(session, keys.young(), receipt, now)

    with ThreadPoolExecutor() as doors:
        with database.writing() as session:
            unread = reading.next_unread(session, council, keys.reading())
            decision = clearing.Decision(WORDS, ())
            clearing.clear(session, council, officer, unread.answer_id, decision, now)
            taking = doors.submit(take_back)
            wait_until_one_waits(database)
        taking.result()
    shelf = SuggesterShelf(tmp_path)
    work_all(Bench(database, keys.reading(), shelf, NoMailer(), clock, ""))

    with database.reading() as session:
        assert session.query(Submission).count() == session.query(Answer).count() == 0
