from uuid import uuid4

import pytest

from participation.core.errors import BadInput
from participation.models import Answer, ToneHeard
from participation.services import clearing, reading, tones
from participation.services.theming import SuggesterShelf
from tests.domain.test_tone_learning import heard
from tests.factories import a_consultation, a_council, an_account, say


@pytest.fixture
def shelf(tmp_path) -> SuggesterShelf:
    return SuggesterShelf(tmp_path / "models")


def test_what_an_officer_heard_is_kept_with_the_answer_and_goes_with_it(
    database, keys, clock
) -> None:
    with database.writing() as session:
        council = a_council(session)
        officer = an_account(session, council)
        consultation = a_consultation(session, council, clock.now().date())
        say(session, keys, consultation, clock.now(), text="My room is cold")
        unread = reading.next_unread(session, council, keys.reading())
        decision = clearing.Decision("My room is cold", ())
        clearing.clear(session, council, officer, unread.answer_id, decision, clock.now())

        for tone in ("warm", "sad"):
            tones.hear(session, council, unread.answer_id, tone)

        [kept] = tones.tone_decisions(session, council)
        assert (kept.text, kept.tone) == ("My room is cold", "sad")
        session.delete(session.get_one(Answer, unread.answer_id))
        session.flush()
        assert session.query(ToneHeard).count() == 0


def test_a_tone_that_is_none_of_the_three_is_refused(sqlite_database, keys, clock) -> None:
    with sqlite_database.writing() as session:
        council = a_council(session)

        with pytest.raises(BadInput, match="warm, plain or sad"):
            tones.hear(session, council, council.id, "furious")


def test_textblob_hints_until_officers_have_said_enough(shelf) -> None:
    council_id, text = uuid4(), "my carer she listens to me"

    tones.learn(shelf, council_id, heard(199))
    before = tones.hint(shelf, council_id, text)
    tones.learn(shelf, council_id, heard(200))
    after = tones.hint(shelf, council_id, text)

    assert (before.tone, before.is_learnt) == ("plain", False)
    assert (after.tone, after.is_learnt) == ("warm", True)
    assert after.own.wrong < after.textblob.wrong


def test_the_model_goes_when_too_few_decisions_are_left(shelf) -> None:
    council_id = uuid4()
    tones.learn(shelf, council_id, heard(200))

    tones.learn(shelf, council_id, heard(150))

    assert not tones.hint(shelf, council_id, "my carer she listens to me").is_learnt
    assert list(shelf.folder.rglob("*.npz")) == []


def test_a_decision_that_is_undone_takes_the_tone_with_it(sqlite_database, keys, clock) -> None:
    with sqlite_database.writing() as session:
        council = a_council(session)
        officer = an_account(session, council)
        consultation = a_consultation(session, council, clock.now().date())
        say(session, keys, consultation, clock.now(), text="My room is cold")
        unread = reading.next_unread(session, council, keys.reading())
        decision = clearing.Decision("My room is cold", ())
        clearing.clear(session, council, officer, unread.answer_id, decision, clock.now())
        tones.hear(session, council, unread.answer_id, "sad")

        clearing.undo(session, council, officer, unread.answer_id, clock.now())

        assert session.query(ToneHeard).count() == 0
