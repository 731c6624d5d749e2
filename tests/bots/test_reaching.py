"""A request to be reached, in a conversation of its own: sealed, and taken out of the chat."""

import pytest
from sqlalchemy import select

from bots import words
from bots.adapter import Kind
from participation.domain.policy import Role
from participation.domain.receipts import read_receipt
from participation.models import Chat, Conversation
from participation.models.vault import ContactRequest
from participation.services import contacts
from participation.services.councils import council_named
from tests.bots.conftest import ADDRESS, Somebody, text_of
from tests.factories import an_account

LEAD, DEPUTY = "five quiet otters cross", "a deputy likes long words"


@pytest.fixture
def reachable(talk, clock):
    """The council has two safeguarding leads and a key."""
    with talk.database.writing() as session:
        council = council_named(session, "testshire")
        people = [an_account(session, council, Role.SAFEGUARDING, name) for name in ("a", "b")]
        passphrases = dict(zip([one.id for one in people], (LEAD, DEPUTY), strict=True))
        contacts.make_key(session, council, passphrases)
        return people[0]


def rows(talk, table) -> int:
    with talk.database.reading() as session:
        return len(session.scalars(select(table)).all())


def opened_by(talk, keys, clock, lead):
    with talk.database.writing() as session:
        council = council_named(session, "testshire")
        request_id = session.scalars(select(ContactRequest.id)).one()
        args = (session, council, lead, keys.reading(), request_id, LEAD, "Somebody asked.")
        return contacts.open_request(*args, clock.now())


def filled_in(somebody: Somebody) -> None:
    somebody.types("help")
    somebody.presses("Ask someone to reach you")
    somebody.types("Sam")
    somebody.types("text 07700 900123")
    somebody.types("it is about home")
    somebody.presses("Leave this out")


def five_words(somebody: Somebody) -> str:
    lines = [line for said in somebody.seen for line in said.text.splitlines()]
    return next(line for line in reversed(lines) if len(line.split()) == 5 and read_receipt(line))


def test_without_a_safeguarding_key_it_is_not_offered(somebody, consultation):
    said = somebody.types("help").said[0]

    assert said.rows == ()
    assert "form is closed" in text_of(somebody.taps("r:testshire"))


def test_it_says_first_who_opens_it_and_who_else_can_read(somebody, reachable):
    somebody.types("help")

    first, asks = somebody.presses("Ask someone to reach you").said

    for told in ("You don't have to", "second person checks", "0800 1111", "Telegram can read"):
        assert told in first.text
    assert f"{ADDRESS}/contact/testshire" in first.text
    assert asks.text == "What should we call you?"


def test_it_is_sealed_to_the_leads_and_every_typed_word_is_taken_away(
    somebody, talk, keys, clock, reachable
):
    somebody.types("help")
    somebody.presses("Ask someone to reach you")

    taken = [somebody.types(text) for text in ("Sam", "text 07700 900123", "it is about home")]
    somebody.presses("Leave this out")
    shown = somebody.last.text
    sent = somebody.presses("Send it, sealed")

    assert all(one.delete for one in taken)
    assert "Sam" in shown
    assert "Got it. Thank you for trusting us." in text_of(sent)
    assert rows(talk, Chat) == 0
    opened = opened_by(talk, keys, clock, reachable)
    assert (opened.name, opened.how, opened.words) == (
        "Sam", "text 07700 900123", "it is about home",
    )  # fmt: skip


def test_a_second_tap_on_send_asks_once_and_gives_the_same_words(somebody, talk, reachable):
    filled_in(somebody)
    send = somebody.find("Send it, sealed").payload
    somebody.taps(send)
    first = five_words(somebody)

    somebody.taps(send)

    assert five_words(somebody) == first
    assert rows(talk, ContactRequest) == 1


def test_what_is_sent_can_be_looked_up_and_taken_back(somebody, talk, reachable):
    filled_in(somebody)
    somebody.presses("Send it, sealed")

    looked = somebody.types(five_words(somebody))
    gone = somebody.presses("Take it back").said[0]

    assert looked.delete
    assert "Not opened yet" in looked.said[0].text
    assert gone.edit
    assert "It is gone" in gone.text
    assert rows(talk, ContactRequest) == 0


def test_the_survey_waits_and_goes_on_after_it(somebody, talk, reachable, consultation):
    somebody.begins(consultation.link)
    somebody.presses("Sad")
    filled_in(somebody)

    after = somebody.presses("Send it, sealed")

    assert "2 of 6" in text_of(after)
    with talk.database.reading() as session:
        assert session.query(Conversation).count() == 1


def test_going_on_with_the_survey_leaves_it_and_says_so(somebody, talk, reachable, consultation):
    somebody.begins(consultation.link)
    old = somebody.last.rows[0][0].payload
    somebody.types("help")
    somebody.presses("Ask someone to reach you")

    named = text_of(somebody.types("very sad"))
    tapped = text_of(somebody.taps(old))
    typed = text_of(somebody.types("the food"))

    assert "How can we reach you?" in named
    assert tapped.startswith(words.NOT_ASKED)
    assert "2 of" in tapped
    assert "3 of" in typed
    assert rows(talk, Chat) == 0


def test_what_is_not_typed_there_is_asked_for_again(somebody, reachable):
    somebody.types("help")
    somebody.presses("Ask someone to reach you")

    for kind in (Kind.OTHER, Kind.EDITED, Kind.FORWARDED):
        said = text_of(somebody.types("Sam", kind))

        assert said.startswith(words.NOT_TEXT[kind])
        assert "What should we call you?" in said


def test_too_long_empty_or_unknown_is_told_and_nothing_kept(somebody, reachable):
    somebody.types("help")
    somebody.presses("Ask someone to reach you")

    said = [text_of(somebody.types(text)) for text in ("\u200b", "x" * 2001)]
    for text in ("Sam", "ring me", "please"):
        somebody.types(text)
    said.append(text_of(somebody.types("no such words of mine")))

    assert "We need what to call you" in said[0]
    assert "too long" in said[1]
    assert "can't find those five words" in said[2]


def test_back_asks_the_one_before_and_stop_forgets_it_all(somebody, talk, reachable):
    somebody.types("help")
    somebody.presses("Ask someone to reach you")
    somebody.types("Sam")

    back = text_of(somebody.types("back"))
    stopped = text_of(somebody.types("stop"))

    assert back == "What should we call you?"
    assert stopped.startswith(words.STOPPED)
    assert rows(talk, Chat) == 0


def test_leaving_it_says_that_nobody_was_asked(somebody, talk, reachable):
    somebody.types("help")
    somebody.presses("Ask someone to reach you")
    somebody.types("Sam")

    said = text_of(somebody.presses("Leave it"))

    assert said.startswith(words.NOT_ASKED)
    assert rows(talk, ContactRequest) == rows(talk, Chat) == 0


OLD = ("f", "f:s", "f:s:AAAA:testshire", "f:k:9", "f:x", "f:p", "f:z", "u", "u:AAAA", "r")


def test_a_button_from_before_changes_nothing(somebody, talk, reachable):
    for payload in OLD:
        said = text_of(somebody.taps(payload))

        assert said
        assert words.BROKEN not in said
        assert rows(talk, ContactRequest) == rows(talk, Chat) == 0
