import pytest
from sqlalchemy import text

from participation.core.clock import SetClock
from participation.core.errors import BadInput, NotFound, NotSetUp, Refused
from participation.core.keys import KeyFolder
from participation.core.sealed import open_original
from participation.domain.receipts import unlock_typed
from participation.domain.safeguarding import FlagState
from participation.models import FlagWord
from participation.models.database import Database
from participation.services import flag_words, flags, rounds, withdrawals, words_back
from tests.factories import say
from tests.services.safeguarding import a_lane, flag_next

WORD = "Thank you for telling us. Would you like to tell me more?"
MORE = "yes, it was on Tuesday in the zanzibar room"


@pytest.fixture
def laid(database: Database, keys: KeyFolder, clock: SetClock):
    """A lane with a flag on which the lead has left a word."""
    with database.writing() as session:
        lane = a_lane(session, keys, clock.now())
        flag_id = flag_next(session, keys, lane, clock.now())
        flags.see(session, lane.council, lane.lead, flag_id, clock.now())
        args = (session, lane.council, lane.lead, keys.reading(), flag_id)
        flag_words.leave_word(*args, WORD, clock.now())
    return lane, flag_id


def test_a_word_waits_at_its_receipt_and_at_no_other(
    database: Database, keys: KeyFolder, clock: SetClock, laid
) -> None:
    lane, flag_id = laid
    with database.writing() as session:
        other = str(say(session, keys, lane.consultation, clock.now()).receipt)

        (found,) = words_back.words_back(session, unlock_typed(keys.young().pepper, lane.receipt))

        assert (found.flag_id, found.words, found.answers) == (flag_id, WORD, 0)
        for typed in (other, "five words of no receipt", ""):
            assert words_back.words_back(session, unlock_typed(keys.young().pepper, typed)) == []


def test_what_waits_can_be_opened_with_the_receipt_alone(
    database: Database, keys: KeyFolder, laid
) -> None:
    with database.reading() as session:
        row = session.query(FlagWord).one()

        with pytest.raises(NotSetUp):
            open_original(keys.read("reading-private"), row.for_young)
        assert WORD.encode() not in row.for_young + row.for_lead


def test_the_answer_is_for_the_leads_and_makes_the_flag_new(
    database: Database, keys: KeyFolder, clock: SetClock, laid
) -> None:
    lane, flag_id = laid
    now = clock.now()
    with database.writing() as session:
        for words in (MORE, "and again"):
            words_back.answer_word(session, keys.young(), lane.receipt, flag_id, words, now)
        rounds.look_round(session, lane.council, now)

        (line,) = flags.flags(session, lane.council)
        words = flag_words.words_on(session, lane.council, keys.reading(), flag_id)
        (back,) = words_back.words_back(session, unlock_typed(keys.young().pepper, lane.receipt))
        assert line.state is FlagState.NEW
        assert [(word.words, word.from_lead) for word in words] == [
            (WORD, True),
            (MORE, False),
            ("and again", False),
        ]
        assert back.answers == 2
        flags.see(session, lane.council, lane.lead, flag_id, now)
        rounds.look_round(session, lane.council, now)
        assert flags.flags(session, lane.council)[0].state is FlagState.SEEN


def test_there_is_one_word_and_it_needs_words(
    database: Database, keys: KeyFolder, clock: SetClock, laid
) -> None:
    lane, flag_id = laid
    args = (lane.council, lane.lead, keys.reading(), flag_id)
    with database.writing() as session:
        with pytest.raises(Refused):
            flag_words.leave_word(session, *args, "another", clock.now())
        with pytest.raises(BadInput):
            words_back.answer_word(session, keys.young(), lane.receipt, flag_id, "  ", clock.now())
        with pytest.raises(NotFound):
            words_back.answer_word(
                session, keys.young(), "no such words at all", flag_id, MORE, clock.now()
            )
        assert not flag_words.may_leave_word(session, lane.council, flag_id)


def test_after_a_withdrawal_the_words_stay_with_the_leads_and_lead_nowhere(
    database: Database, keys: KeyFolder, clock: SetClock, laid
) -> None:
    lane, flag_id = laid
    young, now = keys.young(), clock.now()
    with database.writing() as session:
        words_back.answer_word(session, young, lane.receipt, flag_id, MORE, now)
        withdrawals.take_back(session, young, lane.receipt, now)
    with database.writing() as session:
        rounds.look_round(session, lane.council, now)

        assert words_back.words_back(session, unlock_typed(young.pepper, lane.receipt)) == []
        with pytest.raises(NotFound):
            words_back.answer_word(session, young, lane.receipt, flag_id, MORE, now)
        flags.see(session, lane.council, lane.lead, flag_id, now)
        words = flag_words.words_on(session, lane.council, keys.reading(), flag_id)
        assert [word.words for word in words] == [WORD, MORE]
        assert session.scalar(text("SELECT answer_id FROM flag")) is None


def test_no_word_is_left_where_nobody_could_read_it(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    now = clock.now()
    with database.writing() as session:
        lane = a_lane(session, keys, now)
        flag_id = flag_next(session, keys, lane, now)
        withdrawals.take_back(session, keys.young(), lane.receipt, now)

        with pytest.raises(Refused, match="nobody could read it"):
            flag_words.leave_word(
                session, lane.council, lane.lead, keys.reading(), flag_id, WORD, now
            )
