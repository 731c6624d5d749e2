from datetime import timedelta

import pytest
from sqlalchemy import select

from participation.core.errors import BadInput, Refused
from participation.models import Answer, Origin, Reading, Submission
from participation.services import consultations, reading
from participation.services.heard import NOT_ASKED, Heard, NotClear, answers_in, hear
from participation.services.invites import Route, make_invites
from surveys.loader import load_survey
from tests.factories import a_consultation, a_council, an_account

SAID = {"feel": ("sad",), "good": ("room", "wifi"), "hard": ("its loud at night",)}


@pytest.fixture
def scene(database, keys, clock):
    """A council with a consultation that is open."""
    with database.writing() as session:
        council = a_council(session)
        officer = an_account(session, council)
        yield session, council, officer, a_consultation(session, council, clock.now().date())


def heard(scene, keys, clock, said):
    session, council, officer, consultation = scene
    hear(session, council, officer, consultation, keys.reading(), said, clock.now())


def test_answers_from_paper_are_stored_marked_and_wait_to_be_read(scene, keys, clock):
    session, council, _officer, _consultation = scene

    heard(scene, keys, clock, Heard(SAID, may_show=frozenset({"hard"})))

    submission = session.scalars(select(Submission)).one()
    rows = {row.question: row for row in session.scalars(select(Answer))}
    assert (submission.origin, submission.receipt_hash) == (Origin.HEARD, None)
    assert rows["good"].codes == "room wifi"
    assert (rows["hard"].reading, rows["hard"].may_show) == (Reading.UNREAD, True)
    assert reading.next_unread(session, council, keys.reading()).original == "its loud at night"


def test_each_reply_that_cannot_be_used_is_named_and_nothing_is_stored(scene, keys, clock):
    session = scene[0]
    wrong = Heard({"feel": ("happy",), "safe": ("perhaps not",), "hard": ("said anyway",)})

    with pytest.raises(NotClear) as told:
        heard(scene, keys, clock, wrong)

    assert set(told.value.faults) == {"safe", "hard"}
    assert told.value.faults["hard"] == NOT_ASKED
    assert session.scalars(select(Submission)).all() == []


def test_an_empty_paper_and_a_consultation_that_has_ended_are_refused(scene, keys, clock):
    with pytest.raises(BadInput, match="Enter at least one"):
        heard(scene, keys, clock, Heard({}))

    clock.set_day(clock.now().date() + timedelta(days=365))
    with pytest.raises(Refused, match="has ended"):
        heard(scene, keys, clock, Heard(SAID))


def test_nothing_is_entered_before_the_consultation_opens(scene, keys, clock):
    session, _council, _officer, consultation = scene
    consultation.opens_on = clock.now().date() + timedelta(days=1)

    with pytest.raises(Refused, match="opens on 12 March 2026"):
        heard(scene, keys, clock, Heard(SAID))

    assert session.scalars(select(Submission)).all() == []


def test_one_code_is_one_answer_on_paper_too(database, keys, clock):
    with database.writing() as session:
        council = a_council(session)
        officer = an_account(session, council)
        consultation = a_consultation(session, council, clock.now().date(), by_invite=True)
        batch = make_invites(
            session, council, keys.reading().invites, consultation, "foster-care", Route.POST, 2
        )
        scene = session, council, officer, consultation

        heard(scene, keys, clock, Heard(SAID, code=batch.codes[0]))
        with pytest.raises(Refused):
            heard(scene, keys, clock, Heard(SAID, code=batch.codes[0]))

        assert len(session.scalars(select(Submission)).all()) == 1
        assert consultations.survey_of(consultation).name == "where-i-live"


def test_what_hangs_on_an_answer_that_is_needed_waits_for_it():
    survey = load_survey("good-news")

    with pytest.raises(NotClear) as told:
        answers_in(survey, Heard({"story": ("we won",)}))

    assert list(told.value.faults) == ["about"]
