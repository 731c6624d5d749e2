"""Sending from chat: exactly what was shown, exactly once; and looking again."""

import hashlib
import re

import pytest

from bots import words
from participation.domain.receipts import read_receipt
from participation.domain.responses import Reply, ResponseKind, Verdict
from participation.models import Answer, Reaction, Submission
from tests.bots.conftest import Somebody, text_of
from tests.web.young.answered import a_story


@pytest.fixture
def ready(somebody, consultation) -> Somebody:
    """Somebody at the end of the questions."""
    somebody.begins(consultation.link)
    for label in ("Happy", "The food", "Done", "Yes", "Yes"):
        somebody.presses(label)
    somebody.types("more wifi please")
    return somebody


def submissions(talk) -> int:
    with talk.database.reading() as session:
        return session.query(Submission).count()


@pytest.fixture
def scrypts(monkeypatch) -> list[str]:
    """One entry for each time that a receipt's slow hash is made."""
    made: list[str] = []

    def counted(*given, **settings):
        made.append("scrypt")
        return scrypt(*given, **settings)

    scrypt = hashlib.scrypt
    monkeypatch.setattr(hashlib, "scrypt", counted)
    return made


def receipt_in(text: str) -> str:
    found = next(
        line for line in text.splitlines() if len(line.split()) == 5 and read_receipt(line)
    )
    return found


def test_sending_gives_five_words_who_reads_and_by_when(ready, talk):
    folded, receipt = ready.presses("Send").said

    assert (folded.text, folded.edit) == ("Sent.", True)
    assert read_receipt(receipt_in(receipt.text)) is not None
    assert "●○○○○○○ said" in receipt.text
    assert "Nadia or Tom reads it by 18 March 2026" in receipt.text
    assert submissions(talk) == 1


def test_words_are_shown_only_when_ticked(ready, talk):
    ticked = ready.presses("show my words").said[0]
    ready.presses("Send")

    with talk.database.reading() as session:
        allowed = {one.question: one.may_show for one in session.query(Answer)}

    assert ticked.edit
    assert ticked.rows[0][0].label == "☑ You may show my words: 5"
    assert allowed["change"] is True
    assert set(allowed.values()) == {True, False}


def test_words_that_nobody_ticked_are_not_shown(ready, talk):
    ready.presses("Send")

    with talk.database.reading() as session:
        assert {one.may_show for one in session.query(Answer)} == {False}


def test_a_second_tap_shows_the_same_receipt_and_stores_once(ready, talk, consultation):
    send = ready.find("Send").payload
    first = receipt_in(text_of(ready.taps(send)))

    second = receipt_in(text_of(ready.taps(send)))
    ready.begins(consultation.link)
    third = receipt_in(text_of(ready.taps(send)))

    assert first == second == third
    assert submissions(talk) == 1
    assert "1 of 5" in text_of(ready.taps("c"))


def test_an_older_send_never_sends_what_came_after_it(ready, talk):
    old = ready.find("Send").payload
    ready.presses("Change 1")
    ready.presses("Very sad")

    said = text_of(ready.taps(old))

    assert submissions(talk) == 0
    assert said.startswith("You said more after that button")
    assert "Got it" in text_of(ready.presses("Send"))


def test_a_send_from_before_stop_sends_nothing_of_what_was_begun_after(ready, talk, consultation):
    old = ready.find("Send").payload
    ready.types("/stop")
    ready.begins(consultation.link)
    ready.presses("Sad")

    said = text_of(ready.taps(old))

    assert submissions(talk) == 0
    assert "→ Sad" in said


def test_the_same_answers_twice_are_two_submissions(talk, consultation):
    receipts = set()
    for _ in range(2):
        somebody = Somebody(talk)
        somebody.begins(consultation.link)
        somebody.presses("Happy")
        # The whole walk by leaving the rest out.
        for _ in range(4):
            somebody.presses("I don't want to say")
        receipts.add(receipt_in(text_of(somebody.presses("Send"))))

    assert len(receipts) == 2
    assert submissions(talk) == 2


