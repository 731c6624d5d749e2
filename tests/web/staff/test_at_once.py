"""Two who sign in, change an account or hand in the same form, at the same moment."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import func, select

from participation.domain.policy import Role
from participation.models import Account, Council, Submission
from tests.services.carding import asked_on_a_card
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


def test_a_card_sent_twice_at_once_is_kept_once_and_both_pages_show_its_words(house):
    with house.database.writing() as session:
        council = session.get_one(Council, house.council.id)
        officer = session.merge(house.people[Role.OFFICER])
        asked_on_a_card(session, house.keys, house.clock, council, officer)
    visitors, together = [house.visitor(Role.OFFICER) for _ in range(2)], Barrier(2)
    once = re.search(r'name="once" value="(\w+)"', visitors[0].page("/cards/new"))[1]
    member = str(house.people[Role.MEMBER].id)

    def send(visitor: Visitor) -> tuple[str | None, int]:
        together.wait(60)
        page = visitor.post("/cards/new", words="Why is it so?", once=once).text
        together.wait(60)
        chair = visitor.post("/bodies/board/chair", chair=member)
        words = re.search(r'id="five-words"[^>]*>([^<]+)', page)
        return words and words[1], chair.status_code

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(send, visitors)
    after = visitors[0].post("/cards/new", words="And who is asked?", once=once).text

    assert first == second
    assert first[0] is not None
    assert first[1] == 303
    assert "The card is kept" in after
    assert first[0] not in after
    with house.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Submission)) == 3
