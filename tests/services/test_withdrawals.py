from datetime import timedelta
from pathlib import Path

import pytest

from participation.core.clock import SetClock
from participation.core.errors import NotFound, Refused
from participation.core.keys import KeyFolder
from participation.domain.receipts import hash_receipt
from participation.models import Answer, Flag, Submission
from participation.models.database import Database
from participation.services import clearing, digests, flags, reading, withdrawals
from participation.services.submissions import submission_of_receipt
from tests.factories import a_consultation, a_council, a_meeting, an_account, say

WORDS = "zanzibar marmalade lighthouse"


def test_what_was_read_is_gone_at_once_and_to_the_last_byte(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    now = clock.now()
    with database.writing() as session:
        council = a_council(session)
        officer = an_account(session, council)
        consultation = a_consultation(session, council, now.date())
        receipt = str(say(session, keys, consultation, now, text=WORDS).receipt)
        while unread := reading.next_unread(session, council, keys.reading()):
            decision = clearing.Decision(WORDS, ())
            clearing.clear(session, council, officer, unread.answer_id, decision, now)
    database.forget_log()
    assert WORDS.encode() in _bytes(database) or database.engine.dialect.name == "postgresql"

    with database.writing() as session:
        done = withdrawals.take_back(session, keys.young(), receipt, now)
    database.forget_log()

    with database.reading() as session:
        assert done.to_read == 0
        assert session.query(Submission).count() == session.query(Answer).count() == 0
        assert submission_of_receipt(session, keys.young(), receipt) is None
    assert WORDS.encode() not in _bytes(database)


def _bytes(database: Database) -> bytes:
    if database.engine.dialect.name == "postgresql":
        return b""
    path = Path(database.engine.url.database or "")
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


def test_unread_words_are_read_for_safety_before_they_go(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    now = clock.now()
    with database.writing() as session:
        council = a_council(session)
        officer = an_account(session, council)
        consultation = a_consultation(session, council, now.date())
        receipt = str(say(session, keys, consultation, now, text=WORDS).receipt)

        done = withdrawals.take_back(session, keys.young(), receipt, now)
        first = reading.next_unread(session, council, keys.reading())
        args = (session, council, officer)
        flags.flag(*args, keys.reading(), first.answer_id, now)
        while unread := reading.next_unread(session, council, keys.reading()):
            clearing.clear(*args, unread.answer_id, clearing.Decision(WORDS, ()), now)

        assert done.to_read == 1
        assert first.taken_back
        assert session.query(Submission).count() == session.query(Answer).count() == 0
        flag = session.query(Flag).one()
        flags.see(*args, flag.id, now)
        assert flag.answer_id is None
        assert flags.words_of_flag(session, council, keys.reading(), flag.id) == WORDS


def test_words_that_went_to_a_meeting_cannot_be_taken_out(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    now = clock.now()
    with database.writing() as session:
        council = a_council(session)
        officer = an_account(session, council)
        consultation = a_consultation(session, council, now.date())
        receipt = str(say(session, keys, consultation, now, text="").receipt)
        meeting = a_meeting(session, council, now.date() + timedelta(weeks=4))
        until = withdrawals.take_back_until(session, council.id, now.date())
        digest = digests.build_digest(session, council, officer, meeting, [consultation], now)
        digests.send_digest(session, council, officer, digest, now)

        with pytest.raises(Refused, match="gone to the meeting"):
            withdrawals.take_back(session, keys.young(), receipt, now)

        assert until == meeting.papers_due_on
        assert submission_of_receipt(session, keys.young(), receipt) is not None


def test_an_unknown_receipt_takes_nothing_back(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    now = clock.now()
    with database.writing() as session:
        consultation = a_consultation(session, a_council(session), now.date())
        say(session, keys, consultation, now)

        with pytest.raises(NotFound):
            withdrawals.take_back(session, keys.young(), "five words of no receipt", now)

        assert session.query(Submission).count() == 1


def test_what_is_taken_back_is_listed_outside_the_database_before_it_is_committed(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    now = clock.now()
    young = keys.young()
    with database.writing() as session:
        consultation = a_consultation(session, a_council(session), now.date())
        kept, gone = (say(session, keys, consultation, now).receipt for _ in range(2))

    with pytest.raises(KeyboardInterrupt), database.writing() as session:
        withdrawals.take_back(session, young, str(gone), now)
        raise KeyboardInterrupt  # the machine stops between the list and the commit

    marks = young.withdrawn.marks()
    assert young.withdrawn.holds(hash_receipt(young.pepper, gone), marks)
    assert not young.withdrawn.holds(hash_receipt(young.pepper, kept), marks)
    with database.reading() as session:
        assert submission_of_receipt(session, young, str(gone)) is not None


def test_nothing_is_acknowledged_while_the_list_cannot_be_written(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    now = clock.now()
    young = keys.young()
    with database.writing() as session:
        consultation = a_consultation(session, a_council(session), now.date())
        receipt = str(say(session, keys, consultation, now).receipt)
    young.withdrawn.path.with_name("withdrawn.fresh").mkdir()

    with pytest.raises(OSError, match="directory"), database.writing() as session:
        withdrawals.take_back(session, young, receipt, now)

    with database.reading() as session:
        assert submission_of_receipt(session, young, receipt) is not None
