"""Passkeys that open nothing: another's, a copy, one used twice, and what is none."""

import pytest

from participation.domain.policy import Role
from participation.models import Passkey
from tests.web.staff.conftest import House
from tests.web.staff.passkey_steps import (
    HERE,
    MEMBER,
    OFFICER,
    asked,
    kept,
    phone,
    sign_in,
    touched,
    typed_password,
)

__all__ = ["phone", "touched"]


def test_a_security_key_does_not_sign_in_alone(house, touched):
    visitor = house.visitor()

    answer = sign_in(visitor, touched)

    assert answer.status_code == 400
    assert "This passkey was not taken" in answer.text
    assert visitor.get("/").status_code == 302


def test_a_security_key_follows_nobody_elses_password(house, touched):
    with house.database.writing() as session:
        session.add(of_member(house))
    visitor = typed_password(house, MEMBER)
    visitor.get("/sign-in/choose")
    begun = visitor.post("/sign-in/choose", which="webauthn")
    visitor.get(begun.location)
    question = asked(visitor.post(begun.location).text)

    answer = visitor.post(question.action, credential=touched.sign(question.options, HERE))

    assert answer.status_code == 400
    assert visitor.get("/").status_code == 302


def of_member(house: House) -> Passkey:
    return Passkey(
        council_id=house.council.id,
        account_id=house.people[Role.MEMBER].id,
        name="Key",
        credential_id=b"member",
        public_key=b"-",
        sign_count=0,
        transports=[],
        usage="secondary",
    )


def test_a_device_that_asks_nobody_who_they_are_does_not_sign_in_alone(house, phone):
    phone.asks_who = False

    answer = sign_in(house.visitor(), phone)

    assert answer.status_code == 400


def test_an_answer_is_taken_once_and_in_one_browser(house, phone):
    first, second = house.visitor(), house.visitor()
    first.get("/sign-in")
    second.get("/sign-in")
    question = asked(first.post("/sign-in/passkey").text)
    signed = phone.sign(question.options, HERE)

    elsewhere = second.post(question.action, credential=signed)
    once = first.post(question.action, credential=signed)
    first.post("/sign-out")
    first.get("/sign-in")
    twice = first.post(question.action, credential=signed)

    assert [answer.status_code for answer in (elsewhere, once, twice)] == [400, 302, 400]


def test_a_page_elsewhere_gets_nothing_that_signs_in_here(house, phone):
    visitor = house.visitor()
    visitor.get("/sign-in")
    question = asked(visitor.post("/sign-in/passkey").text)

    answer = visitor.post(
        question.action, credential=phone.sign(question.options, "https://elsewhere.example")
    )

    assert answer.status_code == 400


def test_a_copied_passkey_is_noticed_by_its_count(house, phone):
    sign_in(house.visitor(), phone)
    phone.signed -= 1

    answer = sign_in(house.visitor(), phone)

    assert answer.status_code == 400


def test_nobody_removes_the_passkey_of_another(house, member, phone):
    member.get("/own/passkeys")

    member.post("/own/passkeys/remove", name="Work phone")

    assert len(kept(house)) == 1


def test_a_closed_account_signs_in_by_no_passkey(house, phone):
    with house.database.writing() as session:
        session.merge(house.people[Role.OFFICER]).active = False
    visitor = house.visitor()

    answer = sign_in(visitor, phone)

    assert answer.status_code == 400
    assert visitor.get("/").status_code == 302


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "Write a name for the passkey."),
        ("Work phone", "You have a passkey of that name."),
        ("Phone <b>", "Use letters, figures, spaces"),
        ("x" * 41, "Use at most 40 characters."),
    ],
)
def test_a_name_that_cannot_be_is_told_beside_it(officer, phone, name, words):
    officer.get("/own/passkeys")

    page = officer.post("/own/passkeys", name=name, usage="first").text

    assert words in page
    assert "There is a problem" in page


@pytest.mark.parametrize("sent", ["", "null", "[]", "{}", '{"id": 1}', "\u2603", '{"id": "x"}'])
def test_whatever_is_sent_instead_of_a_passkey_is_answered_plainly(house, officer, sent):
    officer.get("/own/passkeys")
    question = asked(officer.post("/own/passkeys", name="Phone", usage="first").text)
    visitor = house.visitor()
    visitor.get("/sign-in")
    asked_of_visitor = asked(visitor.post("/sign-in/passkey").text)

    answers = [
        officer.post(question.action, credential=sent),
        visitor.post(asked_of_visitor.action, credential=sent),
    ]

    assert [answer.status_code for answer in answers] == [400, 400]
    assert kept(house) == []


def test_a_passkey_signs_nobody_in_for_longer_than_a_sitting(house, phone):
    visitor = house.visitor()

    sign_in(visitor, phone, remember="y")

    assert [cookie.key for cookie in visitor.client._cookies.values()] == ["staff"]


def test_asking_for_a_passkey_tells_nobody_who_signs_in_here(house, phone):
    visitor = house.visitor()
    visitor.get("/sign-in")

    options = [
        asked(visitor.post("/sign-in/passkey", identity=identity).text).options
        for identity in (OFFICER, "nobody@testshire.example")
    ]

    assert [each["allowCredentials"] for each in options] == [[], []]
