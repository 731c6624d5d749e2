"""The loop in each council's own arrangement, from its calendar to an answer that comes back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.core.types import Week
from participation.domain.policy import Role
from participation.domain.responses import Verdict, long_date
from participation.models import Account, Council, Digest, Meeting, Origin, Response, Submission
from participation.models.database import Database
from participation.services import consultations, digests, reactions, reports
from participation.services.councils import add_council
from participation.services.submissions import Arrival, store_answers
from participation.web.staff import create_app
from surveys.engine import Answered
from surveys.loader import load_survey
from surveys.packs import load_codebook, load_council_pack
from surveys.samples import sample
from tests.browser.conftest import Serve
from tests.browser.following import follow
from tests.factories import say
from tests.web.staff.conftest import House, person, settings
from tests.web.young.conftest import an_app, close

pytestmark = pytest.mark.browser

TABLET = {"width": 768, "height": 1024}
DESKTOP = {"width": 1280, "height": 900}
OTHERS = 39
WROTE = 11
REACTED = 14
TITLE = "How we keep our word"
SAID = "the wifi never works in my room"
ANSWER = "We mended the wifi in every home."


@dataclass(frozen=True)
class Arrangement:
    """What is a council's own: who signs, whether it is minuted, and its words on paper and wall.

    `signer` is the handle of whoever signs apart from its author and its publisher, if anybody.
    """

    name: str
    board: str
    signer: str
    minuted: bool
    heading: str
    scoreboard: str
    returns_under: str
    promise: str
    wall: str


COUNCILS = [
    Arrangement(
        "leicester", "Corporate Parenting Forum", "", False, "The Children's Pledge",
        "Children's Pledge, promise by promise",
        "What the Forum promised", "Education and hobbies", "taken to the Forum",
    ),
    Arrangement(
        "dorset", "Corporate Parenting Board", "", True, "By principle",
        "Corporate parenting principles, principle by principle",
        "Promises", "Help that is there for you", "Corporate parenting principles",
    ),
    Arrangement(
        "hampshire", "Corporate Parenting Board", "second", True, "The Pledge",
        "Children in Care Pledge, promise by promise",
        "Progress on what was promised", "Your education", "Children in Care Pledge",
    ),
    Arrangement(
        "cambridgeshire", "Corporate Parenting Board", "second", True,
        "Performance against the five outcomes",
        "Our five outcomes, outcome by outcome",
        "What was promised", "Learning", "Our five outcomes",
    ),
]  # fmt: skip


@dataclass
class Told:
    """One council's loop while it is told: where it is served and the page it is seen on."""

    own: Arrangement
    house: House
    page: Page
    staff: str
    young: str
    receipt: str

    def come(self, person: Account, size: dict[str, int], path: str) -> None:
        """Have somebody who is signed in sit down at the page, at this address."""
        client = self.house.visitor(account=person).client
        session = client.get_cookie(self.house.app.config["SESSION_COOKIE_NAME"])
        assert session is not None
        self.page.context.clear_cookies()
        self.page.context.add_cookies(
            [{"name": session.key, "value": session.value, "url": self.staff}]
        )
        self.page.set_viewport_size(size)
        self.page.goto(f"{self.staff}{path}")

    def press(self, name: str) -> None:
        follow(self.page.get_by_role("button", name=name))


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Page:
    """One page for all four councils; whoever sits down at it brings their own cookies."""
    return chromium.new_context().new_page()


@pytest.fixture(params=COUNCILS, ids=lambda own: own.name)
def told(
    request: pytest.FixtureRequest, sqlite_database: Database, keys: KeyFolder, clock: SetClock,
    tmp_path: Path, serve: Serve, page: Page,
) -> Iterator[Told]:  # fmt: skip
    """The council of that pack, with what forty young people said cleared."""
    own = request.param
    url = sqlite_database.engine.url.render_as_string(hide_password=False)
    staff = create_app(settings(url, tmp_path), keys.reading(), keys.sign_in(), clock)
    young = an_app(url, keys, clock, tmp_path)
    with sqlite_database.writing() as session:
        council = add_council(session, load_council_pack(own.name), load_codebook("life-in-care"))
        people = {role: person(session, council, role) for role in (Role.OFFICER, Role.MEMBER)}
        if own.signer:
            person(session, council, Role.MEMBER, own.signer)
    house = House(staff, sqlite_database, keys, clock, council, people)
    yield Told(own, house, page, serve(staff), serve(young), heard(house))
    page.context.clear_cookies()
    staff.extensions["office"].database.close()
    close(young)


def heard(house: House) -> str:
    """Have forty young people answer, an officer clear it, and return the last one's receipt."""
    with house.database.writing() as session:
        council = session.get_one(Council, house.council.id)
        survey = load_survey("pledge-feedback", council.name)
        version = consultations.publish_survey(session, council, survey)
        until = house.today + timedelta(days=30)
        opening = consultations.Opening("home", TITLE, ("foster-care",), house.today, until, False)
        consultation = consultations.open_consultation(session, council, version, opening)
        rated, written = survey.questions[:2]
        answered = (
            Answered(rated.name, sample(rated, "", 0), None, False),
            Answered(written.name, (), SAID, True),
        )
        now = house.clock.now()
        arrival = Arrival(Week.of(house.today), Origin.SAID, None, now + timedelta(days=7))
        public = house.keys.reading().reading_public
        for number in range(OTHERS):
            some = answered if number < WROTE else answered[:1]
            store_answers(session, public, council, consultation.id, some, arrival)
        sent = say(session, house.keys, consultation, now, SAID)
    house.read_all()
    return str(sent.receipt)


