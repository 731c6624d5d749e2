"""Said together: agreed, signed by more than half, published as theirs; and seen or not seen."""

from datetime import date, timedelta

import pytest

from participation.core.errors import BadInput, Refused
from participation.domain.policy import Role
from participation.domain.responses import Reply, ResponseKind
from participation.domain.together import Agreed, PledgeVerdict, check_signed
from participation.papers.html import render_html
from participation.papers.one_page import draw_one_page
from participation.services import digests, responses, seen, statements
from participation.services.one_page import one_page
from participation.services.papers import released_digest
from participation.services.wall import wall
from tests.factories import a_consultation, a_council, a_meeting, a_sent_ask, an_account
from tests.services.test_ladder import noon

MET = date(2026, 3, 10)
AGREED = Agreed(
    " We want a say in who moves in. ",
    "When do we get a say?",
    {"safe": PledgeVerdict.PARTLY},
    ("Moving", " ", "Money"),
)


@pytest.fixture
def session(sqlite_database):
    with sqlite_database.writing() as session:
        yield session


@pytest.fixture
def council(session):
    return a_council(session)


@pytest.fixture
def officer(session, council):
    return an_account(session, council, Role.OFFICER)


def test_it_is_signed_published_and_page_one_of_the_paper(session, council, officer):
    home = a_consultation(session, council, MET - timedelta(days=30))
    meeting = a_meeting(session, council, MET)
    now = noon(MET - timedelta(days=9))
    code = statements.pack_of(council).pledge.promises[0].code
    agreed = Agreed(AGREED.words, AGREED.wanted, {code: PledgeVerdict.PARTLY}, AGREED.themes)
    row = statements.enter_statement(session, council, officer, meeting.id, agreed, now)
    with pytest.raises(Refused, match="not signed"):
        statements.publish_statement(session, council, officer, row.id, now)
    statements.sign_off(session, council, officer, row.id, 11, 9, now)
    with pytest.raises(Refused, match="have signed"):
        statements.enter_statement(session, council, officer, meeting.id, agreed, now)
    digest = digests.build_digest(session, council, officer, meeting, [home], now, True)
    before = released_digest(session, council, digest, "", now.date())

    statements.publish_statement(session, council, officer, row.id, now)

    released = released_digest(session, council, digest, "", now.date())
    page = render_html(released)
    assert before.together is None
    assert released.together.themes == ("Moving", "Money")
    assert page.index("say in who moves in") < page.index("In one minute")
    assert "Signed by 9 of the 11 of us" in page
    chair = one_page(session, council, now.date())
    assert (chair.wanted.words, chair.wanted.by) == (agreed.wanted, released.together.body)
    assert draw_one_page(chair).startswith(b"%PDF")
    with pytest.raises(Refused, match="published"):
        statements.open_again(session, council, officer, row.id, now)


@pytest.mark.parametrize(("there", "signed"), [(2, 2), (9, 10), (10, 5), (40, 3)])
def test_few_who_sign_speak_not_for_all(there, signed):
    with pytest.raises(BadInput):
        check_signed(there, signed)


@pytest.mark.parametrize(
    "wrong",
    [
        Agreed(" ", "", {}, ()),
        Agreed("x" * 1501, "", {}, ()),
        Agreed("Yes.", "", {}, tuple("abcdef")),
        Agreed("Yes.", "", {}, ("Money", "Money")),
    ],
)
def test_what_was_agreed_has_words_and_a_short_list(wrong):
    with pytest.raises(BadInput):
        wrong.checked()


def test_what_was_done_is_seen_or_not_and_stands_on_the_wall(session, council, officer):
    now = noon(MET - timedelta(days=9))
    ask = a_sent_ask(session, council, officer, MET, now)
    did = Reply(ResponseKind.DID, "Done.", shown_by="A router.")
    given = responses.record_response(session, council, officer, ask.id, did, now)
    with pytest.raises(Refused):
        seen.mark_seen(session, council, officer, given.id, True, "", now)
    responses.publish_response(session, council, officer, given.id, "We did.", now)
    with pytest.raises(BadInput, match="what was not there"):
        seen.mark_seen(session, council, officer, given.id, False, " ", now)

    seen.mark_seen(session, council, officer, given.id, False, "No box in two rooms.", now)
    seen.mark_seen(session, council, officer, given.id, True, "", now)

    (card,) = wall(session, council, MET)
    (line,) = one_page(session, council, MET).parts[3].lines
    assert (card.sight.seen, line.seen) == (True, True)
    assert [one.sight.seen for one in seen.to_look_at(session, council)] == [True]
