"""DELETE: what is not sent, and what was sent by its receipt; each asked once more."""

from datetime import timedelta

import pytest

from bots import words
from participation.domain.receipts import read_receipt
from participation.models import Answer, Conversation, Submission
from participation.services import digests
from participation.services.councils import council_named
from tests.bots.conftest import Somebody, text_of
from tests.factories import a_meeting, an_account


def count(talk, table) -> int:
    with talk.database.reading() as session:
        return session.query(table).count()


@pytest.fixture
def receipt(somebody: Somebody, consultation) -> str:
    """The five words of what somebody sent, one written answer among it."""
    return sent(somebody, consultation, "more wifi please")


def sent(somebody: Somebody, consultation, last: str) -> str:
    somebody.begins(consultation.link)
    for label in ("Happy", "The food", "Done", "Yes", "Yes"):
        somebody.presses(label)
    somebody.types(last)
    lines = text_of(somebody.presses("Send")).splitlines()
    return next(line for line in lines if len(line.split()) == 5 and read_receipt(line))


def test_what_is_not_sent_is_deleted_after_a_yes(somebody, talk, consultation):
    somebody.begins(consultation.link)
    somebody.presses("Sad")

    asked = somebody.types("DELETE").said[0]
    before = count(talk, Conversation)
    said = somebody.presses("Yes, delete it").said[0]

    assert asked.text == words.SURE
    assert (before, count(talk, Conversation)) == (1, 0)
    assert said.edit
    assert said.text.startswith(words.STOPPED)


def test_no_keeps_it_and_asks_on(somebody, talk, consultation):
    somebody.begins(consultation.link)
    somebody.presses("Sad")
    somebody.types("delete")

    kept = somebody.presses("No, keep it").said[0]

    assert kept.edit
    assert "2 of 6" in kept.text
    assert count(talk, Conversation) == 1


def test_what_was_sent_goes_after_its_words_and_a_yes(somebody, talk, receipt):
    prompt = somebody.types("delete").said[0]

    shown = somebody.types(receipt, replying_to=prompt.text)
    before = count(talk, Submission)
    done = somebody.presses("Yes, take them back").said[0]

    assert (prompt.waits, shown.delete) == (True, True)
    for told in ("Gone at once", "Read once first", "Not gone", "You can't undo it"):
        assert told in shown.said[0].text
    assert before == 1
    assert done.edit
    assert "has not been read yet" in done.text
    with talk.database.reading() as session:
        (answer,) = session.query(Answer)
        assert answer.question == "change"
    assert words.NO_SUCH_RECEIPT in text_of(somebody.types(f"/journey {receipt}"))


def test_the_path_offers_it_too_and_no_leads_back_to_the_path(somebody, talk, receipt):
    somebody.presses("Where are my words now?")

    asked = somebody.presses("Take my words back").said[0]
    kept = somebody.presses("No, keep them").said[0]

    assert asked.edit
    assert kept.edit
    assert "●○○○○○○ said" in kept.text
    assert count(talk, Submission) == 1


def test_the_words_after_the_command_are_enough(somebody, receipt):
    shown = somebody.types(f"/delete {receipt}")

    assert shown.delete
    assert "Take your words back?" in shown.said[0].text


def test_unknown_words_take_nothing_back(somebody, talk, receipt):
    for typed in ("/delete apple", f"/delete {receipt} and more"):
        said = somebody.types(typed)
        assert text_of(said) == words.NO_SUCH_RECEIPT
        assert said.delete
    somebody.taps("z:AAAA")
    somebody.taps("y:AAAA")

    assert count(talk, Submission) == 1


def test_a_second_tap_does_no_harm(somebody, talk, receipt):
    somebody.types(f"/delete {receipt}")
    yes = somebody.find("Yes, take them back").payload
    somebody.taps(yes)

    said = text_of(somebody.taps(yes))

    assert "We can't find those words" in said


def test_once_the_paper_has_gone_out_it_says_so(somebody, talk, consultation, clock):
    receipt = sent(somebody, consultation, "skip")
    with talk.database.writing() as session:
        council, now = council_named(session, "testshire"), clock.now()
        officer = an_account(session, council)
        meeting = a_meeting(session, council, now.date() + timedelta(weeks=4))
        digest = digests.build_digest(session, council, officer, meeting, [consultation], now)
        digests.send_digest(session, council, officer, digest, now)

    said = text_of(somebody.types(f"/delete {receipt}"))

    assert "can't be taken out any more" in said
    assert "0800 1111" in said


def test_the_words_go_from_the_chat_once_they_are_written_down(somebody, talk, receipt):
    emptied, said = (gone := somebody.presses("I have written them down")).said

    assert (emptied.edit, gone.delete) == (True, True)
    assert receipt not in emptied.text + said.text
    assert "/journey" in said.text
