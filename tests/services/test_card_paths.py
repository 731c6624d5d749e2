"""How far the path of a receipt goes for a challenge card: sent, or handed in by somebody."""

from datetime import timedelta

from sqlalchemy import select

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.core.types import Week
from participation.domain.journey import Step
from participation.domain.receipts import make_receipt, unlock, unlock_typed
from participation.models import Answer, CardEnd
from participation.models.database import Database
from participation.services import cards, clearing
from participation.services.card_returns import finish_card, return_answer, tell_return
from participation.services.cards_waiting import CardsWaiting, cards_waiting
from participation.services.heard import Heard, hear
from participation.services.journeys import Journey, journey_with
from participation.services.loop import ways
from surveys.pack_cards import QUESTION
from tests.factories import a_council
from tests.services.carding import WORDS, Dealt, a_card


def dealt(database: Database, keys: KeyFolder, clock: SetClock) -> Dealt:
    with database.writing() as session:
        return a_card(session, keys, clock, a_council(session))


def test_the_path_goes_as_far_as_the_first_answer_that_was_told(
    sqlite_database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    now, today = clock.now(), clock.now().date()
    it, next_week = dealt(sqlite_database, keys, clock), now + timedelta(weeks=1)
    receipt = unlock_typed(keys.young().pepper, it.receipt)
    with sqlite_database.writing() as session:
        args = (session, it.council, it.officer)
        key = cards.card_lines(session, it.council)[0].returns[0].return_id

        return_answer(*args, key, "Turnover is 18%.", now)
        before, to_tell = journey_with(session, receipt, today), cards_waiting(session, it.council)
        (returned,) = ways(session, it.council, today, sent_only=False)
        tell_return(*args, key, "Too many leave.", next_week)
        after = journey_with(session, receipt, today)
        (told,) = ways(session, it.council, today, sent_only=False)
        finish_card(*args, it.card.id, CardEnd.CHANGED, "Two.", now)
        last = journey_with(session, receipt, today)

    week = Week.of(today)
    assert [_weeks(path) for path in (before, after, last)] == [
        (None, None),
        (week, Week.of(next_week.date())),
        (week, week),
    ]
    assert to_tell == CardsWaiting(0, 1, 0)
    assert told.passed - returned.passed == {Step.TOLD}
    assert after is not None
    assert [each.answer for each in after.told[0].returns] == ["Too many leave.", ""]


def test_a_card_handed_in_has_words_that_lead_to_its_answer_and_is_kept_once(
    sqlite_database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    now, today = clock.now(), clock.now().date()
    given = Heard({QUESTION: (WORDS,)}, may_show=frozenset({QUESTION}))
    it = dealt(sqlite_database, keys, clock)
    receipt = unlock(keys.young().pepper, make_receipt(keys.young().pepper, b"card", b"once"))
    with sqlite_database.writing() as session:
        for _ in range(2):
            args = (session, it.council, it.officer, it.consultation, keys.reading())
            hear(*args, given, now, receipt)
        answer = session.scalars(select(Answer).where(Answer.reading == "unread")).one()
        decision = clearing.Decision(WORDS, ())
        clearing.clear(session, it.council, it.officer, answer.id, decision, now)
        new = cards.NewCard("Why so many?", ("chair",), it.meeting.id)
        card = cards.put_card(session, it.council, it.officer, answer.id, new, now)
        before = journey_with(session, receipt, today)
        finish_card(session, it.council, it.officer, card.id, CardEnd.CANNOT, "Money.", now)
        after = journey_with(session, receipt, today)

    assert [_weeks(path) for path in (before, after)] == [(None, None), (Week.of(today),) * 2]
    assert after is not None and {told.plain for told in after.told} == {"", "Money."}


def _weeks(found: Journey | None) -> tuple[Week | None, ...]:
    """Return the weeks of the stones answered and told."""
    assert found is not None
    return tuple(stone.week for stone in found.stones[4:6])
