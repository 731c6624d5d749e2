"""An answer on its way: kept beside what was there, signed, minuted, published, closed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from participation.core.errors import BadInput, Changed, NotAllowed, NotFound, Refused
from participation.core.pasted import plain_words
from participation.domain.policy import LINK_DAYS, Role
from participation.domain.responses import Reply, ResponseKind
from participation.models import AuditLine, Digest, DigestReturn, Job, PartnerLink, Response
from participation.services import (
    approval,
    chairs,
    closing,
    digests,
    member_views,
    partner_links,
    responses,
    returns,
)
from participation.services.councils import pack_of
from participation.services.one_page import one_page
from participation.services.signing import TELL_TO_SIGN, sign_mail
from participation.services.standings import standing_asks
from surveys.pack_council import AnswerRule
from tests.factories import a_council, a_meeting, a_sent_ask, an_account

TODAY = date(2026, 3, 11)
WILL = Reply(ResponseKind.WILL, "We will mend it.", TODAY + timedelta(days=30))
STRICT = AnswerRule("the lead member", ("board-member",), another_person=True, minuted=True)


@pytest.fixture
def session(sqlite_database):
    with sqlite_database.writing() as session:
        yield session


@pytest.fixture
def council(session):
    return a_council(session)


@pytest.fixture
def member(session, council):
    return an_account(session, council, Role.MEMBER)


@pytest.fixture
def officer(session, council):
    return an_account(session, council, Role.OFFICER)


@pytest.fixture
def ask(session, council, officer, clock):
    return a_sent_ask(session, council, officer, TODAY - timedelta(days=1), clock.now())


def ruled(council, rule):
    council.pack = replace(pack_of(council), answers=rule).to_json()


def test_of_two_who_answer_one_ask_the_second_is_told_and_nothing_is_overwritten(
    session, council, member, officer, ask, clock
):
    args = (session, council)
    other = replace(WILL, words="No.", kind=ResponseKind.LOOKING)
    responses.record_response(*args, member, ask.id, WILL, clock.now(), seen=0)

    with pytest.raises(Changed, match="We will mend it"):
        responses.record_response(*args, officer, ask.id, other, clock.now(), seen=0)
    again = responses.record_response(*args, member, ask.id, WILL, clock.now(), seen=0)
    responses.record_response(*args, officer, ask.id, other, clock.now(), seen=again.number)

    history = responses.given_answers(session, ask.id)
    assert [(one.response.number, one.response.words) for one in history] == [
        (2, "No."),
        (1, "We will mend it."),
    ]
    with pytest.raises(Changed, match="newer"):
        responses.publish_response(*args, officer, again.id, "We will.", clock.now())


def test_what_was_pasted_from_a_word_processor_arrives_as_plain_text(
    session, council, member, ask, clock
):
    paragraph = "<p class=MsoNormal>We will <b>mend</b>&nbsp;it<o:p></o:p></p>"
    pasted = f"{paragraph}\r\n\uf0b7\tin April\x0bor May"

    given = responses.record_response(
        session, council, member, ask.id, replace(WILL, words=pasted), clock.now()
    )

    assert given.words == "We will mend it\n\n- in April\nor May"
    assert plain_words("We <3 it, see <what follows> & 3 < 5") == (
        "We <3 it, see <what follows> & 3 < 5"
    )


def test_whoever_may_sign_signs_in_the_same_step_and_a_small_council_is_not_stuck(
    session, council, member, officer, ask, clock
):
    ruled(council, STRICT)
    alone = responses.record_response(session, council, member, ask.id, WILL, clock.now())
    assert alone.signed_by_id == member.id

    an_account(session, council, Role.MEMBER, "chair")
    shared = replace(WILL, words="We will mend all of it.")
    given = responses.record_response(session, council, member, ask.id, shared, clock.now())
    assert given.signed_by_id is None


def test_an_answer_is_signed_by_another_person_and_minuted_before_it_is_published(
    session, council, member, officer, ask, clock
):
    ruled(council, STRICT)
    given = responses.record_response(session, council, officer, ask.id, WILL, clock.now())
    publish = (session, council, officer, given.id, "They will mend it.", clock.now())

    with pytest.raises(Refused, match="signed by: the lead member"):
        responses.publish_response(*publish, "Minute 7")
    with pytest.raises(NotAllowed):
        approval.sign(session, council, officer, given, clock.now())
    approval.sign(session, council, member, given, clock.now())
    with pytest.raises(BadInput, match="minuted"):
        responses.publish_response(*publish)

    told = responses.publish_response(*publish, "Minute 7")

    assert (told.signed_by_id, told.minute) == (member.id, "Minute 7")


def test_who_signs_an_answer_is_written_to_until_it_is_signed_the_board_s_chair_alone(
    session, council, member, officer, ask, clock
):
    ruled(council, STRICT)
    other = an_account(session, council, Role.MEMBER, "other")
    first = responses.record_response(session, council, officer, ask.id, WILL, clock.now())
    both = asked_to_sign(session)
    board = session.get_one(Digest, ask.digest_id).meeting.board
    chairs.name_chair(session, council, officer, board.code, other.id, clock.now())
    later = replace(WILL, words="We will mend it soon.")
    second = responses.record_response(session, council, officer, ask.id, later, clock.now())

    mail = sign_mail(session, second.id, other.id, "https://staff.example")

    assert both == {f"{first.id}:{one.id}" for one in (member, other)}
    assert asked_to_sign(session) - both == {f"{second.id}:{other.id}"}
    assert sign_mail(session, first.id, other.id, "") is None  # a newer one was given
    assert mail.to == other.email
    for words in (mail.plain, mail.html):
        assert f"https://staff.example/responses/{second.id}/sign" in words
        assert "Mend the wifi." in words
        assert "mend it soon" not in words
    approval.sign(session, council, other, second, clock.now())
    assert sign_mail(session, second.id, other.id, "") is None


def asked_to_sign(session) -> set[str]:
    return set(session.scalars(select(Job.subject).where(Job.kind == TELL_TO_SIGN)))


def test_a_promise_whose_date_has_passed_before_it_is_published_is_refused(
    session, council, member, officer, ask, clock
):
    given = responses.record_response(session, council, member, ask.id, WILL, clock.now())
    late = clock.now() + timedelta(days=31)

    with pytest.raises(Refused, match="new date"):
        responses.publish_response(session, council, officer, given.id, "We will.", late)


def test_a_partners_link_answers_one_ask_once_for_seven_days(
    session, council, member, officer, ask, clock
):
    today = clock.now().date()
    make = (session, council, officer, ask.id, "Housing")
    secret = partner_links.make_link(*make, clock.now())
    over = partner_links.make_link(*make, clock.now() - timedelta(days=LINK_DAYS + 1))
    ended = partner_links.make_link(*make, clock.now())
    link = session.scalars(select(PartnerLink).where(PartnerLink.last_day > today)).all()[-1]

    asked = partner_links.asked_by(session, secret, today)
    partner_links.answer_by(session, secret, WILL, clock.now())

    assert (asked.words, asked.partner) == ("Mend the wifi.", "Housing")
    kept = session.scalars(select(PartnerLink).where(PartnerLink.used_on.is_not(None))).one()
    assert secret.encode() not in kept.hashed
    partner_links.settle(session, council, officer, link.id, clock.now())
    unused = [one for one in (secret, over, "made up", ended) if not _opens(session, one, today)]
    assert {secret, over, "made up"} <= set(unused)
    with pytest.raises(NotFound):
        partner_links.answer_by(session, secret, WILL, clock.now())
    assert approval.latest_response(session, ask.id) is None

    taken = partner_links.taken_up(session, council, officer, str(kept.id), ask.id, clock.now())
    reply = partner_links.reply_of(taken)
    given = responses.record_response(
        session, council, officer, ask.id, reply, clock.now(), 0, taken.partner
    )
    assert (given.partner, given.published_on) == ("Housing", None)
    actions = session.scalars(select(AuditLine.action)).all()
    assert {"made a partner's link", "took in a partner's answer"} <= set(actions)


def _opens(session, secret, today):
    try:
        return bool(partner_links.asked_by(session, secret, today))
    except NotFound:
        return False


def test_a_members_own_view_answers_nothing(session, council, member, officer, ask, clock):
    args = (session, council)
    view = member_views.give_view(*args, member, ask.id, "I would pay for it.", clock.now())
    member_views.publish_view(*args, officer, view.id, "I would pay for it.", clock.now())

    with pytest.raises(NotAllowed):
        member_views.give_view(*args, officer, ask.id, "Me too.", clock.now())
    (standing,) = standing_asks(session, council, TODAY)
    assert (standing.standing, standing.put.response) == ("no-answer", None)


def test_the_chair_closes_in_writing_what_came_back_twice(
    session, council, member, officer, ask, clock
):
    done = Reply(ResponseKind.DID, "Mended.", shown_by="A test.")
    given = responses.record_response(session, council, member, ask.id, done, clock.now())
    told = responses.publish_response(
        session, council, officer, given.id, "We mended it.", clock.now()
    )
    close = (session, council, member, told.id, "It is all that the money allows.", clock.now())
    with pytest.raises(NotAllowed, match="Nobody is named"):
        closing.close(*close)
    chairs.name_chair(session, council, officer, "board", member.id, clock.now())
    with pytest.raises(Refused, match="two meetings"):
        closing.close(*close)
    for weeks in (4, 8):
        _bring_back(session, council, officer, clock, weeks)
    third = _bring_back(session, council, officer, clock, 12, send=False)
    another = an_account(session, council, Role.MEMBER, "another")
    for who in (officer, another):
        with pytest.raises(NotAllowed, match=f"{member.name} closes this"):
            closing.close(session, council, who, *close[3:])
    (waits,) = one_page(session, council, TODAY).to_close

    assert (waits.answer, waits.chair_id) == (told.id, member.id)
    assert returns.responses_to_return(session, council, third) == []
    assert [one.to_close for one in standing_asks(session, council, TODAY)] == [True]
    closing.close(*close)

    assert session.get_one(Response, told.id).closed_on == TODAY
    assert [one.to_close for one in standing_asks(session, council, TODAY)] == [False]
    with pytest.raises(Changed):
        closing.close(*close)


def _bring_back(session, council, officer, clock, weeks, send=True) -> Digest:
    meeting = a_meeting(session, council, TODAY + timedelta(weeks=weeks))
    digest = digests.build_digest(session, council, officer, meeting, [], clock.now())
    if send:
        assert session.scalars(select(DigestReturn).filter_by(digest_id=digest.id)).one()
        digest.sent_on = TODAY
        session.flush()
    return digest
