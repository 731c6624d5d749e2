from participation.models import Answer
from participation.services import clearing, nearest, reading, withdrawals
from participation.services.proposals import Proposal
from tests.factories import a_consultation, a_council, an_account, say

WIFI = (Proposal("wifi-and-phones", "Wifi and phones", 0.9, ("wifi",), True),)


class Room:
    """A council whose officer gave every text one theme."""

    def __init__(self, session, keys, clock) -> None:
        self.session, self.keys, self.clock = session, keys, clock
        self.council = a_council(session)
        self.officer = an_account(session, self.council)
        self.consultation = a_consultation(session, self.council, clock.now().date())

    def clear(self, text: str, *themes: str, show: bool = True) -> str:
        now = self.clock.now()
        sent = say(self.session, self.keys, self.consultation, now, text=text, show=show)
        while unread := reading.next_unread(self.session, self.council, self.keys.reading()):
            decision = clearing.Decision(unread.original, themes)
            clearing.clear(
                self.session, self.council, self.officer, unread.answer_id, decision, now
            )
        return str(sent.receipt)

    def near(self, text: str, only_shown: bool = False) -> list[str]:
        now = self.clock.now()
        say(self.session, self.keys, self.consultation, now, text=text)
        unread = reading.next_unread(self.session, self.council, self.keys.reading())
        found = nearest.nearest_answers(
            self.session, self.council, unread.answer_id, text, WIFI, only_shown
        )
        self.session.delete(self.session.get_one(Answer, unread.answer_id))
        self.session.flush()
        return [words.text for words in found["wifi-and-phones"]]


def test_the_nearest_cleared_answers_of_the_same_theme_are_shown(database, keys, clock) -> None:
    with database.writing() as session:
        room = Room(session, keys, clock)
        receipt = room.clear("the wifi goes off at night", "wifi-and-phones")
        room.clear("my phone was taken", "wifi-and-phones")
        room.clear("the wifi at night is money", "money")

        before = room.near("no wifi at night")
        withdrawals.take_back(session, keys.young(), receipt, clock.now())
        after = room.near("no wifi at night")

    assert before[0] == "the wifi goes off at night"
    assert "the wifi at night is money" not in before
    assert after == []


def test_only_what_may_be_shown_is_found_for_who_may_see_no_more(
    sqlite_database, keys, clock
) -> None:
    with sqlite_database.writing() as session:
        room = Room(session, keys, clock)
        room.clear("the wifi goes off at night", "wifi-and-phones", show=False)

        officer, ambassador = room.near("no wifi"), room.near("no wifi", only_shown=True)

    assert officer == ["the wifi goes off at night"]
    assert ambassador == []


def test_a_sibling_answer_is_not_set_beside_it(sqlite_database, keys, clock) -> None:
    with sqlite_database.writing() as session:
        room = Room(session, keys, clock)
        room.clear("the wifi goes off at night", "wifi-and-phones")
        answer = session.query(Answer).filter_by(reading="cleared").one()
        found = nearest.nearest_answers(session, room.council, answer.id, "the wifi", WIFI)

    assert found == {"wifi-and-phones": ()}
