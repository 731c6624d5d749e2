"""Challenge cards in a chat, as words."""

from datetime import date

from bots.homework import cards_text
from participation.models import CardEnd
from participation.services.told_cards import ToldCard, ToldReturn

ADDRESS = "https://ask.example/cards/demo"
ASKED = (ToldReturn("The chair", "None of us had."), ToldReturn("The manager", ""))


def card(end: CardEnd, plain: str = "") -> ToldCard:
    return ToldCard("Why?", "Board", date(2026, 4, 1), end, plain, ASKED)


def test_each_card_says_who_answered_who_did_not_and_how_it_ended():
    waiting, been = card(CardEnd.OPEN), date(2026, 5, 1)
    ended = (card(CardEnd.CHANGED, "Two each."), card(CardEnd.CANNOT, "Money."))

    text = cards_text((waiting, *ended), date(2026, 3, 1), ADDRESS)

    assert text.count("“Why?”") == 3
    assert text.count("The chair: None of us had.\nThe manager: No answer yet") == 1
    assert text.count("The chair: None of us had.\nThe manager: They didn't answer") == 2
    assert "This goes to the Board on 1 April 2026." in text
    assert "This was changed\nTwo each." in text
    assert "Can't, because\nMoney." in text
    assert "This went to the Board" in cards_text((waiting,), been, ADDRESS)
    assert "This is 30 days late." in cards_text((waiting,), been, ADDRESS)
    assert ADDRESS not in text
    assert cards_text((waiting,) * 7, been, ADDRESS).endswith(f"on the web: {ADDRESS}")
