"""Challenge cards a page at a time, however many wait."""

import sqlite3
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import insert, select

from participation.models import Answer, Card, CardEnd, Submission
from participation.services import cards
from participation.services.card_pages import page_of_finished, page_of_open, page_to_put
from tests.factories import a_council, a_meeting, an_account
from tests.services.carding import asked_on_a_card

MANY = 45


def copies(session, row, **changed):
    """Store the row as often as there are cards, and return the keys of the copies in order."""
    table = row.__table__
    held = {column.name: getattr(row, column.key) for column in table.columns}
    keys = [uuid4() for _ in range(MANY - 1)]
    new = [
        {**held, "id": key, **{name: of[place] for name, of in changed.items()}}
        for place, key in enumerate(keys)
    ]
    session.execute(insert(table), new)
    return keys


def test_each_list_of_cards_is_read_a_page_at_a_time_past_the_limit_of_a_list_of_keys(
    sqlite_database, keys, clock
):
    with sqlite_database.writing() as session:
        council = a_council(session)
        officer = an_account(session, council)
        asked_on_a_card(session, keys, clock, council, officer)
        sent = session.scalars(select(Submission)).one()
        said = session.scalars(select(Answer).where(Answer.reading == "cleared")).one()
        receipts = [uuid4().bytes for _ in range(MANY)]
        copies(session, said, submission_id=copies(session, sent, receipt_hash=receipts))
        meeting = a_meeting(session, council, clock.now().date() + timedelta(days=30))
        line = session.connection().connection.driver_connection
        line.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, MANY - 10)
        at = (session, council)

        to_put = [page_to_put(*at, page) for page in (0, 1, 2, 3, 9)]
        first = to_put[0][1][0]
        new = cards.NewCard("Why?", ("chair",), meeting.id)
        card = cards.put_card(*at, officer, first.answer_id, new, clock.now())
        others = session.scalars(select(Answer.id).where(Answer.id != first.answer_id)).all()
        others = [key for key in others if session.get_one(Answer, key).reading == "cleared"]
        made = copies(session, card, answer_id=others)
        opened = [page_of_open(*at, page) for page in (1, 2, 3)]
        for key in made[:5]:
            session.get_one(Card, key).outcome = CardEnd.CANNOT
        session.flush()
        finished, ended = page_of_finished(*at, 1)
        line.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 32_000)

        assert [(one.page, one.pages, one.many, len(some)) for one, some in to_put] == [
            (1, 3, MANY, 20), (1, 3, MANY, 20), (2, 3, MANY, 20), (3, 3, MANY, 5), (3, 3, MANY, 5),
        ]  # fmt: skip
        assert len({each.answer_id for _, some in to_put[1:4] for each in some}) == MANY
        assert [len(some) for _, some in opened] == [20, 20, 5]
        assert {each.card_id for _, some in opened for each in some} == {card.id, *made}
        assert (finished.pages, {each.card_id for each in ended}) == (1, {*made[:5]})
        assert page_of_open(*at, 1)[0].many == MANY - 5
