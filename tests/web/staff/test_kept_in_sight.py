"""Promises kept in sight on screen: the ladder, the pause, said together, seen, and the plan."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from participation.domain.policy import Role
from participation.domain.responses import Reply, ResponseKind
from participation.models import Account, Action, Council, Meeting, Milestone, Response, Statement
from participation.services import plans, responses, statements
from participation.services.councils import pack_of
from tests.factories import a_sent_ask


@pytest.fixture
def ground(sqlite_ground):
    """One kind of database: both are asked the same."""
    return sqlite_ground


def one(house, what):
    with house.database.reading() as session:
        return session.scalars(select(what)).one()


def code_of(house) -> str:
    with house.database.reading() as session:
        council = session.get_one(Council, house.council.id)
        return statements.pack_of(council).pledge.promises[0].code


def test_addresses_and_a_pause_are_set_by_officers_alone(house, officer, member):
    wrong = officer.post("/bodies/chair/address", email="chair at council")
    right = officer.post("/bodies/chair/address", email="chair@council.example")
    days = {"begins": ["12", "3", "2026"], "ends": ["1", "3", "2026"]}

    assert (wrong.status_code, "Write one e-mail address" in wrong.text) == (400, True)
    assert right.location == "/bodies"
    assert "chair@council.example" in officer.page("/bodies")
    assert "chair@council.example" not in member.page("/bodies")
    assert "last day comes before" in officer.post("/bodies/pauses", **days).text
    days["ends"] = ["7", "4", "2026"]
    assert officer.post("/bodies/pauses", **days).location == "/bodies"
    assert "12 March 2026 to 7 April 2026" in member.page("/bodies")
    house.clock.set_day(house.today + timedelta(days=2))
    with house.database.writing() as session:
        council = session.get_one(Council, house.council.id)
        people = {row.role: row for row in session.scalars(select(Account))}
        now = house.clock.now()
        day = house.today - timedelta(days=1)
        asked = a_sent_ask(session, council, people[Role.OFFICER], day, now)
        will = Reply(ResponseKind.WILL, "We will.", house.today + timedelta(days=60))
        responses.record_response(session, council, people[Role.MEMBER], asked.id, will, now)
    assert "Until 7 April 2026 new words of councillors wait" in member.page("/asks")
    assert "It can be told after 7 April 2026" in officer.page("/asks")
    assert member.post("/bodies/pauses", **days).status_code == 403


def test_an_officer_names_who_chairs_a_board_and_its_meetings_say_so(house, officer, member):
    meeting: Meeting = house.meeting()
    with house.database.reading() as session:
        chair = session.scalars(select(Account).where(Account.role == Role.MEMBER.value)).one()

    odd = officer.post("/bodies/board/chair", chair="somebody")
    stopped = member.post("/bodies/board/chair", chair=str(chair.id))
    named = officer.post("/bodies/board/chair", chair=str(chair.id))

    assert (odd.status_code, stopped.status_code) == (400, 403)
    assert named.location == "/bodies#chairs"
    assert chair.name in officer.page(f"/meetings/{meeting.id}")


def test_an_ambassador_enters_and_signs_and_an_officer_publishes(house, officer):
    meeting: Meeting = house.meeting()
    ambassador = house.visitor(Role.AMBASSADOR)
    where = f"/together/for/{meeting.id}"
    said = {"words": "We want a say.", "wanted": "When?", "theme-1": "Moving"}

    empty = ambassador.post(where, **{**said, "words": " "})
    kept = ambassador.post(where, **said, **{f"verdict-{code_of(house)}": "partly"})
    page = kept.location
    few = ambassador.post(f"{page}/sign", there="9", signed="2")
    odd = ambassador.post(f"{page}/sign", there="nine", signed="2")
    ambassador.post(f"{page}/sign", there="9", signed="7")
    stopped = ambassador.post(f"{page}/publish")
    done = officer.post(f"{page}/publish")

    assert (empty.status_code, "Write what was agreed" in empty.text) == (400, True)
    assert 'value="Moving"' in empty.text
    assert "At least 3 must sign" in few.text
    assert "Write both as numbers" in odd.text
    assert (stopped.status_code, done.location) == (403, "/together")
    assert one(house, Statement).signed == 7
    assert "Signed by 7 of the 9" in ambassador.page(page)


def test_what_was_done_is_marked_on_screen(house, officer, member):
    house.say("the wifi never works", many=12)
    house.read_all()
    ask = house.ask_id(house.digest("Mend the wifi.", sent=True))
    member.post(f"/asks/{ask}", kind="did", words="Done.", shown_by="A test")
    with house.database.writing() as session:
        given = session.scalars(select(Response)).one()
        given.published_on, given.plain = house.today, "It is mended."
        key: UUID = given.id

    bare = officer.post(f"/seen/{key}", found="not", words="")
    officer.post(f"/seen/{key}", found="not", words="Two rooms have none.")

    assert "Say in a sentence what was not there" in bare.text
    assert "Two rooms have none." in officer.page("/seen")
    assert "Not seen by young people" in member.page("/one-page")
    assert "Where this ask goes" in officer.page(f"/asks/{ask}/bodies")
    assert "no address yet" in officer.post(f"/asks/{ask}/bodies", body="police").text
    assert "Wi-Fi, phones and devices" in member.page("/measures")


def test_the_plan_is_kept_on_screen(house, officer, member):
    new = {"words": "Show the flats.", "promise": "", "owner": "Housing", "partner": ""}

    bare = officer.post("/plan/new", **new)
    officer.post("/plan/new", **new, due=["1", "5", "2026"])
    action = one(house, Action)
    late = officer.post(f"/plan/{action.id}/milestones", step="A list", by=["", "", ""])
    officer.post(f"/plan/{action.id}/milestones", step="A list", by=["1", "4", "2026"])
    officer.post(f"/plan/milestones/{one(house, Milestone).id}/pass")
    unproved = officer.post(
        f"/plan/{action.id}", progress="done", evidence="", due=["1", "5", "2026"]
    )

    assert "Write the day by which it is done" in bare.text
    assert "Write the day of the milestone" in late.text
    assert "Say what shows that it is done" in unproved.text
    assert one(house, Action).progress == plans.Progress.UNDER_WAY
    assert "1 of 1 milestone passed" in member.page("/plan")
    assert member.get("/plan/new").status_code == 403


def test_pages_and_forms_speak_of_promises_in_the_councils_own_words(house, officer):
    with house.database.writing() as session:
        council = session.get_one(Council, house.council.id)
        pack = pack_of(council)
        words = replace(pack.words, promise="outcome", pledge="Our five outcomes")
        council.pack = replace(pack, words=words).to_json()
    plan, measures = officer.page("/plan/new"), officer.page("/measures")
    at = officer.post("/surveys/new", title="Home, our way", source="where-i-live").location
    kinds, form = officer.page(f"{at}/questions/new"), officer.page(f"{at}/questions/new/pledge")

    assert "Which outcome does it belong to?" in plan
    assert "Our five outcomes over time" in measures
    assert '<th scope="col" class="govuk-table__header">Outcome</th>' in measures
    assert "· Outcome: " in officer.page("/themes")
    assert "Outcome it belongs to" in officer.page("/themes/new")
    assert "a verdict on each outcome" in officer.page("/together")
    assert "romise" not in measures.partition("<main")[2]
    assert "An outcome" in kinds
    assert "Which outcome does it ask about?" in form
