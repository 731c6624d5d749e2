"""Signing in, staying signed in for a while, and signing out."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest

from participation.domain.policy import Role
from participation.models import Council
from participation.services.made_up_council import PEOPLE
from participation.web.staff import create_app
from participation.web.staff.accounts import is_this_machine
from participation.web.staff.forms.sign_in import WRONG
from surveys.packs import load_council_pack
from tests.web.staff.conftest import APP, HASHED, PASSWORD, Visitor, person, settings, signed_in_now

OFFICER = "officer@testshire.example"


def sign_in(visitor, email=OFFICER, password=PASSWORD, **more):
    visitor.get("/sign-in")
    return visitor.post("/sign-in", email=email, password=password, **more)


def test_the_right_password_opens_the_start_page(house):
    visitor = house.visitor()

    asked = sign_in(visitor, email=" Officer@Testshire.example ")
    answer = visitor.post("/sign-in/code", code=APP.generate().token)

    assert asked.location.startswith("/sign-in/code")
    assert answer.status_code == 302
    assert "What waits for you" in visitor.page("/")


@pytest.mark.parametrize(
    ("email", "password"),
    [(OFFICER, "wrong horse"), ("nobody@testshire.example", PASSWORD), ("not an address", "x y")],
)
def test_whatever_is_wrong_is_told_in_the_same_words(house, email, password):
    visitor = house.visitor()

    answer = sign_in(visitor, email, password)

    assert WRONG in answer.text
    assert email in answer.text
    assert password not in answer.text
    assert visitor.get("/").status_code == 302


def test_an_empty_form_says_what_to_type(house):
    answer = sign_in(house.visitor(), email="", password="")

    assert "Type your e-mail address." in answer.text
    assert "Type your password." in answer.text


def test_ten_wrong_tries_are_enough_for_one_address_and_no_other(house):
    visitor = house.visitor()
    for _ in range(10):
        sign_in(visitor, password="wrong horse")

    eleventh, other = sign_in(visitor), sign_in(house.visitor(), "board-member@testshire.example")

    assert eleventh.status_code == 429
    assert "Wait ten minutes" in eleventh.text
    assert other.status_code == 302


def test_a_closed_account_cannot_sign_in(house):
    with house.database.writing() as session:
        session.merge(house.people[Role.OFFICER]).active = False

    answer = sign_in(house.visitor())

    assert WRONG in answer.text


def test_it_leads_on_to_where_somebody_wanted_to_go(house):
    visitor = house.visitor()
    wanted = visitor.get("/asks").location
    visitor.get(wanted)

    asked = visitor.post("/sign-in", email=OFFICER, password=PASSWORD, next="/asks")
    visitor.get(asked.location)
    answer = visitor.post(asked.location, code=APP.generate().token)

    assert answer.location.endswith("/asks")


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example"])
def test_it_leads_nowhere_else(house, elsewhere):
    answer = sign_in(house.visitor(), next=elsewhere)

    assert "elsewhere.example/" not in (answer.location or "")


def test_signing_out_ends_it(officer):
    officer.get("/")

    officer.post("/sign-out")

    assert officer.get("/").status_code == 302


def test_signing_out_ends_it_for_whoever_copied_the_cookie(house, officer):
    officer.get("/")
    (cookie,) = officer.client._cookies.values()
    thief = house.visitor()
    thief.client.set_cookie(cookie.key, cookie.value)
    before = thief.get("/").status_code

    officer.post("/sign-out")

    assert before == 200
    assert thief.get("/").status_code == 302


def test_an_old_cookie_opens_nothing_however_often_it_was_renewed(house, officer, monkeypatch):
    officer.get("/")
    begun = time.time()
    statuses = []
    for minutes in (20, 40, 69, 100):
        monkeypatch.setattr(time, "time", lambda now=begun + minutes * 60: now)
        statuses.append(officer.get("/").status_code)

    assert statuses == [200, 200, 200, 302]


def test_it_ends_when_nothing_happens_for_half_an_hour(house, officer):
    assert house.app.permanent_session_lifetime == timedelta(minutes=30)
    officer.page("/")
    house.app.config["PERMANENT_SESSION_LIFETIME"] = timedelta(seconds=-1)

    answer = officer.get("/")

    assert answer.status_code == 302


def test_it_ends_after_a_working_day_however_busy(house, officer):
    signed_in_now(officer, house)
    house.clock.moment += timedelta(hours=9, minutes=59)
    busy = officer.get("/").status_code
    house.clock.moment += timedelta(minutes=1)

    answer = officer.get("/")

    assert busy == 200
    assert answer.location.startswith("/sign-in?next=")


def test_the_cookie_is_bound_to_https_where_there_is_https(house, tmp_path):
    address = {"PARTICIPATION_STAFF_ADDRESS": "https://staff.testshire.example"}
    url = house.app.extensions["office"].settings.database_url
    app = create_app(
        settings(url, tmp_path, **address), house.keys.reading(), house.keys.sign_in(), house.clock
    )

    answer = app.test_client().get("/sign-in", base_url="https://staff.testshire.example")

    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-staff=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
    app.extensions["office"].database.close()


def made_up_app(house, tmp_path, address):
    """Return the staff app at this address, with the made-up council's officer in it."""
    with house.database.writing() as session:
        pack = load_council_pack("demo")
        council = Council(name="demo", title=pack.title, pack=pack.to_json())
        session.add(council)
        session.flush()
        made = PEOPLE[0]
        account = person(session, council, made.role, made.handle)
        account.email, account.password = made.email, HASHED
    told = replace(house.app.extensions["office"].settings, staff_address=address)
    return create_app(told, house.keys.reading(), house.keys.sign_in(), house.clock), account


