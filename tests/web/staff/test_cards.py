"""Challenge cards on the staff side: put, dealt, returned by a member, told and finished."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from participation.domain.policy import Role
from participation.models import Card, CardReturn, Council, Drawing, Submission
from participation.services import consultations
from participation.services.card_mail import homework_mail
from surveys.loader import load_survey
from tests.fixtures_databases import SqliteGround
from tests.services.carding import WORDS, asked_on_a_card
from tests.web.staff.conftest import House, Visitor


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: nothing here depends on it."""
    return sqlite_ground


@pytest.fixture
def waiting(house: House) -> str:
    """The key of a card that was cleared and goes to nobody yet."""
    with house.database.writing() as session:
        council = session.get_one(Council, house.council.id)
        officer = session.merge(house.people[Role.OFFICER])
        asked_on_a_card(session, house.keys, house.clock, council, officer)
    return house.visitor(Role.OFFICER).page("/cards").partition("/put")[0].rpartition("/")[2]


def test_a_card_goes_from_an_officer_to_a_member_and_back(
    house: House, officer: Visitor, member: Visitor, waiting: str
) -> None:
    meeting = str(house.meeting().id)
    long = officer.post(f"/cards/{waiting}/put", words="y" * 501, meeting=meeting, to="chair")
    to_whom = ["lead-member", "chair"]
    officer.post(f"/cards/{waiting}/put", words=WORDS, meeting=meeting, to=to_whom)
    officer.post("/cards/takers", chair=str(house.people[Role.MEMBER].id))
    start, seen = member.page("/"), member.page("/cards")
    with house.database.reading() as session:
        mail = homework_mail(session, house.people[Role.MEMBER].id, "https://staff.example")
    with house.database.reading() as session:
        theirs = {row.addressee: row.id for row in session.query(CardReturn)}
        card = session.query(Card).one().id

    given = member.post(f"/cards/returns/{theirs['chair']}", words="Turnover is 18%.")
    not_theirs = member.post(f"/cards/returns/{theirs['lead-member']}", words="No.")
    not_told = member.post(f"/cards/{card}/finish", end="changed", plain="Done.")
    to_tell = officer.page("/cards")
    officer.post(f"/cards/returns/{theirs['chair']}/tell", words="Too many leave.")
    nothing = officer.post(f"/cards/{card}/finish", words="Two each at most.")
    officer.post(f"/cards/{card}/finish", end="changed", words="Two each at most.")

    assert (long.status_code, nothing.status_code) == (400, 400)
    assert f'href="#words-{waiting}"' in long.get_data(as_text=True)
    assert "challenge card to answer" in start
    assert "Yours to answer: 1" in seen
    assert mail is not None
    assert "1 challenge card waits for your answer. The next is due on 1 April 2026" in mail.plain
    assert WORDS not in mail.plain + mail.html
    assert "Turnover" not in seen
    assert (given.status_code, not_theirs.status_code, not_told.status_code) == (303, 409, 403)
    assert "Returned, not told yet" in to_tell
    assert "Turnover is 18%." in to_tell
    ended = member.page("/cards")
    assert "Two each at most." in ended
    assert "Too many leave." in ended
    assert "Not returned" in ended


def test_an_ambassador_puts_a_card_and_a_photo_waits_to_be_typed_up(
    house: House, officer: Visitor
) -> None:
    ambassador, today = house.visitor(Role.AMBASSADOR), house.today
    closed = ambassador.page("/cards")
    with house.database.writing() as session:
        council = session.get_one(Council, house.council.id)
        survey = consultations.publish_survey(
            session, council, load_survey("challenge-card", "demo")
        )
        opening = consultations.Opening("cards", "Cards", (), today, today + timedelta(days=9))
        consultations.open_consultation(session, council, survey, opening)
    photo = BytesIO()
    Image.new("RGB", (40, 30), "white").save(photo, "JPEG")

    empty = ambassador.post("/cards/new")
    no_photo = ambassador.post("/cards/new", photo=(BytesIO(b"none"), "card.jpg"))
    sent = {"to": "chair", "show": "yes", "once": "0f" * 16}
    kept, again = (
        ambassador.post("/cards/new", photo=(BytesIO(photo.getvalue()), "card.jpg"), **sent)
        for _ in range(2)
    )
    words = re.compile(r'translate="no">(\w+ \w+ \w+ \w+ \w+)<')
    told = [words.findall(page.get_data(as_text=True)) for page in (kept, again)]

    assert "Nobody can put a card now" in closed
    assert (empty.status_code, no_photo.status_code, kept.status_code) == (400, 400, 200)
    assert "An officer reads it first" in kept.get_data(as_text=True)
    assert len(told[0]) == 1
    assert told[0] == told[1]
    with house.database.reading() as session:
        assert [row.typed_up for row in session.query(Drawing)] == [False]
        assert session.query(Submission).count() == 1
    assert "Nothing waits" in officer.page("/cards")
    assert "picture" in officer.page(f"/queue/{house.waiting_id()}")


def test_a_deed_leads_back_to_the_pages_at_which_its_lists_were_open(
    house: House, officer: Visitor, waiting: str
) -> None:
    address = f"/cards/{waiting}/put?finished=2&put=x"
    put = officer.post(address, words=WORDS, meeting=str(house.meeting().id), to="chair")

    assert put.headers["Location"] == "/cards?finished=2"
    assert "/finish?finished=2" in officer.page(put.headers["Location"])


def test_totals_are_entered_in_bands_on_the_meetings_page(house: House, officer: Visitor) -> None:
    meeting = house.meeting().id
    address = f"/meetings/{meeting}/totals"

    exact = officer.post(address, complaints="3", learnt="Ring first.")
    officer.post(address, complaints="0-7", compliments="13-17", learnt="Ring first.")

    assert exact.status_code == 400
    assert "Choose one of the bands" in exact.get_data(as_text=True)
    assert address in officer.page(f"/meetings/{meeting}")
    page = officer.page(address)
    assert '<option value="13-17" selected>13 to 17</option>' in page
    assert "Ring first." in page
