"""Reading again: who is shown what, themes before the officer's, and stepping aside."""

import pytest

from participation.core.errors import BadInput, Changed, NotFound
from participation.domain.policy import Role
from participation.models import Answer, Coding, CrossReading, Origin
from participation.services.clearing import set_themes
from participation.services.second_readings import (
    both_readings,
    next_to_read,
    own_groups,
    read_blind,
    step_aside,
)
from tests.factories import a_cleared_answer, a_consultation, a_council, an_account

SHOWN = [f"the wifi is slow, number {number}" for number in range(6)]
HIDDEN = ["not to be shown", "said for a child", "nobody has read this"]


@pytest.fixture
def hall(sqlite_database, keys, clock):
    """A council where an ambassador may read six answers of foster care, and three more not."""
    with sqlite_database.writing() as session:
        council = a_council(session)
        officer = an_account(session, council)
        home = a_consultation(session, council, clock.now().date())
        for text in (*SHOWN, *HIDDEN):
            origin = Origin.SPOKEN_FOR if text == HIDDEN[1] else Origin.SAID
            how = {"show": text != HIDDEN[0], "origin": origin}
            answer = a_cleared_answer(session, keys, home, clock.now(), text, **how)
            set_themes(session, council, officer, answer, ("wifi-and-phones",))
        answer.reading, answer.cleared = "unread", None
        yield session, council, officer, an_account(session, council, Role.AMBASSADOR)


def read_all(session, council, account) -> list[str]:
    """Read one after the other until nothing is left, and return the words in their order."""
    words = []
    while (found := next_to_read(session, council, account)) is not None:
        words.append(found.words.text)
        read_blind(session, council, account, found.answer_id, ["wifi-and-phones"])
    return words


def test_an_ambassador_reads_what_may_be_shown_once_and_in_an_order_of_their_own(hall) -> None:
    session, council, _, ambassador = hall
    other = an_account(session, council, Role.AMBASSADOR, handle="other")
    before = next_to_read(session, council, ambassador)
    for account in (ambassador, other):
        step_aside(session, council, account, ())

    first, second = (read_all(session, council, one) for one in (ambassador, other))

    assert before is None
    assert set(first) == set(second) == set(SHOWN)
    assert len(first) == len(second) == len(SHOWN)


def test_nobody_changes_their_themes_once_they_have_seen_the_officers(hall) -> None:
    session, council, officer, ambassador = hall
    step_aside(session, council, ambassador, ())
    found = next_to_read(session, council, ambassador)
    place = (session, council, ambassador, found.answer_id)

    with pytest.raises(NotFound):
        both_readings(*place)
    with pytest.raises(BadInput, match="not in your codebook"):
        read_blind(*place, ["nonsense"])
    read_blind(*place, ["money", "friends"])
    with pytest.raises(Changed, match="stays"):
        read_blind(*place, ["wifi-and-phones"])

    both = both_readings(*place)
    assert len(both.own) == 2
    assert len(both.first) == 1
    with pytest.raises(NotFound):
        read_blind(session, council, officer, found.answer_id, [])


def test_who_steps_aside_sees_no_answer_of_a_consultation_with_their_group(hall) -> None:
    session, council, _, ambassador = hall
    step_aside(session, council, ambassador, ("care-leavers",))
    elsewhere = next_to_read(session, council, ambassador)

    step_aside(session, council, ambassador, ("foster-care", "care-leavers"))

    assert elsewhere is not None
    assert next_to_read(session, council, ambassador) is None
    with pytest.raises(NotFound):
        read_blind(session, council, ambassador, elsewhere.answer_id, [])
    with pytest.raises(BadInput):
        step_aside(session, council, ambassador, ("the moon",))
    assert own_groups(session, ambassador) == {"foster-care", "care-leavers"}


def test_nobody_is_shown_two_answers_of_one_submission(hall) -> None:
    session, council, _, ambassador = hall
    step_aside(session, council, ambassador, ())
    one, other = session.query(Answer).filter(Answer.cleared.in_(SHOWN[:2])).all()
    other.submission_id, other.question = one.submission_id, "good"

    read = read_all(session, council, ambassador)

    assert len(read) == len(SHOWN) - 1


def test_a_second_officer_reads_what_another_gave_themes_shown_or_not(hall) -> None:
    session, council, officer, _ = hall
    second = an_account(session, council, handle="second")
    bare = session.query(Answer).filter_by(cleared=SHOWN[0]).one()
    session.query(Coding).filter_by(answer_id=bare.id).delete()

    read = read_all(session, council, second)

    assert set(read) == {*SHOWN[1:], *HIDDEN[:2]}
    assert next_to_read(session, council, officer) is None
    assert session.query(CrossReading).filter_by(coder_id=second.id).count() == len(read)
