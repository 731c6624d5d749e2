from datetime import timedelta
from random import Random
from uuid import UUID

from participation.domain.theming.ordering import Queued, reading_order
from participation.models import Answer, Glance, Waiting
from participation.services.queue_order import next_key
from tests.factories import a_consultation, a_council, say

MANY = 40


def test_the_database_gives_the_order_that_was_meant(database, keys, clock) -> None:
    random, now = Random(4), clock.now()
    with database.writing() as session:
        council = a_council(session)
        consultation = a_consultation(session, council, now.date())
        for _ in range(MANY):
            say(session, keys, consultation, now, text="the wifi is slow")
        meant = []
        for answer in session.query(Answer).filter_by(reading="unread"):
            late, doubt = random.choice((0, 0, 0, 1, 2)), random.choice((0.2, 0.5, 0.9))
            answer.worry = random.random() < 0.1
            waiting = session.get_one(Waiting, answer.id)
            waiting.due_hour = now - timedelta(hours=late) if late else now + timedelta(hours=9)
            session.add(Glance(answer_id=answer.id, council_id=council.id, doubt=doubt))
            meant.append(Queued(answer.id, answer.worry, late, doubt))

    with database.reading() as session:
        read: list[UUID] = []
        urgent = sum(one.worry or one.late > 0 for one in meant)
        while (key := next_key(session, council, len(read) - urgent, now, read)) is not None:
            read.append(key)

    assert read == reading_order(meant)


def test_what_the_machine_has_not_seen_and_what_waits_for_english_is_read_too(
    sqlite_database, keys, clock
) -> None:
    now = clock.now()
    with sqlite_database.writing() as session:
        council = a_council(session)
        consultation = a_consultation(session, council, now.date())
        for _ in range(9):
            say(session, keys, consultation, now, text="the wifi is slow")
        answers = session.query(Answer).filter_by(reading="unread").all()
        answers[0].language = answers[1].language = "ar"
        answers[1].worry = True

    with sqlite_database.reading() as session:
        read: list[UUID] = []
        while (key := next_key(session, council, len(read), now, read)) is not None:
            read.append(key)

    assert sorted(read) == sorted(answer.id for answer in answers)
    assert (read[0], read[-1]) == (answers[1].id, answers[0].id)
