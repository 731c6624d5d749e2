"""What a meeting with young people talks about first."""

from types import SimpleNamespace

from participation.services.meeting_kits import asked_aloud, talked_about
from surveys.loader import load_survey


def card(days_late=None):
    return SimpleNamespace(
        answer=None if days_late is None else SimpleNamespace(days_late=days_late)
    )


def test_what_is_late_is_talked_about_first_and_what_waits_last():
    cards = [card(), card(0), card(4)]

    assert talked_about(cards) == [cards[2], cards[1], cards[0]]


def test_a_group_is_asked_what_it_can_talk_about():
    asked = asked_aloud(load_survey("where-i-live"))

    assert asked[0].startswith("If you could change one thing")
    assert "What makes it hard?" not in asked
