"""Worry words, edited by a safeguarding lead."""

import pytest

from participation.domain.policy import Role
from participation.models import AuditLine, Council
from participation.services.worry_lists import worry_list

WORDS = "\n".join(f"word number {letter}" for letter in "abcdefghij")


@pytest.fixture
def lead(house):
    return house.visitor(Role.SAFEGUARDING)


def listed(house):
    with house.database.reading() as session:
        return worry_list(session.get_one(Council, house.council.id))


def test_what_is_kept_holds_from_then_on_and_stands_in_the_audit_without_the_words(house, lead):
    page = lead.page("/worry-words")
    answer = lead.post("/worry-words", words=f"{WORDS}\n\n  He  LOCKS me \nword number a")

    assert "want to die" in page
    assert answer.location == "/worry-words?done=stored"
    assert listed(house)[-1] == "he locks me"
    assert len(listed(house)) == 11
    house.say("sometimes he locks me in")
    with house.database.reading() as session:
        council = session.get_one(Council, house.council.id)
        assert house.unread(session, council).worry_words == ("he locks me",)
        line = session.query(AuditLine).order_by(AuditLine.number.desc()).first()
    assert (line.action, line.note[:8]) == ("changed the worry words", "11 added")


@pytest.mark.parametrize("typed", ["", "only one", WORDS + "\n" + "a" * 61])
def test_a_list_that_would_find_too_little_is_refused_and_kept_in_the_box(house, lead, typed):
    before = listed(house)

    answer = lead.post("/worry-words", words=typed)

    assert answer.status_code == 400
    assert listed(house) == before
    assert typed.splitlines()[-1:] == [] or typed.splitlines()[0] in answer.text


def test_an_officer_does_not_edit_them(house):
    assert house.visitor(Role.OFFICER).get("/worry-words").status_code == 403
