"""A partner's link, as whoever holds it sees it; and an answer signed, checked and published."""

import re
from html import unescape

import pytest

from participation.domain.policy import Role
from tests.fixtures_databases import SqliteGround

SAID = "the wifi never works in my room"
GONE = "This link does not work any more"
HARD = "The authority will operationalise a comprehensive connectivity infrastructure programme."


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: what a page shows is the same on both."""
    return sqlite_ground


@pytest.fixture
def ask(house):
    """An ask that was sent to the board, by its key."""
    house.say(SAID, many=12)
    house.read_all()
    return house.ask_id(house.digest("Fix the wifi.", sent=True))


def test_a_partner_answers_the_one_ask_once_and_an_officer_takes_it_up(house, officer, ask):
    made = unescape(officer.post(f"/asks/{ask}/partner", partner="Housing").text)
    path = re.search(r'value="http://[^/"]+(/partner/[^"]+)"', made).group(1)
    partner, other = house.visitor(), house.visitor()

    page = partner.get(path)
    forged = other.client.post(path, data={"kind": "did", "words": "Done.", "shown_by": "Us."})
    lacking = partner.post(path, kind="did", words="Done.")
    thanks = partner.post(path, kind="did", words="Done.", shown_by="A test.")

    assert (page.status_code, "Fix the wifi." in page.text, SAID in page.text) == (200, True, False)
    assert page.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert forged.status_code == 400
    assert "Say what shows that it was done." in lacking.text
    assert "Thank you" in thanks.text
    assert [one.get(path).status_code for one in (partner, other)] == [410, 410]
    assert other.get(path).text.count(GONE) == other.get("/partner/made-up").text.count(GONE) == 1
    for _ in range(30):
        blocked = other.get("/partner/made-up").status_code
    assert blocked == 429

    listed = officer.page("/asks")
    shown = officer.page(f"/asks/{ask}")
    assert "A partner has answered" in listed
    assert "Housing has answered" in shown
    taken = re.search(r"partner=([0-9a-f-]{36})", shown).group(1)
    filled = officer.page(f"/asks/{ask}?partner={taken}")
    assert "Done.</textarea>" in filled
    officer.post(
        f"/asks/{ask}", kind="did", words="Done.", shown_by="A test.", seen="0", partner=taken
    )
    assert "Housing, taken up by Officer" in officer.page(f"/asks/{ask}")


def test_the_second_to_answer_is_told_and_hard_words_are_shown_before_they_are_published(
    house, officer, ask
):
    member = house.visitor(Role.MEMBER)
    member.post(f"/asks/{ask}", kind="cannot", words="No money.", challenge="Ask.", seen="0")

    second = officer.post(f"/asks/{ask}", kind="cannot", words="No.", challenge="Ask.", seen="0")

    assert (second.status_code, second.text.count("Board-Member has answered")) == (400, 2)
    assert "No.</textarea>" in second.text
    assert 'name="seen" type="hidden" value="1"' in second.text
    publish = re.search(r"/responses/[0-9a-f-]+/publish", officer.page("/asks")).group()
    held = officer.post(publish, plain=HARD)
    assert "Not published yet: these words are hard to read" in held.text
    mark = re.search(r'name="shown" value="(\w+)"', held.text).group(1)
    assert officer.post(publish, plain=HARD, shown=mark).location == "/asks"
