"""Passkeys: added, named, used alone or after the password, and removed."""

import pytest
from sqlalchemy import select

from participation.domain.policy import Role
from participation.models import AuditLine
from participation.web.staff import create_app
from participation.web.staff.passkeys import origin_of, where_they_work, work_at
from tests.web.staff.conftest import settings
from tests.web.staff.passkey_steps import HERE, asked, kept, phone, sign_in, touched, typed_password

__all__ = ["phone", "touched"]


def test_a_passkey_is_named_and_listed_and_stands_in_the_audit(house, officer, phone):
    page = officer.page("/own/passkeys")

    assert "Work phone" in page
    assert "Not yet" in page
    assert "1 passkey is set up" in officer.page("/own")
    with house.database.reading() as session:
        assert session.scalars(select(AuditLine.action)).all() == ["added a passkey"]


def test_a_passkey_signs_in_alone(house, officer, phone):
    visitor = house.visitor()

    answer = sign_in(visitor, phone, next="/asks")

    assert answer.location.endswith("/asks")
    assert "What waits for you" in visitor.page("/")
    assert "11 Mar 2026" in officer.page("/own/passkeys")


def test_a_security_key_follows_the_password(house, touched):
    visitor = typed_password(house)
    visitor.get("/sign-in/choose")
    begun = visitor.post("/sign-in/choose", which="webauthn")
    visitor.get(begun.location)
    question = asked(visitor.post(begun.location).text)

    visitor.post(question.action, credential=touched.sign(question.options, HERE))

    assert len(question.options["allowCredentials"]) == 1
    assert "What waits for you" in visitor.page("/")


def test_the_app_still_does_after_the_password(house, touched):
    visitor = typed_password(house)
    visitor.get("/sign-in/choose")

    answer = visitor.post("/sign-in/choose", which="authenticator")

    assert answer.location.startswith("/sign-in/code")


def test_a_removed_passkey_signs_in_no_more(house, officer, phone):
    officer.get("/own/passkeys")

    officer.post("/own/passkeys/remove", name="Work phone")

    assert kept(house) == []
    assert sign_in(house.visitor(), phone).status_code == 400
    with house.database.reading() as session:
        assert "removed a passkey" in session.scalars(select(AuditLine.action)).all()


def test_a_reset_second_step_takes_the_passkeys_too(house, phone):
    administrator = house.visitor(Role.ADMINISTRATOR)
    address = f"/accounts/{house.people[Role.OFFICER].id}"
    shown = administrator.page(address)

    administrator.post(f"{address}/second-step")

    assert "Passkeys" in shown
    assert kept(house) == []
    assert sign_in(house.visitor(), phone).status_code == 400


def test_a_password_typed_before_does_not_hinder_a_passkey_that_stands_alone(house, phone, touched):
    visitor = typed_password(house)
    visitor.get("/sign-in/choose")
    visitor.post("/sign-in/choose", which="webauthn")

    answer = sign_in(visitor, phone)

    assert answer.status_code == 302
    assert "What waits for you" in visitor.page("/")


def test_behind_a_proxy_the_address_is_the_one_of_the_settings(house, tmp_path):
    address = "https://staff.testshire.example"
    told = settings(
        house.app.extensions["office"].settings.database_url,
        tmp_path,
        PARTICIPATION_STAFF_ADDRESS=address,
    )
    app = create_app(told, house.keys.reading(), house.keys.sign_in(), house.clock)
    proxied = {
        "base_url": "http://127.0.0.1:8001",
        "headers": {
            "X-Forwarded-Host": "staff.testshire.example",
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": "192.0.2.7",
        },
    }

    page = app.test_client().get("/sign-in", **proxied)

    with app.test_request_context("/", **proxied):
        assert app.extensions["security"].webauthn_util.origin() == address
    assert "Sign in with a passkey" in page.text
    app.extensions["office"].database.close()


@pytest.mark.parametrize(
    ("address", "works"),
    [
        ("https://staff.testshire.example", True),
        ("http://staff.testshire.example", False),
        ("http://localhost:8001", True),
        ("http://127.0.0.1:8001", False),
        ("https://192.0.2.7", False),
        ("http://[::1]:8001", False),
    ],
)
def test_browsers_offer_passkeys_only_at_a_name_and_over_https(address, works):
    assert work_at(address) is works


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://Staff.testshire.example:443/in", "https://staff.testshire.example"),
        ("https://staff.testshire.example:8443", "https://staff.testshire.example:8443"),
    ],
)
def test_an_origin_is_written_as_a_browser_writes_it(address, origin):
    assert origin_of(address) == origin


def test_at_a_bare_number_nothing_is_offered_but_where_to_try(house):
    number = {"base_url": "http://127.0.0.1:8001"}

    page = house.app.test_client().get("/sign-in", **number).text

    with house.app.test_request_context("/own/passkeys", **number):
        assert where_they_work() == "http://localhost:8001"
    assert "Sign in with a passkey" not in page
