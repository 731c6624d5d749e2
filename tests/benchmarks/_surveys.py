"""Young people's apps to measure: a survey of so many questions, so many submissions before."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import insert
from sqlalchemy.orm import Session

from participation import migrations
from participation.core.clock import SystemClock
from participation.core.keys import KeyFolder
from participation.core.settings import read_settings
from participation.core.types import Week
from participation.models import Answer, Consultation, Origin, Reading, Submission
from participation.models.database import Database
from participation.services.consultations import Opening, open_consultation, publish_survey
from participation.web.young import create_app
from participation.web.young.pages import make_ready
from surveys.definition import Question, Survey
from tests.factories import a_council, a_survey

AT_A_TIME = 20_000


@dataclass(frozen=True)
class Asking:
    """An app that can be served again and again, and the link to its survey."""

    make_app: Callable[[], object]
    link: str


def survey_of(many: int) -> Survey:
    """Return a survey of so many questions, the same ten of the bank over and over."""
    bank = (*a_survey("foster-home").questions, *a_survey("my-review").questions)
    plain = {question.name: question for question in bank if question.show_if is None}
    ten = list(plain.values())[:10]
    questions = tuple(_named(question, n) for n, question in enumerate(islice(cycle(ten), many)))
    return replace(a_survey("foster-home"), questions=questions, minutes=many)


def _named(question: Question, number: int) -> Question:
    return replace(question, name=f"{question.name}-{number}")


def prepared(folder: Path, questions: int, submissions: int = 0) -> Asking:
    """Return an app on a new SQLite database with these submissions, its survey open."""
    settings = read_settings(folder, {})
    keys = KeyFolder(settings.key_folder)
    keys.prepare()
    database = Database(settings.database_url)
    migrations.upgrade(database)
    clock = SystemClock()
    today = clock.now().date()
    with database.writing() as session:
        council = a_council(session)
        version = publish_survey(session, council, survey_of(questions))
        until = today + timedelta(days=30)
        opening = Opening("bench", "Where I live", ("foster-care",), today, until)
        consultation = open_consultation(session, council, version, opening)
        for rows in _batches(submissions):
            _fill(session, consultation, rows, str(Week.of(today)))
    database.close()
    young = keys.young(), keys.read("young-session")
    return Asking(lambda: make_ready(create_app(settings, *young, clock)), consultation.link)


def _batches(submissions: int) -> Iterator[list[UUID]]:
    # In the order of their keys, as the tables keep them: it is written in half the time.
    keys = sorted((uuid4() for _ in range(submissions)), key=lambda key: key.bytes)
    return (keys[start : start + AT_A_TIME] for start in range(0, submissions, AT_A_TIME))


def _fill(session: Session, consultation: Consultation, keys: list[UUID], week: str) -> None:
    shared = {"council_id": consultation.council_id}
    of = shared | {"consultation_id": consultation.id, "week": week, "heard_week": week}
    rows = [of | {"id": key, "origin": Origin.SAID, "receipt_hash": key.bytes * 2} for key in keys]
    session.execute(insert(Submission), rows)
    question = survey_of(1).questions[0]
    said = {"question": question.name, "codes": question.options[0].code, "worry": False}
    said |= {"may_show": False, "reading": Reading.NO_WORDS}
    answers = [shared | said | {"id": uuid4(), "submission_id": key} for key in keys]
    session.execute(insert(Answer), answers)
