"""What a chat needs beyond a page: a secret from its name, and buttons that tell the truth."""

import pytest

from participation.core.errors import Changed, NotFound, Refused
from participation.core.keys import KeyFolder
from participation.core.sealed import NONCE_BYTES, SECRET_BYTES, new_nonce, new_secret
from participation.domain.receipts import make_receipt
from participation.models import Submission
from participation.services import chats, conversations
from surveys import engine
from tests.factories import a_consultation, a_council

KEY, SECRET = b"k" * 32, b"s" * SECRET_BYTES


@pytest.fixture
def link(database, clock) -> str:
    """The link of something that one council asks, with another council beside it."""
    with database.writing() as session:
        a_consultation(session, a_council(session, "othershire"), clock.now().date())
        return a_consultation(session, a_council(session), clock.now().date()).link


def begun(session, clock, link, secret=SECRET) -> conversations.Turn:
    today = clock.now().date()
    conversations.begin(session, link, today, secret=secret)
    return conversations.reply(session, secret, engine.Given("feel", ("sad",)), today)


def test_a_chat_has_one_secret_and_shares_it_with_no_other():
    secret = chats.chat_secret(KEY, "telegram:7001")

    assert len(secret) == SECRET_BYTES
    assert secret == chats.chat_secret(KEY, "telegram:7001")
    others = {
        chats.chat_secret(KEY, "telegram:7002"),
        chats.chat_secret(b"o" * 32, "telegram:7001"),
    }
    assert secret not in others


def test_only_councils_that_turned_chat_on_are_offered(database, clock, link):
    today = clock.now().date()

    with database.reading() as session:
        offered = chats.offered_now(session, ["testshire"], today)
        assert [one.council.name for one in offered] == ["testshire"]
        assert chats.offered_now(session, [], today) == []
        assert chats.offered_at(session, ["testshire"], link, today).consultation.link == link
        with pytest.raises(Refused, match="isn't asked in chat"):
            chats.offered_at(session, ["othershire"], link, today)


def test_what_takes_a_code_is_left_to_the_web(database, clock):
    today = clock.now().date()
    with database.writing() as session:
        link = a_consultation(session, a_council(session), today, by_invite=True).link

    with database.reading() as session:
        assert chats.offered_now(session, ["testshire"], today) == []
        with pytest.raises(Refused, match="code from your card"):
            chats.offered_at(session, ["testshire"], link, today)


def test_a_nonce_sends_what_it_showed_once(database, keys: KeyFolder, clock, link):
    with database.writing() as session:
        nonce = chats.nonce_showing(SECRET, begun(session, clock, link).state)
        args = (session, keys.young(), SECRET, nonce, clock.now())
        first = chats.send_shown(*args)
        again = chats.send_shown(*args)
        begun(session, clock, link)
        later = chats.send_shown(*args)

        assert len(nonce) == NONCE_BYTES
        assert first.receipt == again.receipt == later.receipt
        assert session.query(Submission).count() == 1


def test_a_nonce_of_other_answers_sends_nothing(database, keys: KeyFolder, clock, link):
    today = clock.now().date()
    with database.writing() as session:
        nonce = chats.nonce_showing(SECRET, begun(session, clock, link).state)
        given = engine.Given("feel", ("very-happy",))
        conversations.reply(session, SECRET, given, today)

        for wrong in (nonce, new_nonce(), b"", nonce[:-1]):
            with pytest.raises(Changed):
                chats.send_shown(session, keys.young(), SECRET, wrong, clock.now())

        assert session.query(Submission).count() == 0


def test_a_nonce_with_nothing_kept_is_told(database, keys: KeyFolder, clock):
    with database.writing() as session, pytest.raises(NotFound):
        chats.send_shown(session, keys.young(), SECRET, new_nonce(), clock.now())


def test_a_sealed_receipt_opens_in_its_own_chat_alone():
    receipt = make_receipt(KEY, SECRET, new_nonce())
    sealed = chats.seal_receipt(SECRET, receipt)

    assert chats.open_receipt(SECRET, sealed) == receipt
    assert chats.open_receipt(new_secret(), sealed) is None
    assert sealed != chats.seal_receipt(SECRET, receipt)
    for broken in (b"", sealed[:-1], sealed + b"x", bytes(len(sealed))):
        assert chats.open_receipt(SECRET, broken) is None
