from bots.ahead import Ahead
from bots.talk import Talk
from bots.telegram import TELEGRAM
from bots.visit import Scope
from participation.core.sealed import new_nonce
from participation.domain.receipts import make_receipt, unlock
from participation.models import Submission
from tests.bots.conftest import ADDRESS, Somebody

PEPPER = bytes(32)


def test_what_was_made_ahead_is_handed_out_once_to_its_own_chat():
    ahead, nonce, newer = Ahead(most=1), new_nonce(), new_nonce()
    ahead.begin(PEPPER, b"one", nonce)
    made = ahead.take(b"one", nonce)
    again = ahead.take(b"one", nonce)
    ahead.begin(PEPPER, b"two", nonce)
    older = ahead.take(b"two", newer)
    ahead.begin(PEPPER, b"three", nonce)
    ahead.begin(PEPPER, b"four", nonce)
    pushed_out = ahead.take(b"three", nonce)
    ahead.close()

    assert made in (None, unlock(PEPPER, make_receipt(PEPPER, b"one", nonce)))
    assert (again, older, pushed_out) == (None, None, None)


def test_a_receipt_made_ahead_opens_what_was_sent(talk, consultation):
    scope, ahead = Scope(TELEGRAM, ("testshire",), ADDRESS), Ahead()
    hasty = Somebody(Talk(talk.database, talk.keys, talk.chat_key, talk.clock, scope, ahead))
    hasty.begins(consultation.link)
    hasty.presses("Happy")
    for _ in range(4):
        hasty.presses("I don't want to say")
    hasty.presses("Send")
    ahead.close()

    shown = hasty.presses("Where are my words now?").said[0]

    assert "You said it, this week" in shown.text
    with talk.database.reading() as session:
        assert session.query(Submission).count() == 1