@pytest.mark.parametrize(
    ("address", "lets_in"),
    [
        ("http://127.0.0.1:8001", True),
        ("http://localhost:8001", True),
        ("http://staff.testshire.example", False),
    ],
)
def test_made_up_people_sign_in_on_this_machine_only(house, tmp_path, address, lets_in):
    app, account = made_up_app(house, tmp_path, address)
    visitor = Visitor(app.test_client(), base_url=address)

    page = visitor.get("/sign-in").text
    answer = sign_in(visitor, account.email)

    assert (PEOPLE[0].password in page) is lets_in
    assert "Sign in with a passkey" not in page
    assert (answer.status_code == 302) is lets_in
    app.extensions["office"].database.close()


def test_a_made_up_sign_in_ends_when_the_pages_move_off_this_machine(house, tmp_path):
    here, elsewhere = "http://127.0.0.1:8001", "http://staff.testshire.example"
    app, account = made_up_app(house, tmp_path, here)
    visitor = Visitor(app.test_client(), base_url=here)
    sign_in(visitor, account.email)
    before = visitor.get("/").status_code

    app.extensions["security"].datastore.on_this_machine = is_this_machine(elsewhere)

    assert before == 200
    assert visitor.get("/").status_code == 302
    app.extensions["office"].database.close()


def test_another_name_for_this_machine_is_refused(house):
    answer = house.app.test_client().get("/sign-in", base_url="http://elsewhere.example")

    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("http://127.0.0.1:8001", True),
        ("http://localhost", True),
        ("http://[::1]:8001", True),
        ("http://10.0.0.7:8001", False),
        ("http://localhost.testshire.example", False),
        ("https://staff.testshire.example", False),
        ("", False),
    ],
)
def test_only_a_loopback_address_is_this_machine(address, here):
    assert is_this_machine(address) is here


def test_a_password_that_was_hashed_cheaply_is_hashed_anew(house):
    from argon2 import PasswordHasher

    house.app.extensions["security"].pwd_context.update(argon2__rounds=2)
    cheap = house.people[Role.OFFICER].password

    sign_in(house.visitor())

    with house.database.reading() as session:
        stored = session.get(type(house.people[Role.OFFICER]), house.people[Role.OFFICER].id)
        assert stored.password != cheap
        assert PasswordHasher().verify(stored.password, PASSWORD)
