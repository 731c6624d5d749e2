"""An ambassador's pages: groups first, one answer at a time, and the words of a board's answer."""

import re

import pytest

from participation.domain.policy import Role
from participation.models import Response
from participation.services.wording_checks import LONGEST_ADVICE
from tests.fixtures_databases import SqliteGround

TO_KEEP = re.compile(r'action="(/read-again/[0-9a-f-]{36})"')


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: what the pages show is the same on both."""
    return sqlite_ground


@pytest.fixture
def ambassador(house):
    """A care ambassador's browser."""
    return house.visitor(Role.AMBASSADOR)


def test_an_ambassador_says_which_groups_are_theirs_then_reads_before_the_officer_shows(
    house, ambassador
):
    house.say("the wifi never works", many=12)
    house.read_all()

    start = ambassador.page("/")
    sent_away = ambassador.get("/read-again")
    ambassador.post("/read-again/groups", groups=["care-leavers"])
    page = ambassador.page("/read-again")
    (address,) = TO_KEEP.findall(page)
    nothing = ambassador.post(address)
    kept = ambassador.post(address, themes=["money"])
    both = ambassador.page(kept.location)
    again = ambassador.post(address, themes=["wifi-and-phones"])
    (passed_on,) = TO_KEEP.findall(ambassador.page("/read-again"))
    ambassador.post(f"{passed_on}/leave")

    assert "Which groups are your own?" in start
    assert sent_away.location == "/read-again/groups"
    assert "the wifi never works" in page
    assert not re.search(r"2026|\bW11\b|12 answers", page.partition("<main")[2])
    assert "say that none fits" in nothing.text
    assert kept.location == f"{address}/both"
    assert "You see it differently" in both
    assert again.status_code == 409
    assert TO_KEEP.findall(ambassador.page("/read-again")) != [passed_on]


def test_words_that_ambassadors_find_clear_are_told_as_checked(house, officer, member, ambassador):
    house.say("the wifi never works", many=12)
    house.read_all()
    ask = house.ask_id(house.digest("Mend the wifi.", sent=True))
    member.post(f"/asks/{ask}", kind="did", words="Procured.", shown_by="A speed test")
    with house.database.reading() as session:
        key = session.query(Response).one().id

    officer.post(f"/wordings/of/{key}/ask", plain="We bought a router.")
    waiting = officer.page(f"/responses/{key}/publish")
    shown = ambassador.page("/wordings")
    seen = re.search(r'name="seen" value="([^"]+)"', shown).group(1)
    said = ambassador.post(f"/wordings/{key}", seen=seen, advice="x" * (LONGEST_ADVICE + 1))
    ambassador.post(f"/wordings/{key}", seen=seen, clear="yes")
    clear = officer.page(f"/responses/{key}/publish")

    assert "With ambassadors" in waiting
    assert "We bought a router." in waiting
    assert "Mend the wifi." in shown
    assert "We bought a router." in shown
    assert said.status_code == 400
    assert "Found clear" in clear
    assert "No words to check" in ambassador.page("/wordings")
