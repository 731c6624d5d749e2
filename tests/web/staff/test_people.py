"""Accounts on screen: added, closed, opened again, helped back in; each deed in the audit."""

import re

import pytest
from sqlalchemy import select

from participation.domain.policy import Role
from participation.models import Account, AuditLine
from tests.web.staff.conftest import PASSWORD

SAM = {"name": "Sam", "email": "Sam@testshire.example", "role": "officer"}
FIRST = re.compile(r"<code>([a-z2-9-]{19})</code>")


@pytest.fixture
def administrator(house):
    return house.visitor(Role.ADMINISTRATOR)


def account_of(house, email):
    with house.database.reading() as session:
        return session.scalar(select(Account).where(Account.email == email))


def officer_of(house):
    return account_of(house, "officer@testshire.example")


def deeds(house):
    with house.database.reading() as session:
        return [f"{line.action}: {line.note}" for line in session.scalars(select(AuditLine))]


def test_somebody_added_signs_in_with_a_first_password_and_chooses_their_own(house, administrator):
    shown = administrator.post("/accounts/new", **SAM).text
    visitor = house.visitor()
    visitor.get("/sign-in")

    answer = visitor.post(
        "/sign-in", email="sam@testshire.example", password=FIRST.search(shown).group(1)
    )

    assert answer.location == "/sign-in/app"
    assert account_of(house, "sam@testshire.example").first_password
    assert deeds(house) == ["added an account: Sam, participation officer"]


def test_with_a_first_password_only_the_change_of_it_is_open(house, administrator):
    given = administrator.post(f"/accounts/{officer_of(house).id}/password").text
    visitor = house.visitor(account=officer_of(house))
    led = visitor.get("/queue").location
    visitor.get(led)

    new = {"new_password": "purple kettle hill", "new_password_confirm": "purple kettle hill"}
    visitor.post(led, password=FIRST.search(given).group(1), **new)

    assert led == "/own/password"
    assert "What waits for you" in visitor.page("/")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "Write the person's name."),
        ({"email": "sam"}, "Write an address such as"),
        ({"email": "officer@testshire.example"}, "There is already an account"),
        ({"role": "mayor"}, "Choose one from the list."),
    ],
)
def test_what_cannot_be_added_is_told_and_kept(house, administrator, wrong, words):
    answer = administrator.post("/accounts/new", **(SAM | wrong))

    assert answer.status_code == 400
    assert words in answer.text.replace("&#39;", "'")
    assert deeds(house) == []


def test_a_closed_account_is_out_at_once_and_comes_back(house, administrator):
    officer = officer_of(house)
    visitor = house.visitor(account=officer)
    before = visitor.get("/").status_code

    administrator.post(f"/accounts/{officer.id}/close")
    closed = visitor.get("/").status_code
    administrator.post(f"/accounts/{officer.id}/open")

    assert (before, closed) == (200, 302)
    assert account_of(house, officer.email).active
    assert deeds(house) == [
        "closed an account: Officer, participation officer",
        "opened an account again: Officer, participation officer",
    ]


def test_nobody_closes_their_own_account(house, administrator):
    own = account_of(house, "administrator@testshire.example")

    answer = administrator.post(f"/accounts/{own.id}/close")

    assert answer.status_code == 409
    assert account_of(house, own.email).active


def test_a_reset_second_step_is_set_up_anew_at_the_next_sign_in(house, administrator):
    officer = officer_of(house)
    visitor = house.visitor(account=officer)

    administrator.post(f"/accounts/{officer.id}/second-step")

    assert visitor.get("/").status_code == 302
    visitor.get("/sign-in")
    answer = visitor.post("/sign-in", email=officer.email, password=PASSWORD)
    assert answer.location == "/sign-in/app"
    assert officer_of(house).mf_recovery_codes is None
    assert deeds(house) == ["reset a second step: Officer, participation officer"]
