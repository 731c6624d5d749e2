"""How somebody changes their own sign-in."""

import time
from datetime import timedelta

from argon2 import PasswordHasher

from participation.domain.policy import Role
from participation.models import Account
from tests.web.staff.conftest import PASSWORD, signed_in_now

NEW = "purple kettle on a hill"


def typed(now=PASSWORD, new=NEW, again=NEW):
    return {"password": now, "new_password": new, "new_password_confirm": again}


def stored(house):
    with house.database.reading() as session:
        return session.get_one(Account, house.people[Role.OFFICER].id)


def test_the_header_leads_to_ones_own_sign_in(officer):
    assert 'href="/own"' in officer.page("/")
    assert "Change your password" in officer.page("/own")


def test_a_new_password_ends_every_other_sign_in(house, officer):
    elsewhere = house.visitor(Role.OFFICER)
    before = elsewhere.get("/").status_code
    officer.get("/own/password")

    answer = officer.post("/own/password", **typed())

    assert (before, answer.location) == (200, "/own")
    assert PasswordHasher().verify(stored(house).password, NEW)
    assert officer.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302


def test_what_is_wrong_is_told_beside_the_field(officer):
    officer.get("/own/password")

    short = officer.post("/own/password", **typed(new="short", again="short")).text
    differ = officer.post("/own/password", **typed(again="purple kettle on a mill")).text
    wrong = officer.post("/own/password", **typed(now="wrong horse")).text
    same = officer.post("/own/password", **typed(new=PASSWORD, again=PASSWORD)).text

    assert "Use at least 12 characters." in short
    assert "The two new passwords differ." in differ
    assert "The password is wrong." in wrong
    assert "differs from the one you have now" in same
    assert all("There is a problem" in page for page in (short, differ, wrong, same))


def test_a_password_does_not_lengthen_the_working_day(house, officer):
    signed_in_now(officer, house)
    house.clock.moment += timedelta(hours=9)
    officer.get("/own/password")
    officer.post("/own/password", **typed())
    house.clock.moment += timedelta(hours=1)

    assert officer.get("/").status_code == 302


def test_after_a_while_the_password_is_asked_for_again(officer):
    with officer.client.session_transaction() as cookie:
        cookie["fs_paa"] = time.time() - 16 * 60
    asked = officer.get("/own/recovery-codes")
    officer.get(asked.location)

    wrong = officer.post(asked.location, password="wrong horse")
    right = officer.post(asked.location, password=PASSWORD)

    assert asked.location.startswith("/own/again")
    assert "The password is wrong." in wrong.text
    assert right.location.endswith("/own/recovery-codes")
    assert officer.get("/own/recovery-codes").status_code == 200


def test_no_error_page_shows_a_password(officer):
    officer.get("/own/password")
    for _ in range(10):
        officer.post("/own/password", **typed(now="wrong horse"))

    answer = officer.post("/own/password", **typed())

    assert answer.status_code == 429
    assert NEW not in answer.text
    assert PASSWORD not in answer.text
