"""Invites: made once as slips, returned in bands, only where codes are needed."""

import re

import pytest
from sqlalchemy import select

from participation.models import AuditLine, Council, Invite
from participation.services import consultations, invites
from tests import factories
from tests.web.staff.test_consultations import FORM, opened

MADE = {"group": "foster-care", "route": "carer", "count": "12"}
CODE = re.compile(r'class="code">([A-Z0-9]{5}-[A-Z0-9]{5})<')
PATH = "/consultations/home/invites"


@pytest.fixture
def by_codes(house):
    """A consultation that needs codes."""
    with house.database.writing() as session:
        council = session.get_one(Council, house.council.id)
        return factories.a_consultation(session, council, house.today, by_invite=True)


def stored(house):
    with house.database.reading() as session:
        return session.scalars(select(Invite)).all()


def test_whoever_opens_one_decides_who_can_answer(house, officer):
    form = officer.page("/consultations/new")
    officer.post("/consultations/new", **{**FORM, "way_in": "codes"})

    (row,) = opened(house)
    page = officer.page(f"/consultations/{row.name}")
    assert row.by_invite
    assert "This cannot be changed once the consultation is open." in form
    assert "Make invites" in page
    assert f"/c/{row.link}" not in page


def test_slips_are_shown_once_and_only_their_hashes_are_kept(house, officer, by_codes):
    answer = officer.post(PATH, **MADE)
    codes = CODE.findall(answer.text)

    with house.database.reading() as session:
        key = house.keys.reading().invites
        found = {invites.consultation_of_invite(session, key, code)[0].id for code in codes}
    assert len(set(codes)) == len(stored(house)) == answer.text.count("<svg") == 12
    assert found == {by_codes.id}
    assert answer.headers["Cache-Control"] == "no-store"
    assert not CODE.search(officer.page(PATH))


def test_a_slip_says_nothing_of_whom_it_is_for(officer, by_codes):
    slips = officer.post(PATH, **MADE).text.partition("<main")[2]

    words = set(re.findall(r"\w+", re.sub(r"<[^>]+>", " ", slips)))
    assert not {"care", "foster", "carer", "Foster", "Carer", "Testshire", "council"} & words
    assert "http" not in re.sub(r"<svg.*?</svg>", "", slips)


def test_making_them_is_in_the_audit_without_a_code(house, officer, by_codes):
    codes = CODE.findall(officer.post(PATH, **MADE).text)

    with house.database.reading() as session:
        (line,) = session.scalars(select(AuditLine).where(AuditLine.action == "made invites"))
    assert line.note == "12 for foster-care by carer"
    assert not any(code.lower() in line.note for code in codes)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"group": "care-leavers"}, "Choose one from the list."),
        ({"route": ""}, "Choose who passes them on."),
        ({"count": "0"}, "Write a number from 1 to 300."),
        ({"count": "301"}, "Write a number from 1 to 300."),
        ({"count": "many"}, "Write a number from 1 to 300."),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_made(
    house, officer, by_codes, change, told
):
    answer = officer.post(PATH, **{**MADE, **change})

    assert answer.status_code == 400
    assert told in answer.text
    assert stored(house) == []


def test_one_by_open_link_needs_none(house, officer):
    house.say("the wifi never works")

    answers = [officer.get(PATH), officer.post(PATH, **MADE)]

    assert {answer.status_code for answer in answers} == {409}
    assert "needs no invites" in answers[0].text
    assert stored(house) == []


def test_the_return_is_told_in_bands_and_stays_as_it_was_told(house, officer, by_codes):
    officer.post(PATH, **{**MADE, "count": "40"})
    before = officer.page(PATH)
    answer_with(house, 23)
    officer.post("/consultations/home/return")
    told = officer.page(PATH)
    answer_with(house, 3)
    officer.post("/consultations/home/return")

    again = officer.page(PATH)

    assert "Nothing has been counted yet." in before
    assert "between 20 and 29 young people answered" in told
    assert "23" not in shown(told)
    assert shown(again) == shown(told)


def answer_with(house, many: int) -> None:
    with house.database.writing() as session:
        unspent = session.scalars(select(Invite).where(Invite.spent.is_(False))).all()
        for row in unspent[:many]:
            invites.spend(session, row.id)


def shown(page: str) -> str:
    return page.partition('id="return"')[2].partition("<form")[0]


def test_a_return_of_fewer_than_ten_tells_no_number(house, officer, by_codes):
    officer.post(PATH, **{**MADE, "count": "9"})
    answer_with(house, 4)
    officer.post("/consultations/home/return")

    page = shown(officer.page(PATH))

    assert not re.search(r"about|between|<table", page)


def test_the_list_leads_to_the_invites(officer, by_codes):
    assert 'href="/consultations/home/invites"' in officer.page("/consultations")


def test_an_unknown_name_is_told_plainly(officer):
    assert officer.get("/consultations/none/invites").status_code == 404
    assert consultations.WRONG_LINK not in officer.get("/consultations/none/invites").text
