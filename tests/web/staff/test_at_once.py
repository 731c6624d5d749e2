"""Two who sign in, or change an account, at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from participation.domain.policy import Role
from participation.models import Account
from tests.web.staff.conftest import PASSWORD, House, Visitor
from tests.web.staff.test_second_step import CODES

OFFICER = "officer@testshire.example"


def ready(house: House) -> Visitor:
    """Return a browser that has typed the password and has the form for a recovery code."""
    visitor = house.visitor()
    visitor.get("/sign-in")
    visitor.post("/sign-in", email=OFFICER, password=PASSWORD)
    visitor.get("/sign-in/recovery")
    return visitor


def spend(house: House, first: str, second: str) -> int:
    """Return how many of two browsers get in that send these codes at once."""
    visitors, together = (ready(house), ready(house)), Barrier(2)

    def send(visitor: Visitor, code: str) -> int:
        together.wait(60)
        return visitor.post("/sign-in/recovery", code=code).status_code

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(send, visitors, (first, second)))
    inside = [visitor.get("/").status_code == 200 for visitor in visitors]
    assert [answer == 302 for answer in answers] == inside
    return sum(inside)


def left(house: House) -> int:
    with house.database.reading() as session:
        account = session.get_one(Account, house.people[Role.OFFICER].id)
        return len(account.mf_recovery_codes or [])


def test_one_recovery_code_lets_one_in_and_two_let_two_in(house, officer):
    codes = CODES.findall(officer.post("/own/recovery-codes").text)

    same = [spend(house, code, code) for code in codes[:4]]
    different = spend(house, codes[4], codes[5])

    assert same == [1, 1, 1, 1]
    assert different == 2
    assert left(house) == 4


def test_what_somebody_else_changed_meanwhile_stays_changed(house):
    store = house.app.extensions["security"].datastore
    seen = store.find_user(email=OFFICER)
    with house.database.writing() as session:
        session.merge(house.people[Role.OFFICER]).active = False

    seen.first_password = True
    store.put(seen)

    with house.database.reading() as session:
        stored = session.get_one(Account, house.people[Role.OFFICER].id)
        assert (stored.active, stored.first_password) == (False, True)
