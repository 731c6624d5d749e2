"""Challenge cards as young people meet them: put on the web, on the wall, by the receipt."""

from dataclasses import replace

import pytest

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.domain.policy import Role
from participation.models import CardEnd, Consultation, Council
from participation.models.database import Database
from participation.services import digests
from participation.services.card_returns import finish_card, return_answer, tell_return
from participation.services.cards import card_lines
from participation.services.councils import council_named, pack_of
from participation.services.exemptions import Proposal, propose
from tests.factories import an_account
from tests.services.carding import WORDS, Dealt, a_card
from tests.web.young.conftest import Scene, Visitor


@pytest.fixture
def dealt(scene: Scene, database: Database, keys: KeyFolder, clock: SetClock) -> Dealt:
    """A card that is out, and to which only one of two has returned an answer."""
    with database.writing() as session:
        dealt = a_card(session, keys, clock, council_named(session, "testshire"))
        lead, director = card_lines(session, dealt.council)[0].returns
        args = (session, dealt.council, dealt.officer)
        return_answer(*args, lead.return_id, "Turnover is high.", clock.now())
        tell_return(*args, lead.return_id, "Too many people leave.", clock.now())
        return_answer(*args, director.return_id, "Money.", clock.now())
        return dealt


def test_a_card_stands_with_what_came_back_until_it_is_finished(
    visitor: Visitor, dealt: Dealt, database: Database, clock: SetClock
) -> None:
    wall, page = visitor.open("/wall/testshire").text, visitor.open("/cards/testshire").text
    before = visitor.open("/journey").send("/journey", receipt=dealt.receipt).text
    with database.writing() as session:
        digest = digests.build_digest(
            session, dealt.council, dealt.officer, dealt.meeting, [], clock.now()
        )
        digests.send_digest(session, dealt.council, dealt.officer, digest, clock.now())
        args = (session, dealt.council, dealt.officer, dealt.card.id, CardEnd.CANNOT)
        finish_card(*args, "There are too few workers.", clock.now())
    after = visitor.open("/journey").send("/journey", receipt=dealt.receipt).text

    assert 'href="/cards/testshire"' in wall
    assert f'href="/c/{dealt.consultation.link}"' in page
    for text in (wall, page, before):
        assert WORDS in text
        assert "The councillor who leads on children" in text
        assert "Too many people leave." in text
        assert "No answer yet" in text
        assert "Money." not in text
        assert "Turnover" not in text
    assert "Take my words back" in before
    assert "There are too few workers." in after
    assert "The answer is here for you</b> <span>This week" in before
    assert "Take my words back" not in after


def test_a_card_that_is_kept_from_the_public_is_its_neutral_title(
    visitor: Visitor, scene: Scene, database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    answered = "The answer is here for you</b> <span>This week"
    with database.writing() as session:
        it = a_card(session, keys, clock, council_named(session, "testshire"))
        an_account(session, it.council, Role.PROPER_OFFICER, "proper")
        args = (session, it.council, it.officer)
        digest = digests.build_digest(*args, it.meeting, [], clock.now())
        proposal = Proposal(it.card.id, "An item", 3, "It would harm somebody.")
        propose(*args, digest, proposal, clock.now())
        lead = card_lines(session, it.council)[0].returns[0]
        return_answer(*args, lead.return_id, "Money.", clock.now())
        tell_return(*args, lead.return_id, "Money.", clock.now())

    wall, page = visitor.open("/wall/testshire").text, visitor.open("/cards/testshire").text
    own = visitor.open("/journey").send("/journey", receipt=it.receipt).text

    with database.writing() as session:
        args = (session, it.council, it.officer)
        finish_card(*args, it.card.id, CardEnd.CANNOT, "Not now.", clock.now())
    ended = visitor.open("/journey").send("/journey", receipt=it.receipt).text

    assert answered not in own
    assert answered in ended
    for text in (wall, page, own, ended):
        assert "An item" in text
        assert "Money." not in text
        assert WORDS not in text
        assert "The councillor who leads on children" not in text


def test_a_card_goes_with_its_consultation_as_soon_as_that_is_proposed(
    visitor: Visitor, scene: Scene, database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session:
        it = a_card(session, keys, clock, council_named(session, "testshire"))
        an_account(session, it.council, Role.PROPER_OFFICER, "proper")
        args = (session, it.council, it.officer)
        asked = session.get_one(Consultation, it.card.consultation_id)
        digest = digests.build_digest(*args, it.meeting, [asked], clock.now())
        propose(*args, digest, Proposal(asked.id, "An item", 3, "It would harm."), clock.now())

    page = visitor.open("/cards/testshire").text

    assert "An item" in page
    assert WORDS not in page


def test_a_council_without_cards_offers_none(
    visitor: Visitor, scene: Scene, database: Database
) -> None:
    with database.writing() as session:
        council = session.get_one(Council, council_named(session, "testshire").id)
        council.pack = replace(pack_of(council), cards=None).to_json()

    wall = visitor.open("/wall/testshire").text

    assert "/cards/" not in wall
    assert visitor.open("/cards/testshire").page.status_code == 404
