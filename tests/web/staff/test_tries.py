"""How often somebody may try, and that a shared address shuts nobody out."""

from datetime import timedelta

from participation.core.clock import SetClock
from participation.web.staff.tries import Counting
from tests.web.staff.conftest import PASSWORD

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
