from uuid import UUID

import pytest

from participation.core.errors import BadInput
from participation.models import Coding, NoIdea
from participation.services import ideas, withdrawals
from participation.services.theming import SuggesterShelf
from tests.factories import a_cleared_answer, a_consultation, a_council, an_account

NAMES = [f"{first}{second}" for first in "abcde" for second in "fghij"]
BIKE, SHED = "my bike has a flat tyre {}", "the garden shed needs paint {}"


@pytest.fixture
def hall(database, keys, clock):
    """A council with fifty cleared answers that fit no theme, of two kinds."""
    with database.writing() as session:
        council = a_council(session)
        officer = an_account(session, council)
        consultation = a_consultation(session, council, clock.now().date())
        place = (session, keys, consultation, clock.now())
        submissions = [
            a_cleared_answer(*place, kind.format(name)).submission_id
            for kind in (BIKE, SHED)
            for name in NAMES
        ]
    with database.writing() as session:
        yield session, session.merge(council), session.merge(officer), submissions


@pytest.fixture
def shelf(tmp_path) -> SuggesterShelf:
    return SuggesterShelf(tmp_path / "models")


def group(session, council, shelf) -> list[ideas.NewIdea]:
    ideas.group(shelf, council.id, ideas.loose_answers(session, council))
    return ideas.new_ideas(session, council, shelf)


def keys_of(idea: ideas.NewIdea) -> list[UUID]:
    return [key for key, _ in idea.answers]


def test_what_fits_no_theme_is_grouped_named_or_dismissed(hall, shelf, clock) -> None:
    session, council, officer, _ = hall
    first, second = group(session, council, shelf)

    named = ideas.name_idea(
        session, council, officer, keys_of(first), "hobbies-and-activities", clock.now()
    )
    dismissed = ideas.dismiss(session, council, officer, keys_of(second), clock.now())
    again = ideas.dismiss(session, council, officer, keys_of(first), clock.now())

    assert (named, dismissed, again) == (25, 25, 0)
    assert session.query(Coding).count() == session.query(NoIdea).count() == 25
    assert ideas.new_ideas(session, council, shelf) == []
    assert group(session, council, shelf) == []
    assert not shelf.path_of(council.id, "ideas").exists()


def test_a_group_says_in_peoples_own_words_what_it_shares(hall, shelf) -> None:
    session, council, _, _ = hall

    found = group(session, council, shelf)

    said = [{words.text[:6] for _, words in idea.answers} for idea in found]
    assert sorted(said, key=sorted) == [{"my bik"}, {"the ga"}]
    phrases = {phrase for idea in found for phrase in idea.phrases}
    assert any("bike" in phrase for phrase in phrases)
    assert not any(name in phrase.split() for phrase in phrases for name in NAMES)


def test_what_is_withdrawn_is_in_no_group_and_its_words_are_no_label(hall, shelf) -> None:
    session, council, _, submissions = hall
    group(session, council, shelf)

    for submission_id in submissions[:23]:
        withdrawals.withdraw(session, submission_id)

    found = ideas.new_ideas(session, council, shelf)
    texts = [words.text for idea in found for _, words in idea.answers]
    assert not any("bike" in text for text in texts)
    assert not any("bike" in phrase for idea in found for phrase in idea.phrases)
    assert len(texts) == 25


def test_the_file_holds_keys_and_shared_words_alone(hall, shelf) -> None:
    session, council, _, _ = hall
    group(session, council, shelf)

    kept = shelf.path_of(council.id, "ideas").read_bytes()

    assert b"bike" in kept
    assert b"needs paint af" not in kept
    assert b"my bike has" not in kept


def test_a_damaged_file_is_no_group_until_the_next_refit(hall, shelf) -> None:
    session, council, _, _ = hall
    group(session, council, shelf)
    path = shelf.path_of(council.id, "ideas")
    path.write_bytes(path.read_bytes()[:200])

    assert ideas.new_ideas(session, council, shelf) == []
    assert len(group(session, council, shelf)) == 2


def test_a_theme_that_is_not_there_names_nothing(hall, shelf, clock) -> None:
    session, council, officer, _ = hall

    with pytest.raises(BadInput, match="not in your codebook"):
        ideas.name_idea(session, council, officer, [], "nonsense", clock.now())
