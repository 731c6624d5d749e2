"""The codebook on screen: changed by an officer, proposed by an ambassador."""

import re

import pytest

from participation.domain.policy import Role
from participation.models import Council, Digest, Suggestion
from participation.services.codebook_record import states, versions
from participation.services.councils import theme_coded
from tests.fixtures_databases import SqliteGround

TYPED = {
    "name": "Pets",
    "own_name": "Our animals",
    "description": "Having a pet, or missing one.",
    "examples": "i miss my dog\r\ncan we have a cat\r\n",
    "lead": "Fostering team",
    "promise": "",
}


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: the services are tested on both."""
    return sqlite_ground


@pytest.fixture
def ambassador(house):
    """A care ambassador's browser."""
    return house.visitor(Role.AMBASSADOR)


def codebook(house):
    with house.database.reading() as session:
        return states(session, house.council)


def test_an_officer_adds_a_theme_and_changes_it(house, officer):
    added = officer.post("/themes/new", **TYPED)
    page = officer.page("/themes/of/pets/change")
    changed = officer.post("/themes/of/pets/change", **TYPED | {"own_name": "Pets and us"})

    assert added.location == changed.location == "/themes/of/pets"
    assert "i miss my dog" in page
    assert codebook(house)["pets"].own_name == "Pets and us"
    assert codebook(house)["pets"].examples == ("can we have a cat", "i miss my dog")
    assert "Fostering team" in officer.page("/themes/of/pets")


def test_editing_a_theme_keeps_what_its_form_shows(house, officer):
    before = codebook(house)["money"]
    page = officer.page("/themes/of/money/change")
    lenses = re.findall(r'name="lenses"[^>]*value="([^"]+)"[^>]*checked', page)
    shown = {
        "name": before.name,
        "own_name": before.own_name,
        "description": before.description,
        "examples": "\r\n".join(before.examples),
        "promise": before.promise,
        "lenses": lenses,
    }

    officer.post("/themes/of/money/change", **shown)

    assert lenses
    assert set(codebook(house)["money"].lenses) == set(before.lenses)
    with house.database.reading() as session:
        changed = {
            field
            for version in versions(session, house.council)
            for field in ("name", "own_name", "description", "examples", "promise", "lead")
            if getattr(version.before["money"], field) != getattr(version.after["money"], field)
        }
    assert changed == set()


def test_a_name_that_is_taken_is_told_beside_the_field_and_nothing_typed_is_lost(house, officer):
    answer = officer.post("/themes/new", **TYPED | {"name": codebook(house)["money"].name})

    assert answer.status_code == 400
    assert "already. Choose another name" in answer.text
    assert 'href="#name"' in answer.text
    assert "can we have a cat" in answer.text


def test_a_merge_says_what_it_does_and_can_be_undone(house, officer):
    house.say("the wifi never works", many=3)
    house.read_all(("money",))

    page = officer.page("/themes/of/money/merge")
    merged = officer.post("/themes/of/money/merge", into="wifi-and-phones")
    gone = officer.page("/themes/of/money")
    officer.post("/themes/versions/2/undo")

    assert "The 3 answers that have it get the other theme" in page
    assert merged.location == "/themes/of/wifi-and-phones"
    assert "It was merged into" in gone
    assert not codebook(house)["money"].retired_on
    assert "undone since" in officer.page("/themes/versions")
    assert "undone before" in officer.post("/themes/versions/2/undo").text


def test_a_retired_theme_is_on_no_list_to_choose_from(house, officer):
    house.say("the wifi never works")
    officer.post("/themes/of/money/retire")

    assert 'value="money"' not in officer.page(f"/queue/{house.waiting_id()}")
    assert "No longer used" in officer.page("/themes")
    assert officer.get("/themes/of/money/change").status_code == 409


def test_who_had_ticked_a_theme_that_went_keeps_the_words_and_the_other_ticks(house, officer):
    house.say("the wifi never works")
    waiting = house.waiting_id()
    officer.post("/themes/of/money/retire")

    answer = officer.post(
        f"/queue/{waiting}/clear", words="It never works, typed.", themes=["money", "friends"]
    )

    assert answer.status_code == 400
    assert "has just been retired." in answer.text
    assert "It never works, typed." in answer.text
    assert re.search(r'value="friends"[^>]*checked', answer.text)


def test_a_theme_that_was_merged_while_it_was_proposed_is_ticked_as_the_other(house, officer):
    house.say("the wifi never works")
    waiting = house.waiting_id()
    names = {code: codebook(house)[code].name for code in ("money", "wifi-and-phones")}
    with house.database.writing() as session:
        theme = theme_coded(session, session.get_one(Council, house.council.id), "money")
        of_it = {"council_id": theme.council_id, "answer_id": waiting}
        session.add(Suggestion(**of_it, theme_id=theme.id, score=0.95))
    before = officer.page(f"/queue/{waiting}")
    officer.post("/themes/of/money/merge", into="wifi-and-phones")

    typed = {"words": "It never works, typed.", "themes": ["money", "friends"]}
    answer = officer.post(f"/queue/{waiting}/clear", **typed, tone="sad")
    looked = officer.post(f"/queue/{waiting}/look", **typed, wanted="pets")
    themes = re.findall(r'value="([^"]+)"\s*checked', answer.text)
    again = officer.post(f"/queue/{waiting}/clear", words=typed["words"], themes=themes)

    assert re.search(r'value="money"', before)
    assert answer.status_code == 400
    told = f"“{names['money']}” has just become part of “{names['wifi-and-phones']}”."
    assert told in answer.text
    assert "It never works, typed." in answer.text
    assert set(themes) == {"friends", "wifi-and-phones"}
    assert 'value="money"' not in answer.text
    assert "A theme that you ticked was merged" in looked.text
    assert again.status_code == 302


