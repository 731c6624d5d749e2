"""Pictures that came with answers: seen in the queue, typed up, flagged, and by nobody else."""

import pytest
from sqlalchemy import select

from participation.core.pictures import picture_of
from participation.core.types import Week
from participation.domain.policy import Role
from participation.models import Answer, Council, Flag, Origin, Reading
from participation.services import consultations
from participation.services.consultations import consultation_named
from participation.services.submissions import Arrival, store_answers
from surveys.definition import Kind
from surveys.engine import Answered
from tests.core.test_pictures import a_photo
from tests.fixtures_databases import SqliteGround
from tests.surveys.making import question, survey
from tests.web.staff.conftest import House

WORDS = "Shannon says the wifi never works"
JPEG = picture_of(a_photo()).jpeg


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: what a page shows is the same on both."""
    return sqlite_ground


@pytest.fixture
def waiting(house: House):
    """A picture that waits to be typed up, by its answer's key."""
    house.say("something else", many=0)
    arrival = Arrival(
        Week.of(house.today), Origin.SAID, None, house.clock.now(), pictures={"hard": JPEG}
    )
    with house.database.writing() as session:
        row = session.get_one(Council, house.council.id)
        consultation = consultation_named(session, row, "home")
        drawn = (Answered("hard", (), None, may_show=True, drawn=True),)
        public = house.keys.reading().reading_public
        store_answers(session, public, row, consultation.id, drawn, arrival)
    return house.waiting_id()


def test_the_officer_sees_the_picture_and_nobody_keeps_it(officer, waiting):
    page = officer.page("/queue")
    sent = officer.get(f"/queue/{waiting}/picture.jpg")

    assert f'src="/queue/{waiting}/picture.jpg" alt="A picture that came with this answer"' in page
    assert "What the picture says" in page
    assert "Words as they are kept" not in page
    assert (sent.data, sent.mimetype) == (JPEG, "image/jpeg")
    assert sent.headers["Cache-Control"] == "no-store"
    assert sent.headers["X-Content-Type-Options"] == "nosniff"


def test_what_is_typed_up_is_masked_and_cleared_like_any_words(house, officer, waiting):
    empty = officer.post(f"/queue/{waiting}/type-up", words=" ")
    officer.post(f"/queue/{waiting}/type-up", words=WORDS)
    page = officer.page("/queue")
    officer.post(f"/queue/{waiting}/clear", words="The wifi never works", themes=[])

    assert empty.status_code == 400
    assert "Type what the picture says." in empty.text
    assert "[name] says the wifi never works</textarea>" in page
    assert "Type it up again" in page
    with house.database.reading() as session:
        answer = session.get_one(Answer, waiting)
        assert (answer.reading, answer.cleared) == (Reading.CLEARED, "The wifi never works")
    assert officer.get(f"/queue/{waiting}/picture.jpg").status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OFFICER])
def test_nobody_else_sees_it(house, waiting, role):
    answers = [
        house.visitor(role).get(f"/{place}/{waiting}/picture.jpg").status_code
        for place in ("queue", "interpreting")
    ]

    assert answers == [403, 404 if role is Role.INTERPRETER else 403]


def test_a_flagged_picture_is_for_the_lead_who_has_seen_it(house, officer, waiting):
    officer.post(f"/queue/{waiting}/flag")
    with house.database.reading() as session:
        flag_id = session.scalars(select(Flag.id)).one()
    lead, at = house.visitor(Role.SAFEGUARDING), f"/flags/{flag_id}"

    before = lead.get(f"{at}/picture.jpg").status_code
    lead.post(f"{at}/see")

    assert before in (403, 409)
    assert lead.get(f"{at}/picture.jpg").data == JPEG
    assert f'src="{at}/picture.jpg"' in lead.page(at)
    assert officer.get(f"{at}/picture.jpg").status_code == 403


def test_a_box_on_paper_is_typed_up_where_answers_are_entered(house, officer):
    asked = survey(question("draw", Kind.DRAWING))
    with house.database.writing() as session:
        row = session.get_one(Council, house.council.id)
        version = consultations.publish_survey(session, row, asked)
        opening = consultations.Opening("paper", "Paper", (), house.today, house.today)
        consultations.open_consultation(session, row, version, opening)

    printed = officer.page("/consultations/paper/printed")
    form = officer.page("/consultations/paper/entry")
    typed = {"words-draw": WORDS, "show-draw": "on"}
    stored = officer.post("/consultations/paper/entry", **typed)

    assert "Draw or write here." in printed
    assert 'name="words-draw"' in form
    assert stored.status_code == 302
    assert "[name] says the wifi never works" in officer.page("/queue")
