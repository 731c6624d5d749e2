"""The colour of young people's pages, set on screen."""

import pytest

from participation.domain.policy import Role
from participation.services.councils import council_named, pack_of


def test_a_colour_that_reads_is_worn(house, officer):
    page = officer.post("/look", colour="#0A5C2B")

    assert page.status_code == 303
    with house.database.reading() as session:
        assert pack_of(council_named(session, house.council.name)).look.brand == "#0a5c2b"
    assert "wear it now" in officer.page("/look")


@pytest.mark.parametrize(
    ("typed", "told"), [("#ffd166", "too pale to read"), ("}body{", "Write a colour")]
)
def test_another_is_refused_with_what_to_do_and_stays_typed(house, officer, typed, told):
    page = officer.post("/look", colour=typed)

    assert page.status_code == 400
    assert told in page.text
    assert f'value="{typed}"' in page.text
    with house.database.reading() as session:
        assert pack_of(council_named(session, house.council.name)).look.brand == ""


def test_nothing_typed_gives_ours_back(house, officer):
    officer.post("/look", colour="#0a5c2b")

    officer.post("/look", colour="")

    with house.database.reading() as session:
        assert pack_of(council_named(session, house.council.name)).look.brand == ""


def test_a_member_may_not_change_it(house):
    assert house.visitor(Role.MEMBER).post("/look", colour="#0a5c2b").status_code == 403
