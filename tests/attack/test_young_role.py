"""The young app's whole walk works under a role that cannot read an answer's words."""

import pytest
from sqlalchemy import text

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.domain.policy import Role
from participation.domain.receipts import unlock_typed
from participation.models import Answer, Submission
from participation.models.database import Database
from participation.models.vault import ContactRequest
from participation.services import contacts, flag_words, flags, invites, words_back
from tests.attack.young_role import link, story, visitor, young, young_url
from tests.factories import a_consultation, a_council, an_account, say
from tests.services.safeguarding import a_lane, flag_next
from tests.web.young.answered import Story
from tests.web.young.conftest import Visitor

__all__ = ["link", "story", "visitor", "young", "young_url"]

WORDS = "zanzibar marmalade lighthouse"


def test_a_young_person_says_something_comes_back_and_takes_it_back(
    visitor: Visitor, link: str, postgresql_database: Database
) -> None:
    visitor.open("/").open(f"/find?link={link}")
    visitor.begin(link).answer_all("I want to die " + WORDS)
    later = visitor.open("/later").page.status_code
    visitor.open("/check")
    visitor.send("/send")
    receipt = " ".join(visitor.ticket)
    sent = visitor.text
    looked = visitor.open("/journey").send("/journey", receipt=receipt).page.status_code
    asked = visitor.send("/take-back", receipt=receipt).page.status_code
    taken = visitor.send("/taken-back", receipt=receipt).page.status_code
    gone = visitor.open("/journey").send("/journey", receipt=receipt).page.status_code

    assert (later, looked, asked, taken, gone) == (200, 200, 200, 200, 404)
    assert len(receipt.split()) == 5
    assert "999" in sent
    with postgresql_database.reading() as session:
        kept = session.query(Submission).one()
        assert kept.taken_back
        assert kept.receipt_hash is None
        assert session.query(Answer).one().worry


def test_a_send_that_is_repeated_finds_its_receipt(visitor: Visitor, link: str) -> None:
    visitor.begin(link).answer_all(WORDS)
    form = visitor.hidden
    first = visitor.send("/send", form).ticket

    second = visitor.send("/send", form).ticket

    assert first == second
    assert len(first) == 5


def test_somebody_sees_what_came_of_it_and_judges_it(
    visitor: Visitor, link: str, story: Story
) -> None:
    visitor.open("/journey").send("/journey", receipt=story.receipt)
    shown = visitor.text
    said = {"receipt": story.receipt, "response": story.response_id}
    for verdict in ("helped", "not-really"):
        visitor.send("/journey", {**said, "verdict": verdict})
        judged = visitor.page.status_code
    wall = visitor.open("/wall/testshire").text
    tapped = [
        visitor.send("/wall/testshire", response=story.response_id, verdict="helped")
        for _ in range(2)
    ][-1].page.status_code

    assert "We mended it in every house." in shown
    assert "We mended it in every house." in wall
    assert (judged, tapped) == (200, 200)


def test_an_invite_is_spent_once(
    visitor: Visitor,
    young: Database,
    postgresql_database: Database,
    keys: KeyFolder,
    clock: SetClock,
) -> None:
    with postgresql_database.writing() as session:
        council = a_council(session)
        shut = a_consultation(session, council, clock.now().date(), by_invite=True)
        batch = invites.make_invites(
            session, council, keys.reading().invites, shut, "foster-care", invites.Route.POST, 1
        )
    (code,) = batch.codes

    with young.writing() as session:
        found, kept = invites.consultation_of_invite(session, keys.young().invites, code)
        invites.spend(session, kept)

    with young.reading() as session, pytest.raises(Exception, match="used already"):
        invites.consultation_of_invite(session, keys.young().invites, code)
    assert found.id == shut.id


def test_a_word_back_is_read_and_answered(
    young: Database, postgresql_database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    now = clock.now()
    with postgresql_database.writing() as session:
        lane = a_lane(session, keys, now)
        flag_id = flag_next(session, keys, lane, now)
        flags.see(session, lane.council, lane.lead, flag_id, now)
        args = (session, lane.council, lane.lead, keys.reading(), flag_id)
        flag_words.leave_word(*args, "Would you like to tell me more?", now)

    with young.writing() as session:
        words_back.answer_word(session, keys.young(), lane.receipt, flag_id, WORDS, now)
    with young.reading() as session:
        (back,) = words_back.words_back(session, unlock_typed(keys.young().pepper, lane.receipt))

    assert (back.words, back.answers) == ("Would you like to tell me more?", 1)


def test_somebody_asks_to_be_reached_and_sees_whether_it_was_opened(
    young: Database, postgresql_database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with postgresql_database.writing() as session:
        council = a_council(session)
        lead = an_account(session, council, Role.SAFEGUARDING)
        contacts.make_key(session, council, {lead.id: "a passphrase of four words"})
        consultation = a_consultation(session, council, clock.now().date())
        receipt = str(say(session, keys, consultation, clock.now()).receipt)

    with young.writing() as session:
        asked = contacts.Asked("Sam", "through my advocate", "please", receipt)
        code = contacts.ask(session, keys.young(), council, asked, bytes(16), clock.now())
    with young.writing() as session:
        contacts.ask(session, keys.young(), council, asked, b"another" * 2, clock.now())
    with young.reading() as session:
        opened = contacts.opened_on(session, keys.young(), str(code))
        seen = session.execute(text("SELECT count(code_hash) FROM contact_request")).scalar()
    with young.writing() as session:
        session.execute(text("DELETE FROM contact_request"))
    with young.writing() as session:
        gone = contacts.take_back(session, keys.young(), str(code), clock.now())

    assert (opened, gone) == (None, None)
    assert seen == 1
    with postgresql_database.reading() as session:
        assert session.query(ContactRequest).count() == 1
