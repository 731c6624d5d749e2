"""An answer that comes back is as public as its ask: exempt with it, and never without it."""

from datetime import timedelta

import pytest

from participation.core.errors import Refused
from participation.domain.exemption import public_twin
from participation.domain.policy import Role
from participation.domain.responses import Reply, ResponseKind
from participation.models import Digest, ItemKind
from participation.services import digests, exemptions, responses, seen
from participation.services.digest_items import items_of
from participation.services.papers import released_digest
from participation.services.wall import wall
from tests.factories import a_council, a_meeting, a_sent_ask, an_account

DID = Reply(ResponseKind.DID, "The wifi is mended.", shown_by="The new router.")


def offer(session, council, officer, digest, kind, now):
    """Propose the digest's one item of this kind to be kept back, and return it."""
    (item,) = (one for one in items_of(session, council, digest) if one.kind is kind)
    given = exemptions.Proposal(item.subject_id, "An item", 3, "It would harm somebody.")
    exemptions.propose(session, council, officer, digest, given, now)
    return item


def test_an_answer_on_the_wall_is_never_kept_back_and_one_to_an_exempt_ask_always(
    sqlite_database, clock
):
    now = clock.now()
    today = now.date()
    with sqlite_database.writing() as session:
        council = a_council(session)
        officer, member = an_account(session, council), an_account(session, council, Role.MEMBER)
        an_account(session, council, Role.PROPER_OFFICER, "proper")
        ask = a_sent_ask(session, council, officer, today - timedelta(days=9), now)
        given = responses.record_response(session, council, member, ask.id, DID, now)
        responses.publish_response(session, council, officer, given.id, "They mended it.", now)
        meeting = a_meeting(session, council, today + timedelta(weeks=3))
        digest = digests.build_digest(session, council, officer, meeting, [], now)

        with pytest.raises(Refused, match="published beside its ask"):
            offer(session, council, officer, digest, ItemKind.ANSWER, now)
        (on_the_wall,) = wall(session, council, today)
        earlier = session.get_one(Digest, ask.digest_id)
        sent_on, earlier.sent_on = earlier.sent_on, None
        offer(session, council, officer, earlier, ItemKind.ASK, now)
        earlier.sent_on = sent_on
        paper = released_digest(session, council, digest, "", today)
        item = offer(session, council, officer, digest, ItemKind.ANSWER, now)
        with pytest.raises(Refused, match="Only what was told"):
            seen.mark_seen(session, council, officer, given.id, True, "", now)

        assert on_the_wall.ask_id == ask.id
        assert [one.exempt.title for one in paper.returning] == ["An item"]
        assert public_twin(paper).returning == ()
        assert item.open_because == ""
