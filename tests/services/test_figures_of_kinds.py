"""Figures of every kind of question, as the gate lets them out."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import update
from sqlalchemy.orm import Session

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.core.types import Week
from participation.models import Consultation, Council, Origin, Submission
from participation.models.database import Database
from participation.services import consultations, figures, reading, submissions
from surveys.engine import Answered
from surveys.loader import load_survey_file
from tests.factories import a_council, store_many

EVERY = load_survey_file(Path(__file__).parents[1] / "surveys" / "every-kind.toml")


def opened(session: Session, clock: SetClock) -> tuple[Council, Consultation]:
    today = clock.now().date()
    council = a_council(session)
    version = consultations.publish_survey(session, council, EVERY)
    opening = consultations.Opening("kinds", "Kinds", (), today, today)
    return council, consultations.open_consultation(session, council, version, opening)


def rows_of(session: Session, council: Council, consultation: Consultation) -> dict[str, set[str]]:
    entry = figures.release_figures(session, council, consultation)
    tables = figures.question_tables(entry.frozen)
    return {table.key: {row.label for row in getattr(table, "rows", ())} for table in tables}


def test_numbers_scales_and_orders_leave_in_lines_and_words_in_none(
    database: Database, clock: SetClock, keys: KeyFolder
):
    with database.writing() as session:
        council, consultation = opened(session, clock)
        few = {"moves": ("2",), "matters": ("quiet", "food"), "colour": ("other",)}
        many = {"moves": ("19",), "matters": ("food", "quiet"), "life": ("10",)}
        store_many(session, keys, consultation, 20, few)
        store_many(session, keys, consultation, 30, many)

        rows = rows_of(session, council, consultation)

    assert {"low-why", "better", "hello"}.isdisjoint(rows)
    assert {"0", "1 to 2", "3 to 5", "6 to 20"} >= rows["moves"] > {"6 to 20"}
    assert {"Good food", "A quiet room"} < rows["matters"]


def test_something_else_waits_for_a_person_and_counts_no_more_once_it_is_taken_back(
    database: Database, clock: SetClock, keys: KeyFolder
):
    with database.writing() as session:
        council, consultation = opened(session, clock)
        arrival = submissions.Arrival(
            Week.of(consultation.opens_on), Origin.SAID, None, datetime(2030, 1, 1, tzinfo=UTC)
        )
        public = keys.reading().reading_public
        for _ in range(12):
            given = (Answered("colour", ("other",), "a bit orange", may_show=True),)
            submissions.store_answers(session, public, council, consultation.id, given, arrival)

        waiting = reading.next_unread(session, council, keys.reading())
        session.execute(update(Submission).values(taken_back=True))
        store_many(session, keys, consultation, 30, {"moves": ("2",)})
        shown = rows_of(session, council, consultation)

    assert waiting.original == "a bit orange"
    assert "1 to 2" in shown["moves"]
    assert shown["colour"] == set()