def test_the_loop_is_told_in_the_councils_own_arrangement(told: Told) -> None:
    builds(told)
    clears_and_sends(told)
    answers(told)
    signs_and_publishes(told)
    hears_and_says_not_really(told)
    returns(told)


def builds(told: Told) -> None:
    told.come(told.house.people[Role.OFFICER], DESKTOP, "/meetings")
    told.press("Plan the next twelve months")
    opens_next_meeting(told)
    told.page.get_by_label("What is the board asked to do?").fill("Mend the wifi.")
    told.page.get_by_label("Which theme is it about?").select_option("wifi-and-phones")
    told.press("Add the ask")


def opens_next_meeting(told: Told) -> None:
    row = told.page.get_by_role("row").filter(has_text=told.own.board)
    row.get_by_role("link", name="Build").first.click()
    told.page.get_by_label(TITLE).check()
    told.press("Build it")


def clears_and_sends(told: Told) -> None:
    expect(told.page.get_by_text("Not cleared yet: Finance, Legal, Equality")).to_be_visible()
    with told.house.database.writing() as session:
        council = session.get_one(Council, told.house.council.id)
        digest = digests.digest_of(session, council, the_digest(told))
        for name in ("Finance", "Legal", "Equality"):
            reports.give_clearance(session, council, digest, name, "A. Head", told.house.today)
    told.page.get_by_role("link", name="Write it, and record clearances").click()
    told.page.get_by_label("Who cleared it?").fill("A. Head")
    for part, number in zip(("Day", "Month", "Year"), ("11", "3", "2026"), strict=True):
        told.page.get_by_label(part).fill(number)
    told.press("Record the clearance")
    told.page.get_by_role("link", name="The digest").click()
    told.page.get_by_role("button", name="Look at it and send it").click()
    expect(told.page.get_by_role("heading", name=told.own.heading)).to_be_visible()
    expect(told.page.get_by_role("table", name=told.own.scoreboard)).to_be_visible()
    expect(told.page.get_by_role("heading", name=told.own.promise)).to_be_visible()
    told.press("Send it to the members")


def the_digest(told: Told) -> UUID:
    """Return the key of the digest that stands open."""
    return UUID(told.page.url.split("/digests/")[1].split("/")[0])


def answers(told: Told) -> None:
    meets_on = the_meeting(told).meets_on
    told.house.clock.set_day(meets_on)
    told.come(told.house.people[Role.MEMBER], TABLET, "/asks")
    told.page.get_by_role("link", name="Answer").click()
    told.page.get_by_label("Did", exact=True).check()
    told.page.get_by_label("What shows that it was done?").fill("A speed test in every home")
    told.page.get_by_label("Your answer, in a sentence or two").fill("New lines are in.")
    told.press("Keep the answer")


def the_meeting(told: Told) -> Meeting:
    with told.house.database.reading() as session:
        sent = select(Meeting).join(Digest, Digest.meeting_id == Meeting.id)
        return session.scalars(sent.where(Digest.sent_on.is_not(None))).one()


def signs_and_publishes(told: Told) -> None:
    if told.own.signer:
        told.come(the_signer(told), TABLET, "/asks")
        told.page.get_by_role("link", name="Sign").click()
        told.press("Sign it")
    told.come(told.house.people[Role.OFFICER], DESKTOP, "/asks")
    told.page.get_by_role("link", name="Publish").click()
    minute = told.page.get_by_label("Where is it minuted?")
    if told.own.minuted:
        noted = f"{told.own.board}, {long_date(told.house.today)}"
        expect(minute).to_have_value(noted)
    else:
        expect(minute).to_have_count(0)
    told.page.get_by_label("The answer in plain words").fill(ANSWER)
    told.press("ublish it")


def the_signer(told: Told) -> Account:
    with told.house.database.reading() as session:
        return session.scalars(select(Account).where(Account.handle == told.own.signer)).one()


def hears_and_says_not_really(told: Told) -> None:
    page = told.page
    page.set_viewport_size(TABLET)
    page.goto(f"{told.young}/wall/{told.own.name}")
    expect(page.get_by_role("heading", name=told.own.promise)).to_be_visible()
    expect(page.get_by_text(told.own.wall).first).to_be_visible()
    expect(page.get_by_text(ANSWER)).to_be_visible()
    page.get_by_role("link", name="I have five words").click()
    page.get_by_role("textbox").fill(told.receipt)
    told.press("See where my words are")
    expect(page.get_by_text(ANSWER)).to_be_visible()
    told.press("Not really")
    expect(page.get_by_text("Thank you. You can change it.")).to_be_visible()


def returns(told: Told) -> None:
    others_say_not_really(told)
    told.come(told.house.people[Role.OFFICER], DESKTOP, "/meetings")
    opens_next_meeting(told)
    told.press("Look at it and send it")
    paper = told.page.locator(".staff-paper")
    expect(paper.get_by_role("heading", name=told.own.returns_under, exact=True)).to_be_visible()
    expect(paper.get_by_text(ANSWER)).to_be_visible()
    expect(paper.get_by_text("Unresolved").first).to_be_visible()
    verdict = paper.get_by_role("table", name="Did it help?").get_by_role("row", name="Not really")
    expect(verdict).to_contain_text("about 15")


def others_say_not_really(told: Told) -> None:
    with told.house.database.writing() as session:
        response = session.scalars(select(Response)).one()
        for submission in session.scalars(
            select(Submission.id).where(Submission.receipt_hash.is_(None)).limit(REACTED)
        ).all():
            reactions.react_as(session, response, submission, Verdict.NOT_REALLY)
