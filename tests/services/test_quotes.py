from datetime import timedelta

import pytest

from participation.core.errors import Refused
from participation.models import Answer, Quote, Theme
from participation.services import digests, quotes, withdrawals
from participation.services.clearing import set_themes
from tests.factories import a_cleared_answer, a_consultation, a_council, a_meeting, an_account

SLOW = "the wifi is very slow in my room at night, number {}"
PHONE = "they take my phone away at ten each evening {}"


@pytest.fixture
def hall(database, keys, clock):
    """A council with thirty cleared answers on wifi, most of them on how slow it is."""
    now = clock.now()
    with database.writing() as session:
        council = a_council(session)
        officer = an_account(session, council)
        consultation = a_consultation(session, council, now.date())
        submissions = []
        for number in range(30):
            text = (PHONE if number % 5 == 0 else SLOW).format(number)
            place = (session, keys, consultation, now)
            answer = a_cleared_answer(*place, text, show=number != 0)
            submissions.append(answer.submission_id)
            set_themes(session, council, officer, answer, ("wifi-and-phones",))
        meeting = a_meeting(session, council, now.date() + timedelta(weeks=4))
        digest = digests.build_digest(session, council, officer, meeting, [consultation], now)
        theme = session.query(Theme).filter_by(council_id=council.id, code="wifi-and-phones").one()
        yield session, council, digest, theme.id, consultation, submissions


def words(session, council, digest, theme_id, consultation) -> list[str]:
    shown = quotes.quoted_words(session, council, digest, theme_id, consultation)
    return [words.text for _, words in shown]


def test_one_quote_says_what_most_say_and_the_other_something_else(hall) -> None:
    said = words(*hall[:5])

    assert len(said) == 2
    assert sum("slow" in text for text in said) == sum("phone" in text for text in said) == 1


def test_the_same_words_of_two_young_people_are_quoted_once(hall) -> None:
    session, council, digest, theme_id, consultation, _ = hall
    for row in session.query(Quote):
        session.delete(row)
    for answer in session.query(Answer):
        answer.cleared = SLOW.format(1)

    quotes.choose_quotes(session, council, digest, consultation)
    quotes.choose_quotes(session, council, digest, consultation)

    assert words(session, council, digest, theme_id, consultation) == [SLOW.format(1)]


def test_a_quote_is_replaced_by_hand_with_words_of_somebody_else(hall) -> None:
    session, council, digest, theme_id, consultation, _ = hall
    place = (session, council, digest, theme_id, consultation)
    old = quotes.quotes_of(session, digest, theme_id, consultation)
    offered = quotes.candidates(*place)

    quotes.remove_quote(session, digest, old[0])
    quotes.put_quote(*place, offered[3][0])

    now = quotes.quotes_of(session, digest, theme_id, consultation)
    assert set(now) == {old[1], offered[3][0]}
    assert len(offered) == quotes.MOST_OFFERED
    assert not set(old) & {key for key, _ in offered}


def test_words_that_may_not_stand_there_are_refused(hall) -> None:
    session, council, digest, theme_id, consultation, _ = hall
    place = (session, council, digest, theme_id, consultation)
    hidden = session.query(Answer).filter_by(cleared=PHONE.format(0)).one()
    quoted = quotes.quotes_of(session, digest, theme_id, consultation)[0]

    with pytest.raises(Refused, match="may not stand there"):
        quotes.put_quote(*place, hidden.id)
    with pytest.raises(Refused, match="quoted already"):
        quotes.put_quote(*place, quoted)
    digest.sent_on = digest.meeting.meets_on
    with pytest.raises(Refused, match="has been sent"):
        quotes.put_quote(*place, quotes.candidates(*place)[0][0])


def test_two_digests_never_quote_one_submission_of_a_consultation(hall, clock) -> None:
    session, council, digest, theme_id, consultation, _ = hall
    officer = an_account(session, council, handle="second")
    later = a_meeting(session, council, clock.now().date() + timedelta(weeks=9))

    other = digests.build_digest(session, council, officer, later, [consultation], clock.now())

    one = quotes.quotes_of(session, digest, theme_id, consultation)
    two = quotes.quotes_of(session, other, theme_id, consultation)
    writers = [session.get_one(Answer, key).submission_id for key in (*one, *two)]
    assert len(writers) == len(set(writers)) == 4


def test_what_was_taken_out_by_hand_comes_back_by_hand_alone(hall, clock) -> None:
    session, council, digest, theme_id, consultation, _ = hall
    place = (session, council, digest, theme_id, consultation)
    officer = an_account(session, council, handle="second")
    out, kept = quotes.quotes_of(session, digest, theme_id, consultation)
    later = a_meeting(session, council, clock.now().date() + timedelta(weeks=9))

    quotes.remove_quote(session, digest, out)
    for meeting in (digest.meeting, later):
        digests.build_digest(session, council, officer, meeting, [consultation], clock.now())
    rebuilt = quotes.quotes_of(session, digest, theme_id, consultation)
    other = quotes.quotes_of(
        session, digests.digest_of_meeting(session, later), theme_id, consultation
    )
    quotes.put_quote(*place, out)

    assert rebuilt == [kept]
    assert len(other) == 2
    assert not {out, kept} & set(other)
    assert set(quotes.quotes_of(session, digest, theme_id, consultation)) == {out, kept}


def test_a_theme_whose_figure_is_shown_no_longer_is_quoted_no_longer(hall) -> None:
    session, council, digest, theme_id, consultation, _ = hall
    other = session.query(Theme).filter_by(council_id=council.id, code="money").one()
    first, _ = session.query(Quote).filter_by(theme_id=theme_id).all()
    first.theme_id = other.id

    quotes.choose_quotes(session, council, digest, consultation)

    assert session.query(Quote).filter_by(theme_id=other.id).count() == 0
    assert len(quotes.quotes_of(session, digest, theme_id, consultation)) == 2


def test_no_third_quote_comes_under_a_theme_but_in_place_of_another(hall) -> None:
    session, council, digest, theme_id, consultation, _ = hall
    place = (session, council, digest, theme_id, consultation)
    first, second = quotes.quotes_of(session, digest, theme_id, consultation)
    (chosen, _), *_ = quotes.candidates(*place)

    with pytest.raises(Refused, match="Two quotes stand"):
        quotes.put_quote(*place, chosen)
    quotes.put_quote(*place, chosen, instead=second)

    assert set(quotes.quotes_of(session, digest, theme_id, consultation)) == {first, chosen}


def test_a_quote_goes_when_its_writer_takes_it_back(hall) -> None:
    session, council, digest, theme_id, consultation, submissions = hall
    for submission_id in submissions:
        withdrawals.withdraw(session, submission_id)

    assert words(session, council, digest, theme_id, consultation) == []
    assert session.query(Quote).count() == 0
