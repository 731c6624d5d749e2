"""The whole loop told through both web apps, on both databases."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.core.settings import read_settings
from participation.domain.policy import Role
from participation.models import Meeting
from participation.models.database import Database
from participation.services import clearing, reading
from participation.services.theming import SuggesterShelf
from participation.web import staff, young
from participation.web.young.door import NAME
from participation.worker.bench import Bench
from participation.worker.loop import work_all
from participation.worker.mailer import FolderMailer
from tests.factories import PASSWORD, a_consultation, a_council, a_meeting, an_account, say
from tests.journeys.tab import Tab


@dataclass
class World:
    """Both apps and the worker over one council in which 23 have answered and been read."""

    young: Flask
    staff: Flask
    bench: Bench
    link: str
    meeting: Meeting

    def signed_in(self, role: Role) -> Tab:
        tab = Tab(self.staff).open("/")
        return tab.press("Sign in", email=f"{role.value}@testshire.example", password=PASSWORD)


@pytest.fixture
def world(
    database: Database, database_url: str, keys: KeyFolder, clock: SetClock, tmp_path: Path
) -> Iterator[World]:
    settings = read_settings(
        tmp_path,
        {
            "PARTICIPATION_DATABASE_URL": database_url,
            "PARTICIPATION_YOUNG_ADDRESS": "http://localhost",
            "PARTICIPATION_STAFF_ADDRESS": "http://localhost",
        },
    )
    with database.writing() as session:
        council = a_council(session)
        people = {role: an_account(session, council, role) for role in (Role.OFFICER, Role.MEMBER)}
        consultation = a_consultation(session, council, clock.now().date())
        meeting = a_meeting(session, council, clock.now().date() + timedelta(weeks=4))
        later = a_meeting(session, council, clock.now().date() + timedelta(weeks=12))
        for number in range(23):
            text = "no wifi at all" if number < 12 else ""
            say(session, keys, consultation, clock.now(), text=text)
        while unread := reading.next_unread(session, council, keys.reading()):
            decision = clearing.Decision(unread.masked, ("wifi-and-phones",))
            args = (session, council, people[Role.OFFICER], unread.answer_id)
            clearing.clear(*args, decision, clock.now())
    assert later.meets_on > meeting.meets_on
    shelf = SuggesterShelf(tmp_path / "models")
    mailer = FolderMailer(tmp_path / "mail", "service@testshire.example")
    young_app = young.create_app(settings, keys.young(), keys.read("young-session"), clock)
    staff_app = staff.create_app(settings, keys.reading(), keys.sign_in(), clock)
    yield World(
        young_app,
        staff_app,
        Bench(database, keys.reading(), shelf, mailer, clock, settings.staff_address),
        consultation.link,
        meeting,
    )
    young_app.extensions[NAME].database.close()
    staff_app.extensions["office"].database.close()


def says(world: World) -> tuple[Tab, str]:
    """Answer every question in a tab, send, and return the tab with its receipt."""
    tab = Tab(world.young).open(f"/c/{world.link}")
    assert "0800 1111" in tab.text
    assert "leave out names and places" in tab.text
    tab.press("Start")
    while tab.here.startswith("/q"):
        option = re.search(r'type="(?:radio|checkbox)" name="value" value="([^"]+)"', tab.text)
        given = option.group(1) if option else "Karen says the wifi in my room never works"
        tab.press("Next", value=given)
    show = re.findall(r'name="show" value="([^"]+)"', tab.text)
    tab.press("Send", show=show)
    words = re.findall(r"<li><b>(\w+)</b>", tab.text)
    assert len(words) == 5
    return tab, " ".join(words)


def test_the_whole_loop_told_through_the_web_apps(world: World, tmp_path: Path) -> None:
    _, receipt = says(world)
    work_all(world.bench)
    officer = world.signed_in(Role.OFFICER)
    while "Nothing" not in officer.open("/queue").text and "left to read" in officer.text:
        assert "Karen" not in officer._read().forms[-1].held[1][1]
        officer.press("Clear", themes=["wifi-and-phones"])
    take(world, officer)
    work_all(world.bench)

    member = world.signed_in(Role.MEMBER)
    mail = next((tmp_path / "mail").glob("*.eml")).read_text()
    assert "Mend the wifi" in mail
    assert "never works" not in mail
    member.open("/asks").follow("Answer")
    member.press("Keep the answer", kind="did", words="New lines are in.", shown_by="A speed test")
    officer.open("/asks").follow("Publish")
    officer.press("Publish it", plain="We mended the wifi in every home.")

    young_person = Tab(world.young).open("/journey").press("See", receipt=receipt)
    assert "We mended the wifi in every home." in young_person.text
    young_person.press("Not really")
    assert "Thank you" in young_person.text
    wall = Tab(world.young).open("/wall/testshire")
    assert "We mended the wifi in every home." in wall.text
    wall.press("It helped")

    comes_back(world, officer)


def take(world: World, officer: Tab) -> None:
    officer.open(f"/meetings/{world.meeting.id}/digest")
    consultation = re.search(r'name="consultations"[^>]*value="([^"]+)"', officer.text).group(1)
    officer.press("Build it", consultations=[consultation])
    assert "Figures frozen" in officer.text
    place = re.search(r'<option value="([^"]+)"[^>]*>Where I live', officer.text).group(1)
    typed = {"words": "Mend the wifi.", "consultation": place, "theme": "wifi-and-phones"}
    officer.press("Add the ask", **typed, promise="")
    officer.follow("Look at it and send it")
    assert "about 15 young people" in officer.text.lower()
    officer.press("Send it to the members")


def comes_back(world: World, officer: Tab) -> None:
    officer.open("/meetings").follow("Build")
    consultation = re.search(r'name="consultations"[^>]*value="([^"]+)"', officer.text).group(1)
    officer.press("Build it", consultations=[consultation])
    officer.follow("Look at it and send it")

    assert "Too few young people" in officer.text
    assert "unresolved" in officer.text.lower()