def test_typing_send_shows_the_button(ready, talk):
    said = ready.types("send").said[0]

    assert said.text.startswith(words.SEND_BY_BUTTON)
    assert submissions(talk) == 0


def test_nothing_answered_is_not_sent(somebody, talk, consultation):
    somebody.begins(consultation.link)
    for _ in range(5):
        somebody.presses("I don't want to say")

    said = text_of(somebody.presses("Send"))

    assert "Answer one question first" in said
    assert submissions(talk) == 0


def test_the_journey_is_found_by_typed_words_which_are_taken_away(ready, scrypts):
    receipt = receipt_in(text_of(ready.presses("Send")))

    prompt = ready.types("/journey")
    scrypts.clear()
    told = ready.types(receipt, replying_to=prompt.said[0].text)
    bare = ready.types(receipt.upper().replace(" ", ", "))
    at_once = ready.types(f"/journey {receipt}")

    assert prompt.said[0].waits
    assert len(scrypts) == 3
    for replies in (told, bare, at_once):
        assert replies.delete
        assert "●○○○○○○ said" in replies.said[0].text
        assert receipt not in text_of(replies)


def test_unknown_and_malformed_words_get_the_same_reply(somebody, consultation, scrypts):
    replies = [
        somebody.types(f"/journey {typed}")
        for typed in ("apple banana", "bounce lentil baking terrace kestrel", "1" * 400)
    ]

    assert {text_of(one) for one in replies} == {words.NO_SUCH_RECEIPT}
    assert len(scrypts) == 3
    assert all(one.delete for one in replies)


def test_a_receipt_typed_in_the_middle_of_a_survey_is_never_an_answer(ready, consultation):
    receipt = receipt_in(text_of(ready.presses("Send")))
    ready.begins(consultation.link)

    told = ready.types(receipt)

    assert told.delete
    assert "●○○○○○○ said" in told.said[0].text
    assert "1 of 5" in text_of(ready.presses("Carry on"))


def test_five_list_words_that_are_no_receipt_may_be_an_answer(somebody, talk, consultation):
    somebody.begins(consultation.link)
    for label in ("Happy", "The food", "Done", "Yes", "Yes"):
        somebody.presses(label)

    somebody.types("bounce lentil baking terrace kestrel")

    assert "→ bounce lentil baking terrace kestrel" in somebody.last.text


def test_a_journey_button_of_another_chat_opens_nothing(ready, talk):
    ready.presses("Send")
    button = ready.find("Where are my words").payload

    said = text_of(Somebody(talk, chat="telegram:7002").taps(button))

    assert said.startswith(words.OLD_BUTTON)
    assert "●" not in said


def test_no_button_holds_the_receipt(ready):
    receipt = receipt_in(text_of(ready.presses("Send")))
    ready.presses("Where are my words")

    carried = " ".join(one.payload for said in ready.seen for row in said.rows for one in row)

    assert not any(re.search(rf"\b{word}\b", carried) for word in receipt.split())


def test_a_verdict_needs_a_published_answer(ready, talk, keys, clock, consultation, scrypts):
    ready.presses("Send")
    sealed = ready.find("Where are my words").payload.split(":")[1]
    early = text_of(ready.taps(f"v:{sealed}:00000000:0"))
    did = Reply(ResponseKind.DID, "Done.", shown_by="A router.")
    with talk.database.writing() as session:
        a_story(session, keys, clock, consultation.link, did)
    ready.presses("Where are my words")
    scrypts.clear()

    ready.presses("It helped")

    assert early.startswith(words.OLD_BUTTON)
    assert len(scrypts) == 1
    assert "✓ It helped" in [one.label for row in ready.last.rows for one in row]
    with talk.database.reading() as session:
        assert [row.verdict for row in session.query(Reaction)] == [Verdict.HELPED]


def test_an_empty_wall_says_so(somebody):
    assert words.NO_WALL in text_of(somebody.types("/wall"))
