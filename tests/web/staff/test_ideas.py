"""New ideas on screen: grouped by the worker, named with a theme or dismissed by an officer."""

import re
from html import unescape

import pytest

from participation.models import Coding, Council, Job, NoIdea
from participation.services import ideas
from participation.services.jobs import finish
from tests.fixtures_databases import SqliteGround

ANSWER = re.compile(r'name="answers" type="checkbox" value="([^"]+)" checked')
LINK = re.compile(r'href="(/themes/new-ideas/[0-9a-f]{16})"')


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: the services are tested on both."""
    return sqlite_ground


def work(house) -> None:
    """Do what the worker does with what was asked."""
    with house.database.reading() as session:
        loose = ideas.loose_answers(session, session.get_one(Council, house.council.id))
    ideas.group(house.app.extensions["office"].shelf, house.council.id, loose)
    with house.database.writing() as session:
        finish(session, session.query(Job).filter_by(kind="ideas").one().id)


@pytest.fixture
def idea(house, officer) -> str:
    """The address of a group of twelve answers that fit no theme."""
    house.say("my bike has a flat tyre", many=12)
    house.read_all(())
    before = officer.page("/themes/new-ideas")
    officer.post("/themes/new-ideas/group")
    waiting = officer.page("/themes/new-ideas")
    work(house)
    shown = officer.page("/themes/new-ideas")
    assert "12 answers fit no theme" in before
    assert "Waiting to group 12 answers" in waiting
    assert "“flat tyre”" in shown
    (address,) = set(LINK.findall(shown))
    return address


def test_answers_that_fit_nothing_are_named_with_a_new_theme_or_dismissed(house, officer, idea):
    form = officer.page(f"/themes/new?idea={idea.rpartition('/')[2]}")
    added = officer.post(
        f"/themes/new?idea={idea.rpartition('/')[2]}",
        name="Things we own",
        own_name="Our things",
        description="What is ours.",
        promise="",
    )
    back = unescape(officer.get(added.location).text)
    keys = ANSWER.findall(back)
    none = officer.post(f"{idea}/name", theme="things-we-own")
    named = officer.post(f"{idea}/name", theme="things-we-own", answers=keys[:7])
    dismissed = officer.post(f"{idea}/dismiss")
    left = officer.page("/themes/new-ideas")

    assert 'value="Flat tyre"' in form
    assert added.location == f"{idea}?theme=things-we-own"
    assert 'value="things-we-own" selected' in back
    assert len(keys) == 12
    assert (none.status_code, named.status_code, dismissed.status_code) == (400, 302, 302)
    assert "Tick at least one answer" in none.text
    with house.database.reading() as session:
        assert session.query(Coding).count() == 7
        assert session.query(NoIdea).count() == 5
    assert "There is nothing to group" in left
    assert officer.get(idea).status_code == 404
