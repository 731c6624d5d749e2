"""A survey that changes while somebody answers it, and one that is not ready to be asked."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from participation.core.clock import SetClock
from participation.core.errors import Refused
from participation.models import Consultation, Council
from participation.models.database import Database
from participation.services import consultations, conversations
from participation.services.readiness import refuse_unready
from participation.services.revisions import ask_from_now
from surveys import engine
from surveys.definition import Kind, Option, Question, Survey, Words
from tests.factories import a_consultation, a_council, a_survey


def opened(session: Session, clock: SetClock) -> tuple[Council, Consultation, Survey]:
    council = a_council(session)
    return council, a_consultation(session, council, clock.now().date()), a_survey()


def with_words(survey: Survey, words: str) -> Survey:
    """Return the survey with its first question in other words."""
    first, *others = survey.questions
    return replace(survey, questions=(replace(first, asks=Words.english(words)), *others))


def test_whoever_has_begun_finishes_the_version_they_began(database: Database, clock: SetClock):
    today = clock.now().date()
    with database.writing() as session:
        council, consultation, survey = opened(session, clock)
        link = consultation.link
        begun = conversations.begin(session, link, today)
        changed = with_words(survey, "How is it where you live?")
        version = consultations.publish_survey(session, council, changed)

        ask_from_now(session, consultation, version)

    with database.writing() as session:
        before = conversations.current(session, begun.secret, today).step
        after = conversations.begin(session, link, today).turn.step
        on = conversations.reply(session, begun.secret, engine.Given("feel", ("sad",)), today)
    assert before.question.asks.to("en") == survey.questions[0].asks.to("en")
    assert after.question.asks.to("en") == "How is it where you live?"
    assert on.version != version.id
    assert on.step.number == 2


def test_what_was_asked_is_not_taken_out_of_a_consultation_that_is_open(
    database: Database, clock: SetClock
):
    with database.writing() as session:
        council, consultation, survey = opened(session, clock)
        fewer = replace(survey, questions=survey.questions[1:])
        version = consultations.publish_survey(session, council, fewer)

        with pytest.raises(Refused, match='"feel", so it stays as it is'):
            ask_from_now(session, consultation, version)


def test_a_survey_with_a_grave_fault_is_refused_by_question_fault_and_fix():
    asks = Question("name", Kind.LINE, Words.english("What is your name?"))
    options = tuple(Option(code, Words.english(code)) for code in ("red", "blue"))
    stuck = Question(
        "colour", Kind.ONE, Words.english("Which one?"), required=True, own_options=options
    )
    survey = replace(a_survey(), questions=(asks, stuck))

    with pytest.raises(Refused) as refused:
        refuse_unready(survey)

    assert 'Question "name": It asks for a name. Nobody may be asked' in refused.value.message
    assert refused.value.message.endswith("1 more to mend.")
