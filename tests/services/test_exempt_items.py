"""Which items of a paper can be kept from the public: never what the public has already."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from participation.core.errors import Refused
from participation.domain.exemption import ground_words, public_twin
from participation.domain.policy import Role
from participation.domain.together import Agreed, PledgeVerdict
from participation.models import Card, Consultation, DigestConsultation, ItemKind
from participation.services import cards, digests, exemptions, plans, statements
from participation.services.card_returns import return_answer, tell_return
from participation.services.councils import pack_of
from participation.services.digest_items import items_of
from participation.services.loop import ways
from participation.services.papers import released_digest
from participation.services.since import earlier_release
from participation.services.told_cards import told_cards
from tests.factories import a_council, a_meeting, an_account
from tests.services.carding import WORDS, a_card


@pytest.fixture
def session(sqlite_database):
    with sqlite_database.writing() as session:
        yield session


@pytest.fixture
def it(session, keys, clock):
    council = a_council(session)
    an_account(session, council, Role.PROPER_OFFICER, "proper")
    return a_card(session, keys, clock, council)


def offered(session, it, digest, clock, kind):
    (item,) = (one for one in items_of(session, it.council, digest) if one.kind is kind)
    given = exemptions.Proposal(item.subject_id, "An item", 3, "It would harm somebody.")
    exemptions.propose(session, it.council, it.officer, digest, given, clock.now())


def test_what_is_published_already_is_never_kept_from_the_public(session, it, keys, clock):
    at, now = (session, it.council, it.officer), clock.now()
    said = Agreed("We want to be told sooner.", "", {"listen": PledgeVerdict.KEPT}, ("Moves",))
    row = statements.enter_statement(*at, it.meeting.id, said, now)
    statements.sign_off(*at, row.id, 9, 9, now)
    statements.publish_statement(*at, row.id, now)
    (line,) = cards.card_lines(session, it.council)
    return_answer(*at, line.returns[0].return_id, "Turnover is high.", now)
    tell_return(*at, line.returns[0].return_id, "Too many leave.", now)
    digest = digests.build_digest(*at, it.meeting, [], now)

    for kind, why in ((ItemKind.STATEMENT, "published this"), (ItemKind.CARD, "is published")):
        with pytest.raises(Refused, match=why):
            offered(session, it, digest, clock, kind)

    assert told_cards(session, it.council)[0].words == WORDS


def test_a_council_in_wales_has_the_paragraphs_of_its_own_part(session, it, clock):
    pack = pack_of(it.council)
    there = replace(pack.safeguarding.clock, nation="wales")
    it.council.pack = replace(pack, safeguarding=replace(pack.safeguarding, clock=there)).to_json()
    digest = digests.build_digest(session, it.council, it.officer, it.meeting, [], clock.now())

    grounds = exemptions.grounds_of(it.council, digest)

    assert grounds == (12, 13, 14, 15, 16, 17, 18)
    assert ground_words(12).endswith("Act 1972: information relating to a particular individual")


def test_a_card_and_an_action_stay_kept_back_in_the_next_paper(session, it, clock):
    at, now = (session, it.council, it.officer), clock.now()
    due = now.date() + timedelta(weeks=9)
    plans.add_action(*at, plans.NewAction("Hire four people.", "", "Care", "", due), now)
    digest = digests.build_digest(*at, it.meeting, [], now)
    for kind in (ItemKind.CARD, ItemKind.ACTION):
        offered(session, it, digest, clock, kind)
    digest.sent_on = now.date()
    later = a_meeting(session, it.council, due)
    session.flush()

    held = digests.build_digest(*at, later, [], now)
    paper = released_digest(session, it.council, held, "", now.date())
    public = public_twin(paper)

    assert [card.words for card in paper.cards] == [WORDS]
    assert [item.label for item in paper.exempt] == ["E1", "E2"]
    assert (public.cards, public.plan.lines, public.plan.by_promise) == ((), (), ())
    assert [card.words for card in told_cards(session, it.council)] == ["An item"]
    session.delete(session.get_one(Card, it.card.id))
    first = released_digest(session, it.council, digest, "", now.date())
    assert [item.label for item in first.exempt] == ["E2"]


def test_figures_that_a_paper_kept_back_are_told_nowhere_else(session, it, clock):
    at, now = (session, it.council, it.officer), clock.now()
    asked = session.get_one(Consultation, it.card.consultation_id)
    digest = digests.build_digest(*at, it.meeting, [asked], now)
    offered(session, it, digest, clock, ItemKind.CONSULTATION)
    digest.sent_on = now.date()
    later = a_meeting(session, it.council, now.date() + timedelta(weeks=9))
    session.flush()
    held = digests.build_digest(*at, later, [asked], now)
    (taken,) = session.scalars(
        select(DigestConsultation).where(DigestConsultation.digest_id == held.id)
    )

    (to_officers,) = ways(session, it.council, now.date(), sent_only=False)
    (to_readers,) = ways(session, it.council, now.date(), sent_only=True)
    before = earlier_release(session, held, taken)

    assert to_officers.told is not None
    assert to_readers.told is None
    assert before == (None, "", True)