def test_themes_are_found_by_any_word_said_of_them(officer):
    page = officer.page("/themes?q=PHONES+wi-fi")

    assert "1 of " in page
    assert 'id="wifi-and-phones"' in page
    assert 'id="money"' not in page


def test_exact_numbers_are_for_who_reads_the_answers(house, officer, ambassador):
    house.say("the wifi never works", many=12)
    house.read_all()
    drafted = house.digest()
    before = ambassador.page("/themes")
    with house.database.writing() as session:
        session.get_one(Digest, drafted.id).sent_on = house.clock.now().date()

    shown, told = officer.page("/themes"), ambassador.page("/themes")

    assert "12 answers" in shown
    assert "Agreement: too little to say yet; two have read" in shown
    assert "Agreement" not in told
    assert "12 answers" not in told
    assert "0 answers" not in told
    assert "Last told:" not in before
    assert "Last told: about 10" in told
    assert "Last told: fewer than 8" in told
    assert "12" not in ambassador.page("/themes/of/wifi-and-phones").partition("<main")[2]


def test_what_an_ambassador_proposes_waits_for_an_officer(house, officer, ambassador):
    ambassador.post("/themes/propose?theme=money", own_name="Cash", description="")
    ambassador.post("/themes/propose", own_name="Our pets", description="Dogs and cats.")
    page = officer.page("/themes")
    accept = re.search(r'formaction="(/themes/proposals/[^"]+/accept)"', page)
    write = re.search(r'href="(/themes/new\?proposal=[^"]+)"', page)

    officer.post(accept[1])
    filled = officer.page(write[1])
    officer.post(write[1], **TYPED | {"own_name": "Our pets"})

    assert codebook(house)["money"].own_name == "Cash"
    assert 'value="Our pets"' in filled
    assert codebook(house)["pets"].own_name == "Our pets"
    assert "Proposed" not in officer.page("/themes")


def test_an_ambassador_changes_nothing_and_a_bad_proposal_is_told(officer, ambassador):
    refused = ambassador.post("/themes/of/money/retire")
    empty = ambassador.post("/themes/propose", own_name="", description="Something")
    taken = ambassador.post("/themes/propose", own_name="money", description="It")

    assert refused.status_code == 403
    assert (empty.status_code, taken.status_code) == (400, 400)
    assert "Write a name" in empty.text
    assert "Proposed" not in officer.page("/themes")


def test_each_version_can_be_read(officer):
    officer.post("/themes/new", **TYPED)
    officer.post("/themes/of/pets/change", **TYPED | {"own_name": "Pets and us"})

    page = officer.page("/themes/versions")

    assert "<del>Our animals</del> <ins>Pets and us</ins>" in page
    assert "Our animals" in officer.page("/themes/versions/2")
    assert "Our animals" not in officer.page("/themes/versions/1")
    assert officer.get("/themes/versions/9").status_code == 404


def test_a_split_says_what_it_does_and_its_answers_are_given_their_parts(house, officer):
    house.say("the wifi never works", many=3)
    house.read_all(("money",))
    named = {"name_1": "Pocket money", "description_1": "To spend.", "name_2": "Savings"}

    page = officer.page("/themes/of/money/split")
    refused = officer.post("/themes/of/money/split", **named)
    split = officer.post("/themes/of/money/split", **named, description_2="To keep.")
    parts = officer.page("/themes/of/money/parts")
    box = r'-none" name="([^"]+)" type="checkbox" value="([^"]+)"'
    (first, _), (second, _), (third, none) = re.findall(box, parts)
    officer.post(
        "/themes/of/money/parts", **{first: "savings", second: ["savings", "pocket-money"]}
    )
    left = officer.page("/themes")
    officer.post("/themes/of/money/parts", **{third: none})

    assert "You give each of the 3 answers that have it a part" in page
    assert refused.status_code == 400
    assert 'href="#description_2"' in refused.text
    assert split.location == "/themes/of/money/parts"
    assert "1 answer of “Money and pocket money”, which was split, waits" in left
    assert "Every answer has its part" in officer.page("/themes/of/money/parts")
    assert "It was split into" in officer.page("/themes/of/money")
    assert "Part of" in officer.page("/themes/of/savings")


def test_an_officer_sees_what_was_found_and_nobody_else_does(house, officer, ambassador):
    house.say("the wifi never works", many=3)
    house.read_all(("money", "friends"))
    house.say("nothing", many=2)
    house.read_all(())
    house.say("my bike has a flat tyre")

    page = officer.page("/themes/found?of=home")
    cells = re.findall(r'numeric">(\d+)<', page)

    assert cells == ["3", "3", "2"]
    assert "In the 5 answers" in page
    assert "1 is unread" in page
    assert officer.get("/themes/found?of=away").status_code == 404
    assert ambassador.get("/themes/found").status_code == 403
