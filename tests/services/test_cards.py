"""Challenge cards: cleared, put to the board, returned, told, finished, and never lost."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from participation.core.clock import SetClock
from participation.core.errors import BadInput, Changed, NotFound, Refused
from participation.core.keys import KeyFolder
from participation.domain.digest import ReleasedDigest
from participation.domain.policy import Role
from participation.models import Answer, Card, CardEnd, CardReturn, MeetingState, Submission
from participation.models.database import Database
from participation.services import (
    account_changes,
    cards,
    clearing,
    digests,
    meeting_changes,
    withdrawals,
)
from participation.services.card_returns import (
    finish_card,
    homework_of,
    return_answer,
    tell_return,
)
from participation.services.card_takers import name_taker
from participation.services.cards_waiting import CardsWaiting, cards_waiting
from participation.services.meeting_totals import NewTotals, set_totals
from participation.services.papers import released_digest
from participation.services.retention.answers import forget_answers
from participation.services.told_cards import told_cards
from tests.factories import a_council, a_meeting, an_account, say
from tests.services.carding import WORDS, Dealt, a_card, asked_on_a_card
from tests.web.young.answered import an_officer


def dealt(database: Database, keys: KeyFolder, clock: SetClock) -> Dealt:
    with database.writing() as session:
        return a_card(session, keys, clock, a_council(session))


def test_a_card_is_homework_until_each_has_answered_and_it_is_finished(
    sqlite_database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    now, today = clock.now(), clock.now().date()
    it = dealt(sqlite_database, keys, clock)
    with sqlite_database.writing() as session:
        lead, director = cards.card_lines(session, it.council)[0].returns
        given = homework_of(session, it.council, it.member)

        with pytest.raises(Refused, match="Somebody else answers"):
            return_answer(session, it.council, it.member, director.return_id, "No.", now)
        with pytest.raises(Refused, match="Nothing was returned"):
            tell_return(session, it.council, it.officer, lead.return_id, "Less.", now)
        return_answer(session, it.council, it.member, lead.return_id, "Turnover is 18%.", now)
        kept = told_cards(session, it.council)[0]
        tell_return(session, it.council, it.officer, lead.return_id, "Too many leave.", now)
        told = told_cards(session, it.council)[0]
        with pytest.raises(Refused, match="read that answer already"):
            return_answer(session, it.council, it.member, lead.return_id, "Other", now)
        finish_card(session, it.council, it.officer, it.card.id, CardEnd.CHANGED, "Two.", now)
        done = told_cards(session, it.council)[0]

    assert [line.words for line in given] == [WORDS]
    assert [given[0].is_late(today + timedelta(weeks=more)) for more in (0, 4)] == [False, True]
    assert lead.who == "Lead member for children"
    assert lead.taker is not None and lead.taker.id == it.member.id
    assert [each.answer for each in kept.returns] == ["", ""]
    assert [each.answer for each in told.returns] == ["Too many leave.", ""]
    assert (told.is_late(today), told.is_late(today + timedelta(weeks=4))) == (False, True)
    assert (done.end, done.plain) == (CardEnd.CHANGED, "Two.")


def test_only_cleared_words_become_a_card_once_and_for_a_meeting_to_come(
    sqlite_database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    now = clock.now()
    with sqlite_database.writing() as session:
        council = a_council(session)
        officer = an_officer(session, council)
        asked_on_a_card(session, keys, clock, council, officer)
        waiting = cards.cards_to_put(session, council)[0]
        soon = a_meeting(session, council, now.date() + timedelta(days=9))
        been = a_meeting(session, council, now.date() - timedelta(days=9))
        args = (session, council, officer, waiting.answer_id)

        for new, fault in (
            (cards.NewCard(" ", ("chair",), soon.id), "at most 500"),
            (cards.NewCard(WORDS, (), soon.id), "who is to answer"),
            (cards.NewCard(WORDS, ("nobody",), soon.id), "who is to answer"),
        ):
            with pytest.raises(BadInput, match=fault):
                cards.put_card(*args, new, now)
        with pytest.raises(Refused, match="papers have gone out"):
            cards.put_card(*args, cards.NewCard(WORDS, ("chair",), been.id), now)
        to_put = cards_waiting(session, council)
        card = cards.put_card(*args, cards.NewCard(WORDS, ("chair",), soon.id), now)
        assert [to_put, cards_waiting(session, council)] == [
            CardsWaiting(1, 0, 0),
            CardsWaiting(0, 0, 0),
        ]
        with pytest.raises(Changed):
            cards.put_card(*args, cards.NewCard(WORDS, ("chair",), soon.id), now)
        with pytest.raises(Refused, match="Take the card in again first"):
            clearing.undo(*args, now)
        cards.take_in_again(session, council, officer, card.id, now)

        assert waiting.to == {"lead-member"}
        assert cards.card_lines(session, council) == ()
        assert cards.cards_to_put(session, council)[0].answer_id == waiting.answer_id
        with pytest.raises(NotFound):
            cards.card_of(session, a_council(session, "othershire"), card.id)


def test_words_not_to_be_shown_go_out_in_the_officers_own(
    sqlite_database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    now = clock.now()
    with sqlite_database.writing() as session:
        it = a_card(session, keys, clock, a_council(session))
        say(session, keys, it.consultation, now, "About my case", show=False)
        answer = session.scalars(select(Answer).where(Answer.reading == "unread")).one()
        clearing.clear(
            session, it.council, it.officer, answer.id, clearing.Decision("My case", ()), now
        )
        own = cards.NewCard(" My  case ", ("chair",), it.meeting.id)

        with pytest.raises(BadInput, match="Write it in yours"):
            cards.put_card(session, it.council, it.officer, answer.id, own, now)


def test_a_card_in_a_paper_shows_what_came_back_and_what_did_not(
    sqlite_database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    now = clock.now()
    totals = NewTotals("0-7", "8-12", "", "Ring before you cancel.")
    it = dealt(sqlite_database, keys, clock)
    with sqlite_database.writing() as session:
        lead = cards.card_lines(session, it.council)[0].returns[0]
        return_answer(session, it.council, it.member, lead.return_id, "Turnover.", now)
        set_totals(session, it.council, it.officer, it.meeting, totals, now)
        digest = digests.build_digest(session, it.council, it.officer, it.meeting, [], now)
        submission = session.scalars(select(Submission)).one()
        before = withdrawals.may_take_back(session, submission)
        digests.send_digest(session, it.council, it.officer, digest, now)
        after = withdrawals.may_take_back(session, submission)
        paper = released_digest(session, it.council, digest, "", now.date())
        with pytest.raises(Refused, match="has this card already"):
            cards.take_in_again(session, it.council, it.officer, it.card.id, now)
        with pytest.raises(Refused, match="papers have gone out"):
            set_totals(session, it.council, it.officer, it.meeting, totals, now)
        finish_card(session, it.council, it.officer, it.card.id, CardEnd.CANNOT, "Money.", now)
        told = [_next_paper(session, it, weeks, now).cards for weeks in (6, 9)]

    (card,) = paper.cards
    assert [(reply.returned, reply.plain) for reply in card.replies] == [(True, ""), (False, "")]
    assert card.due_on == it.meeting.meets_on
    assert (before, after) == (True, False)
    assert "Turnover" not in str(paper)
    assert [[each.cannot for each in some] for some in told] == [["Money."], []]
    totals_told = paper.totals
    assert totals_told.complaints is not None and totals_told.complaints.words == "fewer than 8"
    assert totals_told.compliments is not None and totals_told.compliments.words == "8 to 12"
    assert totals_told.lessons is None


def test_a_card_rolls_with_its_meeting_and_lies_open_when_its_member_leaves(
    sqlite_database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    now, today = clock.now(), clock.now().date()
    with sqlite_database.writing() as session:
        it = a_card(session, keys, clock, a_council(session))
        chief = an_account(session, it.council, Role.ADMINISTRATOR)

        account_changes.close_account(session, chief, it.member, now)
        left = cards.card_lines(session, it.council)[0].returns[0]
        adrift = cards_waiting(session, it.council)
        name_taker(session, it.council, it.officer, "lead-member", it.officer.id, now)
        taken = homework_of(session, it.council, it.officer)
        meeting_changes.call_off(
            session, it.council, it.meeting, MeetingState.CANCELLED, "Snow.", today
        )
        due = cards.card_lines(session, it.council)[0].due
        with pytest.raises(BadInput, match="who signs in"):
            name_taker(session, it.council, it.officer, "chair", it.member.id, now)

    assert (left.left, left.lies_open) == (True, True)
    assert adrift == CardsWaiting(0, 0, 1)
    assert [line.words for line in taken] == [WORDS]
    assert (due.meeting, due.on) == (None, it.meeting.written_by)


def test_a_card_goes_with_the_receipt_and_stays_past_its_time_while_it_is_open(
    sqlite_database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    now = clock.now()
    later = now.date() + timedelta(days=4000)
    it = dealt(sqlite_database, keys, clock)
    with sqlite_database.writing() as session:
        kept = forget_answers(session, it.council, later, now)
        withdrawals.take_back(session, keys.young(), it.receipt, now)
        left = [session.scalar(select(func.count(table.id))) for table in (Card, CardReturn)]

    assert kept == 0
    assert left == [0, 0]


def _next_paper(session: Session, it: Dealt, weeks: int, now: datetime) -> ReleasedDigest:
    meeting = a_meeting(session, it.council, now.date() + timedelta(weeks=weeks))
    digest = digests.build_digest(session, it.council, it.officer, meeting, [], now)
    paper = released_digest(session, it.council, digest, "", now.date())
    digest.sent_on = now.date()
    return paper
