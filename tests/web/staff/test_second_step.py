"""The second step: set up at the first sign-in, asked for at each, and replaced when lost."""

import re
from dataclasses import replace

import pytest
from passlib.totp import TOTP

from participation.domain.policy import Role
from participation.models import Account
from participation.web.staff import create_app
from tests.web.staff.conftest import APP, PASSWORD, found_house

OFFICER = "officer@testshire.example"
KEY = re.compile(r'class="staff-told-once">([A-Z2-7-]+)<')
CODES = re.compile(r"<li>([0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4})</li>")


@pytest.fixture
def unset(house):
    """The house, in which the officer has not set up an app yet."""
    change(house, tf_primary_method=None, tf_totp_secret=None, mf_recovery_codes=None)
    return house


def change(house, **columns):
    with house.database.writing() as session:
        account = session.get_one(Account, house.people[Role.OFFICER].id)
        for name, value in columns.items():
            setattr(account, name, value)


def stored(house):
    with house.database.reading() as session:
        return session.get_one(Account, house.people[Role.OFFICER].id)


def typed_password(house):
    visitor = house.visitor()
    visitor.get("/sign-in")
    return visitor, visitor.post("/sign-in", email=OFFICER, password=PASSWORD)


def set_up(visitor):
    """Scan the picture and type the first code; return the app."""
    visitor.get("/sign-in/app")
    shown = visitor.post("/sign-in/app", setup="authenticator")
    app = TOTP(key=KEY.search(shown.text).group(1), format="base32")
    return app, shown, visitor.post("/sign-in/code", code=app.generate().token)


def test_the_first_sign_in_leads_to_the_set_up(unset):
    visitor, answer = typed_password(unset)

    assert answer.location == "/sign-in/app"
    assert visitor.get("/").location.startswith("/sign-in")


def test_setting_up_shows_a_picture_of_its_own_and_ends_signed_in(unset):
    visitor, _ = typed_password(unset)

    _, shown, done = set_up(visitor)

    assert "<svg" in shown.text
    assert "data:" not in shown.text
    assert done.status_code == 302
    assert visitor.get("/").location == "/own/recovery-codes"
    assert len(CODES.findall(visitor.post("/own/recovery-codes").text)) == 10
    assert "What waits for you" in visitor.page("/")


def test_secret_and_recovery_codes_are_sealed_where_they_are_stored(unset):
    visitor, _ = typed_password(unset)
    app, _, _ = set_up(visitor)
    codes = CODES.findall(visitor.post("/own/recovery-codes").text)

    account = stored(unset)

    assert app.base32_key not in account.tf_totp_secret
    assert not any(code in kept for code in codes for kept in account.mf_recovery_codes)
    assert len(account.mf_recovery_codes) == 10


def test_recovery_codes_are_shown_once(house, officer):
    made = CODES.findall(officer.post("/own/recovery-codes").text)

    again = officer.client.get("/own/recovery-codes?show_codes=1")
    as_data = officer.client.get("/own/recovery-codes", headers={"Accept": "application/json"})

    assert len(made) == 10
    assert not any(code in again.text + as_data.text for code in made)


def test_between_password_and_code_nobody_is_signed_in(house):
    visitor, _ = typed_password(house)

    answers = [visitor.get(path) for path in ("/", "/queue", "/own", "/own/password")]

    assert {answer.status_code for answer in answers} == {302}
    assert all(answer.location.startswith("/sign-in?next=") for answer in answers)
    assert visitor.post("/own/password").status_code == 401


def test_a_wrong_code_is_told_plainly(house):
    visitor, _ = typed_password(house)

    answer = visitor.post("/sign-in/code", code="000000")

    assert "That code is not right" in answer.text
    assert visitor.get("/").status_code == 302


def test_a_code_is_taken_once(house):
    code = APP.generate().token
    first, _ = typed_password(house)
    second, _ = typed_password(house)

    answers = [visitor.post("/sign-in/code", code=code) for visitor in (first, second)]

    assert [answer.status_code for answer in answers] == [302, 200]
    assert second.get("/").status_code == 302


def test_five_wrong_codes_are_enough(house):
    visitor, _ = typed_password(house)
    for _ in range(5):
        visitor.post("/sign-in/code", code="000000")

    answer = visitor.post("/sign-in/code", code=APP.generate().token)

    assert answer.status_code == 429


def test_a_recovery_code_signs_in_once(house, officer):
    code = CODES.findall(officer.post("/own/recovery-codes").text)[3]
    answers = []
    for _ in range(2):
        visitor, _ = typed_password(house)
        visitor.get("/sign-in/recovery")
        answers.append(visitor.post("/sign-in/recovery", code=code.upper()))

    assert [answer.status_code for answer in answers] == [302, 200]
    assert "used before" in answers[1].text
    assert len(stored(house).mf_recovery_codes) == 9


def test_a_new_app_takes_the_place_of_the_old(house, officer):
    before = stored(house).tf_totp_secret
    officer.get("/sign-in/app")
    shown = officer.post("/sign-in/app", setup="authenticator")
    app = TOTP(key=KEY.search(shown.text).group(1), format="base32")
    action = re.search(r'action="(/sign-in/app/[^"]+)"', shown.text).group(1)

    answer = officer.post(action, code=app.generate().token)

    assert answer.location == "/own"
    assert stored(house).tf_totp_secret != before


def test_a_sign_in_without_a_second_step_is_none(unset):
    visitor = unset.visitor(Role.OFFICER)

    answer = visitor.get("/")

    assert answer.location.startswith("/sign-in?next=")


def test_made_up_people_need_no_second_step(database_url, keys, clock, tmp_path):
    house = found_house(database_url, keys, clock, tmp_path)
    change(house, tf_primary_method=None, tf_totp_secret=None, mf_recovery_codes=None)
    visitor, _ = typed_password(house)

    assert "What waits for you" in visitor.page("/")
    assert visitor.get("/own/password").status_code == 409
    house.app.extensions["office"].database.close()
    house.database.close()


def test_another_key_opens_no_second_step(unset):
    visitor, _ = typed_password(unset)
    app, _, _ = set_up(visitor)
    office = unset.app.extensions["office"]
    others = replace(unset.keys.sign_in(), second_factor=b"x" * 32)
    elsewhere = create_app(office.settings, office.keys, others, unset.clock)

    opened = [
        each.extensions["security"].totp_factory.get_totp_b32_key(stored(unset).tf_totp_secret)
        for each in (unset.app, elsewhere)
    ]

    assert opened[0] == app.base32_key
    assert opened[1] != app.base32_key
    elsewhere.extensions["office"].database.close()
