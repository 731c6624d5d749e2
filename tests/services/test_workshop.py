import pytest

from participation.core.clock import SetClock
from participation.core.errors import BadInput, Changed, NotFound, Refused
from participation.domain.policy import Role
from participation.models.database import Database
from participation.services import workshop
from surveys.editing import with_copies, without_question
from surveys.loader import load_survey
from tests.factories import a_council, an_account


@pytest.fixture
def begun(database: Database, clock: SetClock):
    """A draft that began as one of the shipped surveys."""
    with database.writing() as session:
        council = a_council(session)
        officer = an_account(session, council, Role.OFFICER)
        source = load_survey("where-i-live")
        draft = workshop.start_draft(session, council, officer, "Where I live", source, clock.now())
        yield session, council, officer, draft


def test_a_draft_begins_with_what_its_source_says_under_a_name_of_its_own(begun, clock):
    session, council, officer, draft = begun

    again = workshop.start_draft(
        session, council, officer, "Where I live", draft.survey, clock.now()
    )

    assert draft.survey.questions == load_survey("where-i-live").questions
    assert (draft.name, again.name) == ("where-i-live-2", "where-i-live-3")
    assert [each.name for each in workshop.drafts_of(session, council)] == [draft.name, again.name]


def test_nobody_writes_over_what_somebody_else_changed(begun, clock):
    session, council, _officer, draft = begun
    today = clock.now().date()

    def without_good(survey):
        return without_question(survey, "good")

    changed = workshop.change_draft(
        session, council, draft.name, draft.edition, without_good, today
    )

    with pytest.raises(Changed):
        workshop.change_draft(session, council, draft.name, draft.edition, without_good, today)
    kept = workshop.draft_named(session, council, draft.name)
    assert kept == changed
    assert "good" not in kept.survey.by_name


def test_a_change_that_is_refused_leaves_the_draft_as_it_was(begun, clock):
    session, council, _officer, draft = begun

    with pytest.raises(BadInput):
        workshop.change_draft(
            session,
            council,
            draft.name,
            draft.edition,
            lambda survey: without_question(survey, "safe"),
            clock.now().date(),
        )

    assert workshop.draft_named(session, council, draft.name) == draft


def test_what_is_published_can_be_opened_and_a_later_change_waits(begun, clock):
    session, council, officer, draft = begun
    now = clock.now()

    version = workshop.publish_draft(session, council, officer, draft.name, draft.edition, now)
    review = load_survey("my-review").questions[:1]
    changed = workshop.change_draft(
        session,
        council,
        draft.name,
        draft.edition,
        lambda survey: with_copies(survey, review),
        now.date(),
    )

    assert (version.number, changed.published) == (1, None)
    assert workshop.published_surveys(session, council) == [draft.survey]


def test_a_survey_that_asks_nothing_is_not_published(begun, clock):
    session, council, officer, _draft = begun
    empty = workshop.start_draft(
        session, council, officer, "Ours", workshop.blank("Ours"), clock.now()
    )

    with pytest.raises(Refused, match="Add a question"):
        workshop.publish_draft(session, council, officer, empty.name, empty.edition, clock.now())


def test_another_councils_draft_is_not_there(begun, clock):
    session, _council, _officer, draft = begun
    other = a_council(session, "othershire")

    with pytest.raises(NotFound):
        workshop.draft_named(session, other, draft.name)


def test_a_draft_that_is_thrown_away_is_gone_and_what_was_published_stays(begun, clock):
    session, council, officer, draft = begun
    version = workshop.publish_draft(
        session, council, officer, draft.name, draft.edition, clock.now()
    )

    workshop.discard_draft(session, council, officer, draft.name, clock.now())

    assert workshop.drafts_of(session, council) == []
    assert session.get(type(version), version.id) is not None
