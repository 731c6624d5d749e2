"""How often somebody may try, and that a shared address shuts nobody out."""

import time
from datetime import timedelta

import pytest

from participation.core.clock import SetClock
from participation.domain.policy import Role
from participation.models import Council
from participation.web.staff.tries import Counting
from tests.web.staff.conftest import PASSWORD, person

OFFICER = "officer@testshire.example"


def tries(visitor, many, email=OFFICER, password="wrong horse"):
    visitor.get("/sign-in")
    return [visitor.post("/sign-in", email=email, password=password) for _ in range(many)]


def test_where_many_fail_each_account_has_fewer_tries_and_can_still_sign_in(house):
    visitor = house.visitor()
    for number in range(100):
        tries(visitor, 1, email=f"nobody-{number}@testshire.example")

    wrong = tries(visitor, 4, email="ambassador@testshire.example")
    right = tries(house.visitor(), 1, password=PASSWORD)

    assert [answer.status_code for answer in wrong] == [200, 200, 200, 429]
    assert right[0].status_code == 302


def at(visitor, address):
    visitor.client.environ_base["REMOTE_ADDR"] = address
    return visitor


def test_somebody_elsewhere_does_not_shut_the_owner_of_an_account_out(house):
    elsewhere = at(house.visitor(), "192.0.2.7")

    wrong = tries(elsewhere, 11)
    right = tries(at(house.visitor(), "198.51.100.4"), 1, password=PASSWORD)

    assert [answer.status_code for answer in wrong] == [200] * 10 + [429]
    assert right[0].status_code == 302


def test_a_hundred_wrong_tries_an_hour_are_enough_from_wherever_they_come(house):
    for number in range(10):
        tries(at(house.visitor(), f"192.0.2.{number}"), 10)

    answer = tries(at(house.visitor(), "198.51.100.4"), 1)[0]

    assert answer.status_code == 429
    assert "Wait an hour" in answer.text


@pytest.mark.parametrize(
    "spelt",
    ["OFFICER@testshire.example", "officer@Ｔestshire.example", " officer@testshire.example "],
)
def test_an_account_is_one_however_its_address_is_spelt(house, spelt):
    tries(house.visitor(), 10)

    answer = tries(house.visitor(), 1, email=spelt)[0]

    assert answer.status_code == 429


def test_a_house_full_of_typing_slips_at_one_address_all_get_in(house):
    with house.database.writing() as session:
        row = session.get_one(Council, house.council.id)
        many = [person(session, row, Role.MEMBER, f"member-{number}").email for number in range(15)]

    answers = []
    for email in many:
        visitor = house.visitor()
        tries(visitor, 2, email=email)
        answers += tries(visitor, 1, email=email, password=PASSWORD)

    assert {answer.status_code for answer in answers} == {302}


def test_after_twenty_wrong_codes_it_is_over_for_the_day(house, monkeypatch):
    visitor = house.visitor()
    tries(visitor, 1, password=PASSWORD)
    begun = time.time()
    for minutes in (0, 11, 22, 33):
        monkeypatch.setattr(time, "time", lambda now=begun + minutes * 60: now)
        visitor.get("/sign-in/code")
        for _ in range(5):
            visitor.post("/sign-in/code", code="000000")
    monkeypatch.setattr(time, "time", lambda: begun + 44 * 60)
    visitor.get("/sign-in/code")

    answer = visitor.post("/sign-in/code", code="000000")

    assert answer.status_code == 429
    assert "Try again tomorrow" in answer.text


def test_what_is_counted_has_another_name_each_day(clock: SetClock):
    counting = Counting(clock)
    first = counting.name("account", OFFICER)
    same_day = counting.name("account", OFFICER)
    clock.moment += timedelta(days=1)

    next_day = counting.name("account", OFFICER)

    assert first == same_day
    assert next_day != first
    assert OFFICER not in first
    assert Counting(clock).name("account", OFFICER) != next_day
