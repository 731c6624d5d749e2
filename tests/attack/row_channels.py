"""What the rows themselves and what was logged tell of the order in which people sent."""

from collections.abc import Hashable

from sqlalchemy import select

from participation.models import Answer, Job, Submission, Suggestion, Waiting
from participation.models.database import Database
from participation.models.dumping import dump, stored_tables
from tests.attack.guessing import Order
from tests.attack.marks import Marks, first_places


def read_backup(database: Database, marks: Marks) -> Order:
    """Return at which line of an opened backup each person's row stands."""
    with database.engine.connect() as connection:
        lines = "".join(dump(connection, stored_tables(connection)))
    return first_places(lines.encode(), {**marks.in_words, **marks.in_hex})


def read_rows(database: Database, marks: Marks, logged: str) -> dict[str, Order]:
    """Return what each column or log says; later is greater."""
    with database.reading() as session:
        submissions = session.scalars(select(Submission)).all()
        answers = session.scalars(select(Answer)).all()
        waiting = session.scalars(select(Waiting)).all()
        scores = session.execute(select(Suggestion.answer_id, Suggestion.score)).all()
        jobs = session.scalars(select(Job).order_by(Job.run_after, Job.id)).all()
    lengths: dict[int, Hashable] = {}
    codes: dict[int, Hashable] = {}
    for answer in answers:
        lengths[marks.keys[answer.id]] = len(answer.original or b"") + len(answer.reasons or b"")
        codes[marks.keys[answer.id]] = answer.codes
    job_words = "\n".join(f"{job.id} {job.kind} {job.subject} {job.unique_key}" for job in jobs)
    return {
        "key of the submission": {marks.keys[row.id]: row.id.hex for row in submissions},
        "key of the answer": {marks.keys[row.id]: row.id.hex for row in answers},
        "hash of the receipt": {marks.keys[row.id]: row.receipt_hash for row in submissions},
        "hash of the invite": {person: mark for mark, person in marks.invites.items()},
        "week": {marks.keys[row.id]: row.week for row in submissions},
        "sealed length": lengths,
        "codes": codes,
        "due hour": {marks.keys[row.answer_id]: row.due_hour for row in waiting},
        "score of a suggestion": {marks.keys[row.answer_id]: row.score for row in scores},
        "job rows": first_places(job_words.encode(), {**marks.in_words, **marks.in_hex}),
        "what was logged": first_places(logged.encode(), {**marks.in_words, **marks.in_hex}),
    }
