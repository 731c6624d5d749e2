"""Start, themes and accounts: what each role finds when it comes in."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from participation.core.clock import hour_of
from participation.domain.policy import Role
from participation.models import Answer, AuditLine, Job


def test_nothing_to_do_says_so(officer):
    assert "Nothing waits for you now." in officer.page("/")


def test_an_officer_finds_what_waits_to_be_read(house, officer):
    house.say("the wifi never works", many=2)

    page = officer.page("/")

    assert '<span class="staff-task__many">' in page
    assert "written answers to read" in page
    assert "All still on time." in page


def test_an_interpreter_finds_what_waits_for_them_and_says_what_is_theirs(house, officer):
    interpreter = house.visitor(Role.INTERPRETER)
    before = interpreter.page("/")
    officer.post("/languages/cy/interpreter", email=house.people[Role.INTERPRETER].email)
    house.say("dydy'r wifi ddim yn gweithio")
    with house.database.writing() as session:
        session.query(Answer).filter(Answer.original.is_not(None)).one().language = "cy"

    after = interpreter.page("/")

    assert "You put answers into English" in before
    assert "Nothing waits for you now." in before
    assert "answer to put into English" in after
    assert 'href="/interpreting"' in after


def test_an_officer_finds_entries_in_their_sections_and_a_member_side_by_side(officer, member):
    at_start, in_section, few = officer.page("/"), officer.page("/surveys"), member.page("/")

    assert 'aria-label="Asking"' not in at_start
    assert 'aria-label="Asking"' in in_section
    assert '<a class="govuk-link govuk-link--no-underline" href="/consultations">' in in_section
    assert ">Board<" not in few.replace(" ", "").replace("\n", "")
    assert 'href="/asks"' in few


def test_what_should_have_been_read_is_pressing(house, officer):
    house.say("the wifi never works")
    house.clock.moment += timedelta(days=14)

    page = officer.page("/")

    assert "should have been read by now." in page
    assert "Pressing" in page


def test_an_officer_finds_the_meeting_without_a_digest_and_then_the_draft(house, officer):
    house.say("the wifi never works", many=12)
    house.read_all()
    house.meeting(in_days=10)
    before = officer.page("/")

    digest = house.digest()
    house.clock.set_day(house.today + timedelta(days=11))

    assert "meeting without a digest" in before
    assert f"/digests/{digest.id}/edit" in officer.page("/")


def test_a_member_finds_the_paper_and_the_asks(house, member):
    house.say("the wifi never works", many=12)
    house.read_all()
    house.digest("Fix the wifi.", sent=True)

    page = member.page("/")

    assert "paper for the next meeting" in page
    assert "ask without an answer" in page
    assert "written answer" not in page


def test_a_lead_finds_what_is_flagged(house, officer):
    house.say("he hurts me")
    officer.post(f"/queue/{house.waiting_id()}/flag")

    page = house.visitor(Role.SAFEGUARDING).page("/")

    assert "flagged answer to see to" in page
    assert "hurts" not in page


def test_the_codebook_shows_both_names_and_how_young_people_put_it(house):
    page = house.visitor(Role.AMBASSADOR).page("/themes")

    assert "Wi-Fi, phones and screens" in page
    assert "In papers: Wi-Fi, phones and devices" in page
    assert "examples" in page


@pytest.fixture
def administrator(house):
    """The administrator's browser."""
    return house.visitor(Role.ADMINISTRATOR)


def test_the_administrator_sees_who_signs_in(administrator):
    page = administrator.page("/accounts")

    assert "officer@testshire.example" in page
    assert "$argon2" not in page


def test_the_administrator_sees_work_that_failed(house, administrator):
    with house.database.writing() as session:
        session.add(
            Job(
                council_id=house.council.id,
                kind="tell-member",
                subject="secret",
                unique_key="secret",
                run_after=hour_of(house.clock.now()),
                tries=12,
                gave_up=True,
            )
        )

    page = administrator.page("/accounts")

    assert "Mail to a board member that a paper is ready" in page
    assert "secret" not in page
    assert "piece of work that failed" in administrator.page("/")


def test_the_administrator_sees_what_staff_did_and_no_key_of_an_answer(
    house, officer, administrator
):
    house.say("the wifi never works", many=2)
    keys = []
    for _ in range(2):
        keys.append(house.waiting_id())
        officer.post(f"/queue/{keys[-1]}/clear", words="The wifi.")

    page = administrator.page("/accounts")

    assert "cleared an answer" in page
    assert 'data-label="Times">2<' in page
    assert not any(str(key) in page or key.hex in page for key in keys)


def test_a_line_changed_from_outside_is_noticed(house, officer, administrator):
    officer.post("/meetings/new", board="board", meets_on=["9", "4", "2026"])
    before = administrator.page("/accounts")
    with house.database.writing() as session:
        session.scalars(select(AuditLine)).one().action = "did nothing at all"

    assert "changed from outside" not in before
    assert "changed from outside" in administrator.page("/accounts")
