from dataclasses import replace
from datetime import date, timedelta

import pytest

from participation.core.errors import Refused
from participation.models import Ask
from participation.services import consultations, digests
from participation.services.asking_again import asked_before, term_of, waiting_on
from participation.services.consultations import Opening
from tests import factories


@pytest.fixture
def scene(database, clock):
    """A council that asked where young people live and took an ask to a meeting."""
    today = clock.now().date()
    with database.writing() as session:
        council = factories.a_council(session)
        officer = factories.an_account(session, council)
        home = factories.a_consultation(session, council, today)
        meeting = factories.a_meeting(session, council, today + timedelta(days=7))
        digest = digests.build_digest(
            session, council, officer, meeting, [home], clock.now(), although_unread=True
        )
        ask = digests.NewAsk(home.id, "wifi-and-phones", "", "Mend the wifi in every home.")
        digests.put_ask(session, council, digest, ask)
        digests.send_digest(session, council, officer, digest, clock.now())
        yield session, council, today


def opened(scene, day, survey="where-i-live", **said):
    session, council, _today = scene
    version = consultations.publish_survey(session, council, factories.a_survey(survey))
    opening = Opening(f"again-{day}", "Again", ("foster-care",), day, day + timedelta(days=9))
    return consultations.open_consultation(session, council, version, replace(opening, **said))


def test_the_same_survey_waits_for_the_answer_to_what_it_brought(scene):
    _session, _council, today = scene

    opened(scene, today + timedelta(days=5))
    with pytest.raises(Refused, match="Mend the wifi in every home"):
        opened(scene, today + timedelta(days=30))


def test_a_theme_waits_whichever_survey_asks_about_it(scene):
    session, council, today = scene
    later = today + timedelta(days=30)

    opened(scene, later, "my-review", themes=("contact-with-family",))
    with pytest.raises(Refused, match="still wait"):
        opened(scene, later + timedelta(days=1), "my-review", themes=("wifi-and-phones",))

    assert len(waiting_on(session, council, "none", ["wifi-and-phones"], later)) == 1


def test_a_published_reason_opens_it_and_stays_with_it(scene):
    _session, _council, today = scene

    row = opened(scene, today + timedelta(days=30), reason="The board meets next week.")

    assert row.reason == "The board meets next week."


def test_a_group_is_asked_so_often_a_term_and_no_more(scene):
    session, council, today = scene
    for number in range(3):
        opened(scene, today + timedelta(days=number), "my-review")

    with pytest.raises(Refused, match="4 times this term, January to April"):
        opened(scene, today + timedelta(days=9), "my-review")

    assert opened(scene, date(today.year, 5, 1), "my-review").stage == "draft"
    assert session.query(Ask).count() == 1
    assert council.name == "testshire"


def test_what_was_asked_before_is_found_with_whether_it_was_answered(scene):
    session, council, today = scene
    again = opened(scene, today + timedelta(days=30), reason="To see if it changed.")
    first = consultations.consultation_named(session, council, "home")

    before = asked_before(session, again)

    assert (before.asked_on, before.answered) == (today, False)
    assert asked_before(session, first) is None


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 1, 1), date(2026, 1, 1)),
        (date(2026, 4, 30), date(2026, 1, 1)),
        (date(2026, 5, 1), date(2026, 5, 1)),
        (date(2026, 12, 31), date(2026, 9, 1)),
    ],
)
def test_each_day_is_in_one_of_three_terms(day, first):
    assert term_of(day)[0] == first
