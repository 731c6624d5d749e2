"""A survey that changes while somebody answers it, and one that is not ready to be asked."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from participation.core.clock import SetClock
from participation.core.errors import Refused
from participation.models import Consultation, Council
from participation.models.database import Database
from participation.services import consultations, conversations
from participation.services.chats import chat_secret
from participation.services.readiness import refuse_unready
from participation.services.revisions import ask_from_now, revision_of
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


@pytest.mark.parametrize("chats", [(None, None), ("early", "late")], ids=["web", "chat"])
def test_whoever_has_begun_finishes_the_version_they_began(
    database: Database, clock: SetClock, chats: tuple[str | None, str | None]
):
    early, late = (chat and chat_secret(b"k" * 32, chat) for chat in chats)
    today = clock.now().date()
    with database.writing() as session:
        council, consultation, survey = opened(session, clock)
        link = consultation.link
        begun = conversations.begin(session, link, today, secret=early)
        changed = with_words(survey, "How is it where you live?")
        version = consultations.publish_survey(session, council, changed)

        ask_from_now(session, consultation, version, clock.now().date())

    with database.writing() as session:
        before = conversations.current(session, begun.secret, today).step
        after = conversations.begin(session, link, today, secret=late).turn.step
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

        with pytest.raises(Refused, match=r'live\?": it is no longer asked'):
            ask_from_now(session, consultation, version, clock.now().date())


def test_before_it_opens_anything_may_change_and_after_it_has_closed_nothing(
    database: Database, clock: SetClock
):
    today = clock.now().date()
    with database.writing() as session:
        council, consultation, survey = opened(session, clock)
        fewer = replace(survey, questions=survey.questions[1:4])
        version = consultations.publish_survey(session, council, fewer)
        found = revision_of(session, consultation, today - timedelta(days=1))

        with pytest.raises(Refused, match="has closed"):
            ask_from_now(session, consultation, version, today + timedelta(days=31))
        ask_from_now(session, consultation, version, today - timedelta(days=1))

        assert found.refused == ""
        assert revision_of(session, consultation, today) is None
        assert consultations.survey_of(consultation) == fewer


def test_another_survey_or_another_councils_is_no_newer_version(
    database: Database, clock: SetClock
):
    today = clock.now().date()
    with database.writing() as session:
        council, consultation, survey = opened(session, clock)
        other = a_council(session, "othershire")
        consultations.publish_survey(session, other, survey)
        consultations.publish_survey(session, other, with_words(survey, "And how is it?"))
        review = consultations.publish_survey(session, council, a_survey("my-review"))

        assert revision_of(session, consultation, today) is None
        with pytest.raises(Refused, match="another survey"):
            ask_from_now(session, consultation, review, today)


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
