import pytest

from participation.core.errors import BadInput, NotFound, Refused
from participation.domain.agreement import Agreement, Pair, TooLittle
from participation.domain.policy import Role
from participation.domain.theming.ordering import is_drawn
from participation.models import Answer, CrossCoding, CrossReading, Suggestion, Theme
from participation.services.agreements import agreements, read_again
from participation.services.clearing import set_themes
from tests.factories import a_cleared_answer, a_consultation, a_council, an_account

MANY = 40


@pytest.fixture
def hall(database, keys, clock):
    """A council with forty cleared answers, every second about wifi."""
    with database.writing() as session:
        council = a_council(session)
        officer = an_account(session, council)
        consultation = a_consultation(session, council, clock.now().date())
        place = (session, keys, consultation, clock.now())
        answers = [a_cleared_answer(*place, "the wifi is slow") for _ in range(MANY)]
        for number, answer in enumerate(sorted(answers, key=lambda answer: answer.id)):
            answer.suggested = True
            themes = ("wifi-and-phones",) if number % 2 else ("money",)
            set_themes(session, council, officer, answer, themes)
    with database.writing() as session:
        yield session, session.merge(council), session.merge(officer)


def answers_of(session) -> list[Answer]:
    return session.query(Answer).filter_by(reading="cleared").order_by(Answer.id).all()


def test_an_ambassador_and_another_officer_are_compared_apart(hall) -> None:
    session, council, _ = hall
    ambassador = an_account(session, council, Role.AMBASSADOR)
    second = an_account(session, council, handle="second")
    for number, answer in enumerate(answers_of(session)):
        right = "wifi-and-phones" if number % 2 else "money"
        read_again(session, council, ambassador, answer.id, (right,))
        if number < 10:
            read_again(session, council, second, answer.id, ())

    by_ambassador = agreements(session, council, Pair.AMBASSADOR)
    by_officer = agreements(session, council, Pair.OFFICERS)

    assert by_ambassador["wifi-and-phones"] == Agreement(1, 1, 1, MANY)
    assert isinstance(by_ambassador["friends"], TooLittle)
    assert isinstance(by_officer["wifi-and-phones"], TooLittle)
    assert by_officer["wifi-and-phones"].count == 10


def test_the_machine_is_compared_on_what_chance_had_read(hall) -> None:
    session, council, _ = hall
    wifi = session.query(Theme).filter_by(code="wifi-and-phones").one()
    drawn = [answer for answer in answers_of(session) if is_drawn(answer.id)]
    for answer in answers_of(session):
        row = {"council_id": council.id, "answer_id": answer.id, "theme_id": wifi.id}
        session.add(Suggestion(score=0.9, **row))
    session.flush()

    found = agreements(session, council, Pair.MACHINE)

    assert {said.count for said in found.values()} == {len(drawn)}
    assert isinstance(found["wifi-and-phones"], TooLittle)


def test_reading_again_replaces_ones_own_and_leaves_the_first_alone(hall) -> None:
    session, council, officer = hall
    second = an_account(session, council, handle="second")
    answer = answers_of(session)[0]
    before = session.query(CrossReading).count()

    read_again(session, council, second, answer.id, ("money",))
    read_again(session, council, second, answer.id, ("money", "wifi-and-phones", "money"))

    assert (before, session.query(CrossReading).count()) == (0, 1)
    assert session.query(CrossCoding).count() == 2
    with pytest.raises(Refused, match="Somebody else"):
        read_again(session, council, officer, answer.id, ())
    with pytest.raises(BadInput, match="not in your codebook"):
        read_again(session, council, second, answer.id, ("nonsense",))
    with pytest.raises(NotFound, match="gone"):
        read_again(session, council, second, second.id, ())


def test_a_second_reading_goes_with_its_answer(hall) -> None:
    session, council, _ = hall
    second = an_account(session, council, handle="second")
    answer = answers_of(session)[0]
    read_again(session, council, second, answer.id, ("money",))

    session.delete(answer)
    session.flush()

    assert session.query(CrossReading).count() == session.query(CrossCoding).count() == 0
