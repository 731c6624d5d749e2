"""The meeting kit, made from the live loop."""

from types import SimpleNamespace

from participation.web.staff.views.kits import asked_aloud, talked_about
from surveys.loader import load_survey


def card(days_late=None):
    return SimpleNamespace(
        answer=None if days_late is None else SimpleNamespace(days_late=days_late)
    )


def test_the_kit_has_the_plan_the_asks_the_promises_and_what_is_open(house, officer):
    house.say("the wifi never works", many=12)
    house.read_all()
    house.digest(ask="Mend the wifi in every home.", sent=True)

    page = officer.page("/meeting-kit")

    assert "A meeting in 45 minutes" in page
    assert "Mend the wifi in every home." in page
    assert "No answer yet." in page
    assert "We will listen to you" in page
    assert "If you could change one thing about where you live" in page


def test_before_anything_was_said_it_is_still_a_plan(officer):
    page = officer.page("/meeting-kit")

    assert "There are no answers yet." in page
    assert "Nothing is open right now." in page


def test_what_is_late_is_talked_about_first_and_what_waits_last():
    cards = [card(), card(0), card(4)]

    assert talked_about(cards) == [cards[2], cards[1], cards[0]]


def test_a_group_is_asked_what_it_can_talk_about():
    asked = asked_aloud(load_survey("where-i-live"))

    assert asked[0].startswith("If you could change one thing")
    assert "What makes it hard?" not in asked
