"""Told when there is an answer: everybody the same, nothing that leads to an answer, until STOP."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from bots.acts import Act
from bots.upkeep import Upkeep
from participation.core.chat_keys import ChatKeys
from participation.domain.responses import Reply, ResponseKind
from participation.models import Account, Ask, ChatMessage, Consultation
from participation.services import chat_messages, digests, responses
from participation.services.councils import council_named
from tests.bots.conftest import ADDRESS, Somebody, text_of
from tests.factories import a_meeting, an_account


@pytest.fixture
def upkeep(talk, clock) -> Upkeep:
    return Upkeep(talk.database, ChatKeys(talk.chat_key), clock, ADDRESS)


@pytest.fixture
def ask(talk, clock, consultation) -> Ask:
    """An ask of the consultation, put to the board."""
    with talk.database.writing() as session:
        council, by = staff(session)
        meeting = a_meeting(session, council, clock.now().date() + timedelta(weeks=4))
        mine = session.get_one(Consultation, consultation.id)
        digest = digests.build_digest(session, council, by, meeting, [mine], clock.now())
        new = digests.NewAsk(mine.id, "wifi-and-phones", "", "Mend the wifi.")
        put = digests.put_ask(session, council, digest, new)
        digests.send_digest(session, council, by, digest, clock.now())
    return put


def staff(session):
    council = council_named(session, "testshire")
    known = session.scalar(select(Account).where(Account.council_id == council.id))
    return council, known or an_account(session, council)


def publish(talk, clock, ask, kind: ResponseKind, **more) -> None:
    with talk.database.writing() as session:
        council, by = staff(session)
        reply = Reply(kind, "So it is.", **more)
        given = responses.record_response(session, council, by, ask.id, reply, clock.now())
        responses.publish_response(session, council, by, given.id, "So it is.", clock.now())


def sent(talk) -> list[Act]:
    """Return what waits to be sent, and take it away."""
    keys = ChatKeys(talk.chat_key)
    with talk.database.writing() as session:
        rows = session.scalars(select(ChatMessage)).all()
        acts = [Act.read(keys.open_message(row.sealed)) for row in rows]
        for row in rows:
            chat_messages.taken(session, row.id)
    return sorted(acts, key=lambda act: act.chat)


def subscribed(talk, link, chat="telegram:7001") -> Somebody:
    somebody = Somebody(talk, chat)
    somebody.begins(link)
    somebody.presses("Happy")
    for _ in range(4):
        somebody.presses("I don't want to say")
    somebody.presses("Send")
    somebody.presses("Tell me when")
    return somebody


def rows_of(database) -> list[tuple[object, ...]]:
    with database.reading() as session:
        return [tuple(row) for row in session.execute(text("SELECT * FROM subscription"))]


def test_everybody_who_asked_is_told_the_same_once(talk, clock, upkeep, consultation, ask):
    subscribed(talk, consultation.link)
    subscribed(talk, consultation.link, "telegram:7002").presses("Tell me when")
    publish(talk, clock, ask, ResponseKind.DID, shown_by="A test")

    upkeep(set(), set())
    first = sent(talk)
    upkeep(set(), set())

    assert [act.chat for act in first] == ["telegram:7001", "telegram:7002"]
    assert len({act.said for act in first}) == 1
    assert first[0].said.text.startswith(f"There is an answer to “{consultation.title}”")
    assert f"{ADDRESS}/wall/testshire" in first[0].said.text
    assert sent(talk) == []


def test_a_row_tells_no_chat_and_no_two_rows_the_same_one(talk, consultation):
    subscribed(talk, consultation.link)

    (row,) = rows_of(talk.database)

    shown = repr([bytes(one) if isinstance(one, memoryview) else one for one in row])
    assert "7001" not in shown
    assert len(row) == 5


def test_stop_forgets_it_at_once(talk, clock, upkeep, consultation, ask):
    for number, how in enumerate(("/stop", "stop", "STOP"), 7003):
        subscribed(talk, consultation.link, f"telegram:{number}").types(how)
    subscribed(talk, consultation.link, "telegram:7002")

    publish(talk, clock, ask, ResponseKind.CANNOT, challenge="Ask an advocate.")
    upkeep(set(), set())

    assert [act.chat for act in sent(talk)] == ["telegram:7002"]


def test_four_weeks_after_the_promised_day_they_are_asked_if_it_changed(
    talk, clock, upkeep, consultation, ask
):
    subscribed(talk, consultation.link)
    promised = clock.now().date() + timedelta(days=60)
    publish(talk, clock, ask, ResponseKind.WILL, due=promised)
    upkeep(set(), set())
    told = sent(talk)
    clock.set_day(promised + timedelta(days=27))
    upkeep(set(), set())
    early = sent(talk)
    clock.set_day(promised + timedelta(days=28))

    upkeep(set(), set())

    (asked,) = sent(talk)
    assert (len(told), early) == (1, [])
    assert "Did it really change?" in asked.said.text
    assert rows_of(talk.database) == []


def test_they_are_told_until_nothing_more_is_promised(talk, clock, upkeep, consultation, ask):
    subscribed(talk, consultation.link)
    publish(talk, clock, ask, ResponseKind.LOOKING, due=clock.now().date() + timedelta(days=9))
    upkeep(set(), set())
    first, kept = sent(talk), rows_of(talk.database)
    clock.moment += timedelta(days=9)
    publish(talk, clock, ask, ResponseKind.CANNOT, challenge="Ask an advocate.")

    upkeep(set(), set())

    assert (len(first), len(kept), len(sent(talk))) == (1, 1, 1)
    assert rows_of(talk.database) == []


def test_what_was_taken_out_of_the_chat_still_offers_to_tell(talk, consultation):
    somebody = Somebody(talk)
    somebody.begins(consultation.link)
    somebody.presses("Happy")
    for _ in range(4):
        somebody.presses("I don't want to say")
    somebody.presses("Send")
    somebody.presses("I have written them down")

    said = somebody.presses("Tell me when")

    assert "Type stop and we forget it" in text_of(said)
    assert len(rows_of(talk.database)) == 1


def test_a_button_of_nothing_asks_for_nothing(talk, consultation, somebody):
    said = somebody.taps("m:nowhere")

    assert said.said
    assert rows_of(talk.database) == []
