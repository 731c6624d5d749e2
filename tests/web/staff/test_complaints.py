"""The officer's key for what may be a complaint."""

from participation.models import Council, Submission
from tests import factories


def test_the_key_offers_the_ways_and_leaves_the_answer_to_read(house, officer):
    now = house.clock.now()
    with house.database.writing() as session:
        home = factories.a_consultation(
            session, session.get_one(Council, house.council.id), now.date()
        )
        factories.say(session, house.keys, home, now, "my pocket money never comes")
    before = officer.page("/queue")

    answer = officer.post(f"/queue/{house.waiting_id()}/complaint", words="half typed")

    page = answer.text
    assert "half typed" in page
    assert "May be a complaint <kbd>" in before
    assert "May be a complaint <kbd>" not in page
    assert "Ways to complain offered" in page
    assert "my pocket money never comes" in page
    with house.database.reading() as session:
        assert session.query(Submission).one().may_be_complaint
