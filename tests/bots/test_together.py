"""What young people said together and what they went to see, as the wall of a chat says it."""

from datetime import date, timedelta

from bots.sms import SMS
from bots.telegram import TELEGRAM
from bots.together import texts
from participation.domain.responses import Reply, ResponseKind
from participation.domain.together import Agreed, OfPromise, PledgeVerdict, SaidTogether
from participation.services import responses, seen, statements
from participation.services.councils import council_named
from tests.bots.conftest import text_of
from tests.factories import a_meeting, a_sent_ask, an_account

DAY = date(2026, 3, 10)
SAID = SaidTogether(
    "The Council of Young People",
    "We want a say in who moves in.",
    "When do we get a say?",
    (OfPromise("Listen to you", PledgeVerdict.PARTLY),),
    ("Moving", "Money"),
    9,
    11,
    DAY,
)
SHORT = (
    "Said together by The Council of Young People\n“We want a say in who moves in.”\n\n"
    "What we most want an answer to\nWhen do we get a say?"
)


def test_a_chat_says_it_whole_and_a_dear_text_says_it_short():
    (whole,), (short,) = texts((SAID,), TELEGRAM), texts((SAID,), SMS)

    assert short == SHORT
    assert whole.startswith(SHORT)
    assert "What matters most to us\n1. Moving\n2. Money" in whole
    assert "Listen to you: They keep some of it" in whole
    assert "9 of them signed this on 10 March 2026." in whole


def test_it_stands_on_the_wall_with_what_inspectors_saw(somebody, clock):
    now, agreed = clock.now(), Agreed(SAID.words, SAID.wanted, {}, SAID.themes)
    with somebody.talk.database.writing() as session:
        council = council_named(session, "testshire")
        officer = an_account(session, council)
        meeting = a_meeting(session, council, now.date())
        row = statements.enter_statement(session, council, officer, meeting.id, agreed, now)
        statements.sign_off(session, council, officer, row.id, 11, 9, now)
        statements.publish_statement(session, council, officer, row.id, now)
    empty = text_of(somebody.types("/wall"))
    with somebody.talk.database.writing() as session:
        ask = a_sent_ask(session, council, officer, now.date() + timedelta(days=7), now)
        did = Reply(ResponseKind.DID, "Done.", shown_by="A router.")
        given = responses.record_response(session, council, officer, ask.id, did, now)
        responses.publish_response(session, council, officer, given.id, "We did.", now)
        seen.mark_seen(session, council, officer, given.id, False, "No box in two rooms.", now)
    told = text_of(somebody.types("/wall"))

    assert empty.index(SAID.words) < empty.index("Nothing has been to a meeting yet")
    assert told.index(SAID.words) < told.index("We did.")
    assert "They did not see it. No box in two rooms." in told
