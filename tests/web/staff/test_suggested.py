"""What the queue proposes: reasons, ticks, tones, and answers that say the same."""

import re
from uuid import UUID

import pytest
from sqlalchemy import select

from participation.core.ports import ThemeLook, ThemeSuggestion
from participation.domain.policy import Role
from participation.models import Answer, Council, Reading, ToneHeard
from participation.services import suggesting
from tests.fixtures_databases import SqliteGround
from tests.web.staff.conftest import House

SAME = "My name is Shannon and the wifi never works"


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: the services are tested on both."""
    return sqlite_ground


def look(house: House, *phrases: str, likely: bool = False) -> None:
    """Have the machine propose wifi for whatever waits, or know nothing of it without phrases."""
    proposed = ThemeSuggestion("wifi-and-phones", 0.9, phrases, likely)
    with house.database.writing() as session:
        council = session.get_one(Council, house.council.id)
        keys = house.keys.reading()
        made = ThemeLook((proposed,), 0.5) if phrases else None
        looked = [
            suggesting.Looked(one, made) for one in suggesting.waiting(session, council, keys)
        ]
        suggesting.store_looks(session, council, keys, looked)


def unread(house: House) -> set[UUID]:
    with house.database.reading() as session:
        return set(session.scalars(select(Answer.id).where(Answer.reading == Reading.UNREAD)))


def hidden(page: str) -> dict[str, list[str]]:
    """Return what the page's form carries along."""
    found: dict[str, list[str]] = {}
    for tag in re.findall(r'<input type="hidden" [^>]*>', page):
        name, value = re.search(r'name="([^"]*)" value="([^"]*)"', tag).groups()
        found.setdefault(name, []).append(value)
    found.pop("csrf_token")
    return found


def test_a_proposal_shows_its_phrases_and_answers_like_it_and_may_be_ticked(house, officer):
    house.say("the wifi is off at night")
    house.read_all()
    house.say(SAME)
    look(house, "wifi", "Shannon", likely=True)

    page = officer.page("/queue")

    why = page.partition('id="why-1">')[2].partition("</div>")[0]
    assert why == "“wifi”"
    assert "the wifi is off at night</li>" in page
    assert re.search(r'value="wifi-and-phones"\s+checked', page)
    assert "right nine times in ten, by your own decisions" in page
    assert "The machine has learnt nothing yet." in page
    assert len(unread(house)) == 1


def test_the_tone_that_was_heard_is_kept_with_the_decision(house, officer):
    house.say(SAME)
    key = house.waiting_id()

    refused = officer.post(f"/queue/{key}/clear", words=" ", tone="sad")
    officer.post(f"/queue/{key}/clear", words="The wifi never works", tone="sad")

    assert 'value="sad" data-key="9" checked' in refused.text
    with house.database.reading() as session:
        assert session.scalars(select(ToneHeard.tone)).all() == ["sad"]


def test_themes_are_looked_for_without_a_script_and_nothing_typed_is_lost(house, officer):
    house.say(SAME)

    answer = officer.post(
        f"/queue/{house.waiting_id()}/look", words="The wifi.", themes=["friends"], wanted="MONEY"
    )

    assert "The wifi.</textarea>" in answer.text
    assert 'value="friends" checked' in answer.text
    assert 'value="money"' in answer.text
    assert 'value="food"' not in answer.text
    assert len(unread(house)) == 1


def test_what_says_the_same_is_shown_one_by_one_and_cleared_at_once(house, officer):
    house.say(SAME, many=4)
    look(house, "wifi")
    first = house.waiting_id()
    address = f"/queue/{first}/alike"
    assert "3 say the same" in officer.page(f"/queue/{first}")

    typed = {"words": "The wifi never works", "themes": ["wifi-and-phones"], "tone": "sad"}
    step = officer.post(address, **typed).text
    seen = [hidden(step)["one"][0]]
    for pressed, kept in (("same", "Mine"), ("other", "Not this"), ("same", "And mine")):
        assert "My name is <details" in step
        assert len(unread(house)) == 4
        step = officer.post(address, **hidden(step) | {"one-words": kept, pressed: ""}).text
        seen += hidden(step)["one"] if "Does this one say the same?" in step else []
    said = officer.page("/queue")

    assert "Cleared 3 together." in said
    assert unread(house) == {UUID(seen[1])}
    with house.database.reading() as session:
        rows = session.scalars(select(Answer.cleared).where(Answer.reading == Reading.CLEARED))
        assert sorted(rows) == ["And mine", "Mine", "The wifi never works"]
        assert session.scalars(select(ToneHeard.tone)).all() == ["sad"] * 3
    officer.post(f"/queue/{first}/undo")
    assert "So are the 2 that were cleared with it." in officer.page("/queue")
    assert len(unread(house)) == 4


def test_what_somebody_else_decided_meanwhile_stays_as_it_was(house, officer):
    house.say(SAME, many=3)
    look(house, "wifi")
    first = house.waiting_id()
    address = f"/queue/{first}/alike"
    step = hidden(officer.post(address, words="Mine", themes=["money"]).text)
    other = house.visitor(Role.OFFICER)
    other.post(f"/queue/{step['one'][0]}/clear", words="Theirs", themes=["friends"])

    step = hidden(officer.post(address, **step | {"one-words": "Mine too", "same": ""}).text)
    officer.post(address, **step | {"one-words": "Mine too", "same": ""})

    assert "Cleared 2 together. 1 had been decided by somebody else" in officer.page("/queue")
    with house.database.reading() as session:
        rows = session.scalars(select(Answer.cleared).where(Answer.reading == Reading.CLEARED))
        assert sorted(rows) == ["Mine", "Mine too", "Theirs"]


def test_what_the_machine_makes_nothing_of_is_listed_with_a_way_to_read_it(house, officer):
    house.say("😀")
    look(house)

    queue, page = officer.page("/queue"), officer.page("/queue/without-suggestions")

    assert "It could make nothing of 1 answer." in queue
    assert f'href="/queue/{house.waiting_id()}">😀</a>' in page
    assert "Nothing is suggested for this one." in officer.page(f"/queue/{house.waiting_id()}")


def test_the_page_says_what_was_learnt_and_that_a_damaged_file_is_made_anew(house, officer):
    house.say(SAME)
    shelf = house.app.extensions["office"].shelf
    with house.database.reading() as session:
        shelf.refit(session, session.get_one(Council, house.council.id))
    before = officer.page("/queue")
    path = shelf.path(house.council)
    path.write_bytes(path.read_bytes()[:100])

    damaged = officer.page("/queue")
    with house.database.reading() as session:
        shelf.refit(session, session.get_one(Council, house.council.id))

    assert "from your codebook and 0 decisions" in before
    assert "is damaged. It is made anew from your decisions" in damaged
    assert "this one was rebuilt from decisions" in officer.page("/queue")
