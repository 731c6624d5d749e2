"""What a whole survey weighs on its way to a phone: heads and bodies, as they are sent."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from participation.core.clock import SetClock
from participation.models import Council
from participation.models.database import Database
from participation.services.consultations import Opening, open_consultation, publish_survey
from tests.factories import a_survey
from tests.fixtures_databases import SqliteGround
from tests.web.young.conftest import Scene, Visitor

FIRST_QUESTION = 6_000
BEFORE_IT = 6_400
WHOLE_SURVEY = 60_000
WORDS = "The wifi in my room is slow, and nobody comes to mend it when I ask them to."


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: nothing here depends on it."""
    return sqlite_ground


def weight(answer: TestResponse) -> int:
    """Return the bytes of an answer, its head among them."""
    head = "".join(f"{name}: {value}\r\n" for name, value in answer.headers)
    return len(f"HTTP/1.1 {answer.status}\r\n{head}\r\n".encode()) + len(answer.data)


def parts_of(visitor: Visitor) -> set[str]:
    """Return what the page that stands open points to, its script among it."""
    return set(re.findall(r"/p/[0-9a-f]+\.\w+", visitor.text))


def ten_questions(database: Database, clock: SetClock) -> str:
    """Return the link of a survey that asks ten questions whatever is answered."""
    survey = a_survey("foster-home")
    always = tuple(question for question in survey.questions if question.show_if is None)
    more = a_survey("my-review").questions
    fresh = (q for q in more if q.show_if is None and q.name not in survey.by_name)
    ten = replace(survey, questions=(*always, *fresh)[:10])
    with database.writing() as session:
        council = session.query(Council).filter_by(name="testshire").one()
        version = publish_survey(session, council, ten)
        today = clock.now().date()
        until = today + timedelta(days=9)
        opening = Opening("ten", "Where I live", ("foster-care",), today, until, False)
        return open_consultation(session, council, version, opening).link


def test_ten_questions_to_the_receipt_weigh_little(
    visitor: Visitor, scene: Scene, database: Database, clock: SetClock
) -> None:
    link = ten_questions(database, clock)
    visitor.client.environ_base["HTTP_ACCEPT_ENCODING"] = "gzip"
    weights: dict[str, int] = {}

    def weigh(step: str) -> None:
        assert visitor.page is not None
        for number, answer in enumerate((*visitor.page.history, visitor.page)):
            weights[f"{step} {number}"] = weight(answer)
        for part in parts_of(visitor) - weights.keys():
            weights[part] = weight(visitor.client.get(part))

    visitor.open(f"/c/{link}")
    weigh("first")
    visitor.send(f"/c/{link}")
    weigh("question 1")
    questions = 1
    while visitor.here.startswith("/q/"):
        option = re.search(r'type="(?:radio|checkbox)" name="value" value="([^"]+)"', visitor.text)
        visitor.answer(option.group(1) if option else WORDS)
        questions += 1
        weigh(f"question {questions}")
    visitor.send("/send")
    weigh("receipt")

    assert questions == 11
    assert len(visitor.ticket) == 5
    assert weights["first 0"] <= BEFORE_IT
    assert weights["question 1 1"] <= FIRST_QUESTION
    assert sum(weights.values()) <= WHOLE_SURVEY
